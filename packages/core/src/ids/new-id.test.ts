import { afterEach, expect, it, vi } from 'vitest';
import { newId } from './new-id.js';

afterEach(() => vi.restoreAllMocks());

it('is the prefix and 22 of [a-z0-9]', () => {
  for (let round = 0; round < 200; round++) expect(newId('msg')).toMatch(/^msg-[a-z0-9]{22}$/);
});

it('does not come twice', () => {
  const ids = new Set(Array.from({ length: 5_000 }, () => newId('ses')));
  expect(ids.size).toBe(5_000);
});

it('throws away bytes that would favour the first letters', () => {
  let call = 0;
  vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
    (array as Uint8Array).fill(call++ === 0 ? 255 : 35);
    return array;
  });
  expect(newId('x')).toBe(`x-${'9'.repeat(22)}`);
  expect(call).toBe(2);
});
