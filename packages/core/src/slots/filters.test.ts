import { describe, expect, it } from 'vitest';
import { LecternError } from '../errors.js';
import {
  computeSlots,
  findSlots,
  toSlot,
  zoneSegmentsOfDates,
  type ComputeSlotsInput,
  type TimeRange,
} from './index.js';

const at = (text: string): number => Date.parse(text);
const range = (start: string, end: string): TimeRange => ({ startMs: at(start), endMs: at(end) });
const HOUR = 60;

const segments = zoneSegmentsOfDates('Europe/Berlin', '2026-10-01', '2026-12-31');

/** Berlin, every day 9 to 12 (08:00Z to 11:00Z in winter), hourly, looked at long before Monday 2026-11-02. */
function slots(more: Partial<ComputeSlotsInput> = {}): string[] {
  const times = computeSlots({
    weekly: ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => ({
      weekday,
      startMinute: 9 * HOUR,
      endMinute: 12 * HOUR,
    })),
    durationMinutes: 60,
    nowMs: at('2026-10-20T12:00Z'),
    from: '2026-11-02',
    to: '2026-11-02',
    hostSegments: segments,
    viewerSegments: segments,
    ...more,
  });
  return times.map((time) => new Date(time.startMs).toISOString().slice(5, 16));
}

const ALL = ['11-02T08:00', '11-02T09:00', '11-02T10:00'];
const weekday = (startMinute: number, endMinute: number) => [{ weekday: 1 as const, startMinute, endMinute }];

describe('rules', () => {
  it('offers every hour of the rule', () => {
    expect(slots()).toEqual(ALL);
  });

  it('takes an override instead of the weekly rules', () => {
    const override = { date: '2026-11-02', intervals: [{ startMinute: 14 * HOUR, endMinute: 15 * HOUR }] };
    expect(slots({ overrides: [override] })).toEqual(['11-02T13:00']);
  });

  it('closes a day with an empty override, and that day only', () => {
    const closed = { date: '2026-11-02', intervals: [] };
    expect(slots({ overrides: [closed], to: '2026-11-03' })).toEqual([
      '11-03T08:00',
      '11-03T09:00',
      '11-03T10:00',
    ]);
  });

  it('adds up several overrides of one date, in any order', () => {
    const first = { date: '2026-11-02', intervals: [] };
    const second = { date: '2026-11-02', intervals: [{ startMinute: 14 * HOUR, endMinute: 15 * HOUR }] };
    expect(slots({ overrides: [first, second] })).toEqual(['11-02T13:00']);
    expect(slots({ overrides: [second, first] })).toEqual(['11-02T13:00']);
  });

  it('lets a rule run over midnight into a day without rules of its own', () => {
    const weekly = weekday(23 * HOUR, 26 * HOUR);
    expect(slots({ weekly, to: '2026-11-03' })).toEqual(['11-02T22:00', '11-02T23:00', '11-03T00:00']);
  });

  it('cuts it at midnight when the next date has an override', () => {
    const next = { date: '2026-11-03', intervals: [{ startMinute: 0, endMinute: HOUR }] };
    const weekly = weekday(23 * HOUR + 30, 26 * HOUR);
    // 23:30 to 01:00 is available, since the two touch; the grid of the rule goes no further.
    expect(slots({ weekly, to: '2026-11-03', overrides: [next] })).toEqual(['11-02T22:30', '11-02T23:00']);
    expect(slots({ weekly, to: '2026-11-03', overrides: [{ ...next, intervals: [] }] })).toEqual([]);
  });

  it('unites rules that overlap or touch, so that a slot may span both', () => {
    const weekly = [...weekday(10 * HOUR, 11 * HOUR), ...weekday(9 * HOUR + 30, 10 * HOUR)];
    expect(slots({ weekly, durationMinutes: 90 })).toEqual(['11-02T08:30']);
  });

  it('does not span two rules with a gap between them', () => {
    const weekly = [...weekday(9 * HOUR, 10 * HOUR), ...weekday(10 * HOUR + 1, 11 * HOUR)];
    expect(slots({ weekly, durationMinutes: 90 })).toEqual([]);
  });

  it('changes to other weekly rules on their date', () => {
    const weeklyChanges = [
      { from: '2026-11-10', weekly: [] },
      { from: '2026-11-09', weekly: weekday(14 * HOUR, 15 * HOUR) },
    ];
    const weekly = weekday(9 * HOUR, 10 * HOUR);
    expect(slots({ weekly, weeklyChanges, to: '2026-11-30' })).toEqual(['11-02T08:00', '11-09T13:00']);
  });

  it('counts starts from the rule or from the hour', () => {
    const weekly = weekday(9 * HOUR + 10, 11 * HOUR);
    const grid = { weekly, durationMinutes: 20, stepMinutes: 25 };
    expect(slots(grid)).toEqual(['11-02T08:10', '11-02T08:35', '11-02T09:00', '11-02T09:25']);
    expect(slots({ ...grid, anchor: 'hour' })).toEqual([
      '11-02T08:25',
      '11-02T08:50',
      '11-02T09:00',
      '11-02T09:25',
    ]);
  });

  it.each([
    ['an end before its start', { startMinute: 600, endMinute: 540 }],
    ['nothing', { startMinute: 600, endMinute: 600 }],
    ['more than two days', { startMinute: 600, endMinute: 2881 }],
    ['part of a minute', { startMinute: 600.5, endMinute: 700 }],
    ['a negative start', { startMinute: -1, endMinute: 700 }],
  ])('refuses an interval with %s', (_, interval) => {
    expect(() => slots({ weekly: [{ weekday: 1, ...interval }] })).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT' }),
    );
  });
});

describe('notice', () => {
  it('is real time, to the millisecond', () => {
    const nowMs = at('2026-11-02T07:00Z');
    expect(slots({ nowMs, noticeMinutes: 60 })).toEqual(ALL);
    expect(slots({ nowMs: nowMs + 1, noticeMinutes: 60 })).toEqual(ALL.slice(1));
  });

  it('offers nothing that has begun', () => {
    expect(slots({ nowMs: at('2026-11-02T09:00Z') })).toEqual(ALL.slice(1));
    expect(slots({ nowMs: at('2026-11-02T09:00:00.001Z') })).toEqual(ALL.slice(2));
  });

  it('of 24 hours is 24 real hours across a switch', () => {
    // Saturday 10:00 in Berlin; Sunday's 09:00 is 24 real hours later, since Sunday has an hour twice.
    const asked = { from: '2026-10-25', to: '2026-10-25', noticeMinutes: 24 * HOUR };
    expect(slots({ ...asked, nowMs: at('2026-10-24T08:00Z') })[0]).toBe('10-25T08:00');
    expect(slots({ ...asked, nowMs: at('2026-10-24T08:00:01Z') })[0]).toBe('10-25T09:00');
  });
});

describe('booking window', () => {
  it('rolls by days of the host, not by hours', () => {
    // Already Tuesday in Berlin.
    const nowMs = at('2026-10-26T23:30Z');
    expect(slots({ nowMs, windowDays: 6 })).toEqual(ALL);
    expect(slots({ nowMs, windowDays: 5 })).toEqual([]);
    expect(slots({ nowMs: at('2026-10-26T22:30Z'), windowDays: 6 })).toEqual([]);
  });

  it('of 0 days is today', () => {
    expect(slots({ nowMs: at('2026-11-01T23:00Z'), windowDays: 0, to: '2026-11-03' })).toEqual(ALL);
  });

  it('of fixed dates has both ends', () => {
    const windowDates = { from: '2026-11-03', to: '2026-11-04' };
    const days = new Set(
      slots({ windowDates, from: '2026-11-01', to: '2026-11-10' }).map((s) => s.slice(0, 5)),
    );
    expect([...days]).toEqual(['11-03', '11-04']);
  });
});

describe('busy time', () => {
  it('takes what it overlaps, and nothing that only touches', () => {
    expect(slots({ busy: [range('2026-11-02T09:00Z', '2026-11-02T10:00Z')] })).toEqual([ALL[0], ALL[2]]);
    expect(slots({ busy: [range('2026-11-02T08:59:59.999Z', '2026-11-02T09:00Z')] })).toEqual(ALL.slice(1));
    expect(slots({ busy: [range('2026-11-02T09:00Z', '2026-11-02T09:00Z')] })).toEqual(ALL);
  });

  it('never moves the grid', () => {
    expect(slots({ busy: [range('2026-11-02T08:00Z', '2026-11-02T08:10Z')] })).toEqual(ALL.slice(1));
  });

  it('may come in any order and overlap itself', () => {
    const busy = [
      range('2026-11-02T10:30Z', '2026-11-02T10:40Z'),
      range('2026-11-01T00:00Z', '2026-11-02T09:00Z'),
      range('2026-11-02T08:10Z', '2026-11-02T08:20Z'),
    ];
    expect(slots({ busy })).toEqual([ALL[1]]);
  });

  it('keeps the sum of both buffers between two sessions', () => {
    // A ends at 08:45 with 10 minutes after; B asks for 5 before: 15 minutes between them, no less.
    const end = (text: string) => [range('2026-11-02T08:00Z', text)];
    expect(slots({ busy: end('2026-11-02T08:55Z'), bufferBeforeMinutes: 5 })).toEqual(ALL.slice(1));
    expect(slots({ busy: end('2026-11-02T08:55:00.001Z'), bufferBeforeMinutes: 5 })).toEqual(ALL.slice(2));
    const next = [range('2026-11-02T09:10Z', '2026-11-02T10:00Z')];
    expect(slots({ busy: next, bufferAfterMinutes: 10 })).toEqual([ALL[0], ALL[2]]);
    expect(slots({ busy: next, bufferAfterMinutes: 11 })).toEqual([ALL[2]]);
  });

  it('needs no available time for the buffers', () => {
    expect(slots({ bufferBeforeMinutes: 30, bufferAfterMinutes: 30 })).toEqual(ALL);
  });

  it('from calendars outside meets the buffers only if the host says so', () => {
    const externalBusy = [range('2026-11-02T07:30Z', '2026-11-02T08:00Z')];
    expect(slots({ externalBusy, bufferBeforeMinutes: 5 })).toEqual(ALL);
    expect(slots({ externalBusy, bufferBeforeMinutes: 5, externalBuffers: true })).toEqual(ALL.slice(1));
    expect(slots({ externalBusy: [range('2026-11-02T08:59Z', '2026-11-02T09:01Z')] })).toEqual([ALL[2]]);
  });
});

describe('limits', () => {
  const startsMs = [at('2026-11-02T08:00Z'), at('2026-11-03T09:00Z')];

  it('count by the day, week or month of the host', () => {
    const asked = { from: '2026-11-01', to: '2026-11-09' };
    const days = (limit: NonNullable<ComputeSlotsInput['limits']>[number]) => [
      ...new Set(slots({ ...asked, limits: [limit] }).map((slot) => slot.slice(3, 5))),
    ];
    expect(days({ per: 'day', max: 1, startsMs })).toEqual(['01', '04', '05', '06', '07', '08', '09']);
    expect(days({ per: 'week', max: 2, startsMs })).toEqual(['01', '09']);
    expect(days({ per: 'week', max: 2, startsMs, firstWeekday: 7 })).toEqual(['08', '09']);
    expect(days({ per: 'week', max: 3, startsMs })).toHaveLength(9);
    expect(days({ per: 'month', max: 2, startsMs })).toEqual([]);
    expect(
      slots({ from: '2026-10-31', to: '2026-11-01', limits: [{ per: 'month', max: 2, startsMs }] }),
    ).toHaveLength(3);
  });

  it('take the date on the host wall, not in UTC', () => {
    const late = [at('2026-11-01T23:30Z')];
    expect(slots({ limits: [{ per: 'day', max: 1, startsMs: late }] })).toEqual([]);
  });

  it('count what is open from now on', () => {
    const limits = [{ per: 'open' as const, max: 1, startsMs: [at('2026-10-20T11:59Z')] }];
    expect(slots({ limits })).toEqual(ALL);
    expect(slots({ limits, nowMs: at('2026-10-20T11:59Z') })).toEqual([]);
  });

  it('ignore starts far away', () => {
    const far = [at('2020-11-02T08:00Z'), at('2030-11-02T08:00Z')];
    expect(slots({ limits: [{ per: 'day', max: 1, startsMs: far }] })).toEqual(ALL);
  });
});

describe('group sessions', () => {
  const session = {
    ...range('2026-11-02T09:00Z', '2026-11-02T10:00Z'),
    sessionId: 'ses-1',
    capacity: 6,
    seatsLeft: 2,
  };
  const input: ComputeSlotsInput = {
    weekly: weekday(9 * HOUR, 12 * HOUR),
    durationMinutes: 60,
    nowMs: at('2026-10-20T12:00Z'),
    from: '2026-11-02',
    to: '2026-11-02',
    hostSegments: segments,
    viewerSegments: segments,
    capacity: 6,
    busy: [session],
    openSessions: [session],
  };

  it('are offered with what is left, other times with all seats', () => {
    expect(computeSlots(input).map(({ seatsLeft, sessionId }) => [seatsLeft, sessionId])).toEqual([
      [6, undefined],
      [2, 'ses-1'],
      [6, undefined],
    ]);
  });

  it('are not offered when full, past the window, or over', () => {
    const starts = (more: Partial<ComputeSlotsInput>) =>
      computeSlots({ ...input, ...more }).filter((slot) => slot.sessionId !== undefined);
    expect(starts({})).toHaveLength(1);
    expect(starts({ openSessions: [{ ...session, seatsLeft: 0 }] })).toEqual([]);
    expect(starts({ windowDays: 1 })).toEqual([]);
    expect(starts({ nowMs: session.startMs + 1 })).toEqual([]);
    expect(starts({ from: '2026-11-03', to: '2026-11-03' })).toEqual([]);
  });

  it('are offered even where the rules changed since, in their place', () => {
    const odd = { ...session, ...range('2026-11-02T08:30Z', '2026-11-02T09:30Z') };
    const times = computeSlots({ ...input, busy: [odd], openSessions: [odd] });
    expect(times.map((time) => toSlot(time).hostTime)).toEqual(['09:30', '11:00']);
  });
});

describe('the range asked for', () => {
  const zone = (name: string) => zoneSegmentsOfDates(name, '2026-11-01', '2026-11-05');

  it('is in dates of the viewer', () => {
    // 9 to 12 in Berlin is 21:00 to 24:00 in Auckland, 22:00 to 01:00 in Kamchatka.
    const viewerSegments = zone('Asia/Kamchatka');
    expect(slots({ viewerSegments, from: '2026-11-03', to: '2026-11-03' })).toEqual([
      '11-03T08:00',
      '11-03T09:00',
      '11-03T10:00',
    ]);
    const kiritimati = zone('Pacific/Kiritimati');
    expect(slots({ viewerSegments: kiritimati, from: '2026-11-03', to: '2026-11-03' })).toEqual([
      '11-02T10:00',
      '11-03T08:00',
      '11-03T09:00',
    ]);
  });

  it('keeps apart two dates that the wall shows in turns', () => {
    // A minute after midnight clocks in St. John's went back to 23:01 of the day before.
    const onDate = (date: string) =>
      findSlots({
        ...{ hostZone: 'UTC', viewerZone: 'America/St_Johns', from: date, to: date, nowMs: 0 },
        weekly: [{ weekday: 7, startMinute: 2 * HOUR, endMinute: 5 * HOUR }],
        durationMinutes: 30,
      }).map(({ startMs }) => new Date(startMs).toISOString().slice(5, 16));
    expect(onDate('2010-11-06')).toEqual(['11-07T02:00', '11-07T03:00']);
    expect(onDate('2010-11-07')).toEqual(['11-07T02:30', '11-07T03:30', '11-07T04:00', '11-07T04:30']);
  });

  it('has at most 62 days', () => {
    const asked = { hostZone: 'UTC', viewerZone: 'UTC', weekly: [], durationMinutes: 60, nowMs: 0 };
    expect(findSlots({ ...asked, from: '2026-01-01', to: '2026-03-03' })).toEqual([]);
    expect(() => findSlots({ ...asked, from: '2026-01-01', to: '2026-03-04' })).toThrow(
      /63 days.*at most 62/,
    );
    expect(() => findSlots({ ...asked, from: '2026-01-02', to: '2026-01-01' })).toThrow(LecternError);
  });

  it.each(['2026-02-30', '2026-1-1', 'today', '', '0001-01-01', '+12026-01-01', '2026-01-01T00:00'])(
    'refuses the date %j',
    (date) => {
      expect(() => slots({ from: date, to: date })).toThrow(
        expect.objectContaining({ code: 'INVALID_INPUT' }),
      );
    },
  );

  it('gives no more slots than asked for, the earliest', () => {
    expect(slots({ maxSlots: 2 })).toEqual(ALL.slice(0, 2));
    const everyMinute = { weekly: weekday(0, 2880), stepMinutes: 1, from: '2026-11-02', to: '2026-11-30' };
    expect(slots({ ...everyMinute, maxSlots: 9999 })).toHaveLength(5000);
  });

  it('tells a caller whose segments are too short', () => {
    const short = zoneSegmentsOfDates('Europe/Berlin', '2026-11-02', '2026-11-02', 0);
    expect(() => slots({ hostSegments: short, to: '2026-11-03' })).toThrow(TypeError);
    expect(() => slots({ viewerSegments: short, to: '2026-11-03' })).toThrow(TypeError);
    expect(() => slots({ hostSegments: [] })).toThrow(TypeError);
  });

  it.each(['durationMinutes', 'stepMinutes', 'bufferBeforeMinutes', 'noticeMinutes', 'windowDays', 'nowMs'])(
    'tells a caller whose %s is no whole number',
    (name) => {
      expect(() => slots({ [name]: 7.5 })).toThrow(TypeError);
      expect(() => slots({ [name]: Number.NaN })).toThrow(TypeError);
    },
  );
});
