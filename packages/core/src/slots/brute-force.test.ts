import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bruteForceStarts, readMinutes } from './brute-force.fixture.js';
import { computeSlots, zoneSegments } from './index.js';

const DAY_MS = 86_400_000;

/** Zone and the date of a switch in the middle. */
const SWITCHES = [
  ['Europe/Berlin', '2026-10-25'],
  ['Europe/Berlin', '2027-03-28'],
  ['America/New_York', '2026-11-01'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Australia/Lord_Howe', '2027-04-04'],
  ['Africa/Cairo', '2027-04-30'],
  ['Atlantic/Azores', '2026-10-25'],
  ['Antarctica/Troll', '2027-03-28'],
  ['Antarctica/Troll', '2026-10-25'],
  ['Pacific/Chatham', '2026-09-27'],
  ['Asia/Beirut', '2026-10-25'],
  ['Pacific/Apia', '2011-12-30'],
  ['Asia/Kolkata', '2026-12-01'],
] as const;

const interval = fc
  .tuple(fc.integer({ min: 0, max: 1440 }), fc.integer({ min: 1, max: 1440 }))
  .map(([startMinute, length]) => ({ startMinute, endMinute: startMinute + length }));

describe('against a count minute by minute', () => {
  it.each(SWITCHES)('%s around %s', (zone, date) => {
    const middle = Date.parse(`${date}T00:00Z`);
    const dateAt = (days: number) => new Date(middle + days * DAY_MS).toISOString().slice(0, 10);
    const [from, to] = [dateAt(-1), dateAt(1)];
    const readings = readMinutes(zone, middle - 3 * DAY_MS, middle + 4 * DAY_MS);
    const dateOf = new Map(readings.map((reading) => [reading.ms, reading.date]));
    const segments = zoneSegments(zone, middle - 3 * DAY_MS, middle + 4 * DAY_MS);

    const input = fc.record({
      weekly: fc.array(
        fc
          .tuple(fc.integer({ min: 1, max: 7 }), interval)
          .map(([weekday, of]) => ({ weekday: weekday as 1 | 2 | 3 | 4 | 5 | 6 | 7, ...of })),
        { maxLength: 8 },
      ),
      overrides: fc.array(
        fc.record({
          date: fc.integer({ min: -2, max: 2 }).map(dateAt),
          intervals: fc.array(interval, { maxLength: 2 }),
        }),
        { maxLength: 2 },
      ),
      durationMinutes: fc.integer({ min: 1, max: 180 }),
      stepMinutes: fc.integer({ min: 1, max: 120 }),
      busy: fc.array(
        fc
          .tuple(fc.integer({ min: -2000, max: 4000 }), fc.integer({ min: 0, max: 300 }))
          .map(([start, length]) => ({
            startMs: middle + start * 60_000,
            endMs: middle + (start + length) * 60_000,
          })),
        { maxLength: 3 },
      ),
    });

    let offered = 0;
    fc.assert(
      fc.property(input, (rules) => {
        const found = computeSlots({
          ...rules,
          ...{ from, to, nowMs: 0, hostSegments: segments, viewerSegments: segments },
        }).map(({ startMs }) => startMs);
        // An empty busy range takes no time.
        const busy = rules.busy.filter((range) => range.startMs < range.endMs);
        const counted = bruteForceStarts(readings, { ...rules, busy }).filter((ms) => {
          const day = dateOf.get(ms) ?? '';
          return day >= from && day <= to;
        });
        expect(found).toEqual(counted);
        offered += found.length;
      }),
      { numRuns: 40, seed: 20261120 },
    );
    expect(offered).toBeGreaterThan(100);
  });
});
