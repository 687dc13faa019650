import { describe, expect, it } from 'vitest';
import { delivered, seededRandom, shuffled } from './evidence.fixture.js';
import { computeAttendance, type ComputeAttendanceInput } from './index.js';
import { WORKED_EXAMPLES } from './worked-examples.fixture.js';

const ORDERS = 50;

describe.each(WORKED_EXAMPLES)('$name', ({ name: _, input, windowMs, ...columns }) => {
  it('comes out as the table says', () => {
    const result = computeAttendance(input);
    expect(result.windowMs).toBe(windowMs);
    expect(result.rows).toHaveLength(1);
    expect(result.rows[0]).toMatchObject({ personId: '7', ...columns });
  });

  it(`does so in ${String(ORDERS)} orders, with repetitions`, () => {
    const first = computeAttendance(input);
    const random = seededRandom(20261102);
    for (let i = 0; i < ORDERS; i++) {
      const again: ComputeAttendanceInput = {
        ...input,
        events: delivered(input.events, random),
        occurrences: shuffled(input.occurrences ?? [], random),
      };
      expect(computeAttendance(again)).toEqual(first);
    }
  });
});
