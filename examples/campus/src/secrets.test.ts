import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { deriveSecrets, keepSecret, makeSecret } from './secrets.ts';

it('keeps the secret of a folder, and keeps it from other users', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'campus-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const data = join(folder, 'new', 'data');
  const [first, second] = await Promise.all([keepSecret(data), keepSecret(data)]);
  expect(second).toBe(first);
  expect(await keepSecret(data)).toBe(first);
  expect((await stat(join(data, 'campus-secret'))).mode & 0o077).toBe(0);
});

it('makes two different keys of a secret, always the same', () => {
  const secret = makeSecret();
  const { cookies, tokens } = deriveSecrets(secret);
  expect(cookies).not.toBe(tokens);
  expect(deriveSecrets(secret)).toEqual({ cookies, tokens });
  expect(deriveSecrets(makeSecret()).tokens).not.toBe(tokens);
  expect(() => deriveSecrets('short')).toThrow(TypeError);
});
