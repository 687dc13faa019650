import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRange } from './range.js';

const part = (start: number, end: number) => ({ kind: 'part', start, end }) as const;
const WHOLE = { kind: 'whole' } as const;
const UNSATISFIABLE = { kind: 'unsatisfiable' } as const;

describe('parseRange, of 1000 bytes', () => {
  it.each([
    [null, WHOLE],
    ['bytes=0-0', part(0, 0)],
    ['bytes=0-', part(0, 999)],
    ['bytes=999-', part(999, 999)],
    ['bytes=-1', part(999, 999)],
    ['bytes=-1000', part(0, 999)],
    ['bytes=-5000', part(0, 999)],
    ['bytes=-0', UNSATISFIABLE],
    ['bytes=1000-', UNSATISFIABLE],
    ['bytes=1000-1001', UNSATISFIABLE],
    ['bytes=0-99999', part(0, 999)],
    ['bytes=0-18446744073709551616', part(0, 999)],
    [`bytes=0-${'9'.repeat(400)}`, part(0, 999)],
    [`bytes=-${'9'.repeat(400)}`, part(0, 999)],
    [`bytes=${'9'.repeat(400)}-`, UNSATISFIABLE],
    [`bytes=${'0'.repeat(400)}7-9`, part(7, 9)],
    // 2^53 + 1 is no exact number; it is far behind the end all the same.
    ['bytes=9007199254740993-9007199254740992', UNSATISFIABLE],
    ['bytes=5-4', UNSATISFIABLE],
    ['bytes=abc', UNSATISFIABLE],
    ['bytes=1-2-3', UNSATISFIABLE],
    ['bytes=+0-1', UNSATISFIABLE],
    ['bytes=0x0-1', UNSATISFIABLE],
    ['bytes=--5', UNSATISFIABLE],
    ['bytes=-', UNSATISFIABLE],
    ['bytes=1', UNSATISFIABLE],
    ['bytes=', UNSATISFIABLE],
    ['bytes=,', UNSATISFIABLE],
    ['bytes=1.5-2', UNSATISFIABLE],
    ['bytes=٣-٤', UNSATISFIABLE],
    ['bytes=0-1,abc', UNSATISFIABLE],
    ['bytes=0-1;2-3', UNSATISFIABLE],
    ['abc', UNSATISFIABLE],
    ['', UNSATISFIABLE],
    ['=0-1', UNSATISFIABLE],
    ['items=0-1', WHOLE],
    ['items=nonsense', WHOLE],
    ['Bytes=0-1', part(0, 1)],
    ['BYTES=0-1', part(0, 1)],
    ['bytes= 0-1', part(0, 1)],
    ['bytes =0-1', part(0, 1)],
    [' bytes = 0-1 ', part(0, 1)],
    ['bytes=0-1 , 2-3', part(0, 3)],
    ['bytes=0-1,', part(0, 1)],
    ['bytes=,0-1', part(0, 1)],
    ['bytes=0-99,50-150', part(0, 150)],
    ['bytes=50-150,0-99', part(0, 150)],
    ['bytes=0-99,100-150', part(0, 150)],
    ['bytes=0-500,100-150', part(0, 500)],
    ['bytes=0-499,-500', part(0, 999)],
    ['bytes=0-1,2000-', part(0, 1)],
    ['bytes=2000-,0-1', part(0, 1)],
    ['bytes=0-1,-0', part(0, 1)],
    ['bytes=0-1,5-6', WHOLE],
    ['bytes=0-0,-1', WHOLE],
    ['bytes=2000-,3000-', UNSATISFIABLE],
  ] as const)('%s', (header, answer) => {
    expect(parseRange(header, 1000)).toEqual(answer);
  });

  it('serves what can be served, where Go refuses', () => {
    expect(parseRange('bytes=15-,0-5', 10)).toEqual(part(0, 5));
  });
});

describe('parseRange', () => {
  it.each(['bytes=0-0', 'bytes=0-', 'bytes=-1', 'bytes=-0', 'bytes=0-1,2-3'])(
    'has nothing of an empty file: %s',
    (header) => {
      expect(parseRange(header, 0)).toEqual(UNSATISFIABLE);
    },
  );

  const sizes = fc.oneof(fc.nat(20), fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }));
  const digits = fc.stringMatching(/^\d{0,25}$/);
  const near = fc.oneof(digits, fc.nat(25).map(String));
  const specs = fc.oneof(
    fc.tuple(near, near).map(([first, last]) => `${first}-${last}`),
    fc.string({ maxLength: 8 }),
  );
  const headers = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(specs, { maxLength: 6 }).map((list) => `bytes=${list.join(',')}`),
    fc.tuple(fc.string({ maxLength: 6 }), specs).map(([unit, spec]) => `${unit}=${spec}`),
  );

  it('never throws, never answers NaN and stays within the size', () => {
    fc.assert(
      fc.property(headers, sizes, (header, size) => {
        const answer = parseRange(header, size);
        if (answer.kind !== 'part') return;
        expect(Number.isSafeInteger(answer.start) && Number.isSafeInteger(answer.end)).toBe(true);
        expect(answer.start).toBeGreaterThanOrEqual(0);
        expect(answer.end).toBeGreaterThanOrEqual(answer.start);
        expect(answer.end).toBeLessThan(size);
      }),
      { numRuns: 2_000 },
    );
  });

  it('answers the bytes that were asked for, whatever the order and the spaces', () => {
    const span = fc
      .tuple(fc.nat(30), fc.nat(30))
      .map(([one, other]) => [Math.min(one, other), Math.max(one, other)] as const);
    fc.assert(
      fc.property(
        fc.array(span, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 20 }),
        (spans, size) => {
          const wanted = new Set<number>();
          for (const [start, end] of spans)
            for (let byte = start; byte <= Math.min(end, size - 1); byte += 1) wanted.add(byte);
          const sorted = [...wanted].sort((one, other) => one - other);
          const [first, last] = [sorted[0], sorted.at(-1)];
          const answer = parseRange(
            `bytes=${spans.map(([start, end]) => `${String(start)}-${String(end)}`).join(' ,\t')}`,
            size,
          );
          if (first === undefined || last === undefined) expect(answer).toEqual(UNSATISFIABLE);
          else expect(answer).toEqual(last - first + 1 === wanted.size ? part(first, last) : WHOLE);
        },
      ),
    );
  });
});
