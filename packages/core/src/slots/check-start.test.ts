import { describe, expect, it } from 'vitest';
import { checkStart, computeSlots, zoneSegmentsOfDates, type TimeRange } from './index.js';

const at = (text: string): number => Date.parse(text);
const range = (start: string, end: string): TimeRange => ({ startMs: at(start), endMs: at(end) });

const segments = zoneSegmentsOfDates('Europe/Berlin', '2026-10-01', '2026-12-31');

describe('one start that somebody sends back', () => {
  const input = {
    weekly: [{ weekday: 1 as const, startMinute: 540, endMinute: 720 }],
    durationMinutes: 60,
    nowMs: at('2026-10-20T12:00Z'),
    noticeMinutes: 60,
    windowDays: 30,
    hostSegments: segments,
  };
  const nine = at('2026-11-02T08:00Z');

  it('is free, or says why not', () => {
    expect(checkStart(nine, input)).toBeUndefined();
    expect(checkStart(nine, { ...input, nowMs: nine + 1 })).toBe('past');
    expect(checkStart(nine, { ...input, nowMs: nine })).toBe('notice');
    expect(checkStart(nine, { ...input, windowDays: 3 })).toBe('window');
    expect(checkStart(nine + 1, input)).toBe('unavailable');
    expect(checkStart(nine + 1_800_000, input)).toBe('unavailable');
    expect(checkStart(at('2026-11-02T11:00Z'), input)).toBe('unavailable');
    expect(checkStart(nine, { ...input, durationMinutes: 181, stepMinutes: 60 })).toBe('unavailable');
    expect(checkStart(nine, { ...input, busy: [range('2026-11-02T08:00Z', '2026-11-02T08:01Z')] })).toBe(
      'busy',
    );
    expect(checkStart(nine, { ...input, limits: [{ per: 'open', max: 0, startsMs: [] }] })).toBe('limit');
  });

  it('joins a session that exists while it has seats', () => {
    const session = { startMs: nine, endMs: nine + 3_600_000, sessionId: 'ses-1', capacity: 2, seatsLeft: 1 };
    const taken = { ...input, busy: [session] };
    expect(checkStart(nine, { ...taken, openSessions: [session] })).toBeUndefined();
    expect(checkStart(nine, { ...taken, openSessions: [{ ...session, seatsLeft: 0 }] })).toBe('full');
  });

  it('agrees with the list for every minute of two days with a switch in them', () => {
    const days = {
      ...input,
      weekly: [],
      overrides: ['2026-10-24', '2026-10-25'].map((date) => ({
        date,
        intervals: [{ startMinute: 30, endMinute: 1500 }],
      })),
      stepMinutes: 45,
      busy: [range('2026-10-25T03:00Z', '2026-10-25T05:00Z')],
    };
    const listed = computeSlots({
      ...days,
      from: '2026-10-23',
      to: '2026-10-27',
      viewerSegments: segments,
    }).map((time) => time.startMs);
    const checked: number[] = [];
    for (let ms = at('2026-10-23T22:00Z'); ms < at('2026-10-26T22:00Z'); ms += 60_000) {
      if (checkStart(ms, days) === undefined) checked.push(ms);
    }
    expect(listed.length).toBeGreaterThan(50);
    expect(checked).toEqual(listed);
  });
});
