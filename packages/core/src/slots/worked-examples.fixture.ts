import type { WallInterval } from '../contract/booking.js';
import type { ZoneSegment } from './zone-segments.js';

/** One day of one host: what the rules are and what must come out. */
export interface WorkedExample {
  readonly name: string;
  readonly zone: string;
  /** Instead of the platform's data of `zone`. */
  readonly segments?: readonly ZoneSegment[];
  readonly date: string;
  readonly rule: WallInterval;
  readonly durationMinutes: number;
  readonly stepMinutes: number;
  readonly availableMinutes?: number;
  /** Host wall, offset and UTC; the day of UTC is the one that fits. */
  readonly slots: readonly string[];
}

const ms = (text: string): number => Date.parse(text);

/** Africa/Casablanca as tz 2026c has it: +00 for good from 2026-09-20. */
export const CASABLANCA_2026C: readonly ZoneSegment[] = [
  [ms('2025-04-06T02:00Z'), ms('2026-02-15T02:00Z'), 3_600_000],
  [ms('2026-02-15T02:00Z'), ms('2026-03-22T02:00Z'), 0],
  [ms('2026-03-22T02:00Z'), ms('2026-09-20T01:00Z'), 3_600_000],
  [ms('2026-09-20T01:00Z'), ms('2027-12-31T00:00Z'), 0],
];

/** As tz 2026a has it: +01 except in Ramadan. */
export const CASABLANCA_2026A: readonly ZoneSegment[] = [
  [ms('2025-04-06T02:00Z'), ms('2026-02-15T02:00Z'), 3_600_000],
  [ms('2026-02-15T02:00Z'), ms('2026-03-22T02:00Z'), 0],
  [ms('2026-03-22T02:00Z'), ms('2027-02-07T02:00Z'), 3_600_000],
];

const hours = (from: number, to: number): WallInterval => ({ startMinute: from * 60, endMinute: to * 60 });

function example(
  name: string,
  zone: string,
  date: string,
  rule: WallInterval,
  [durationMinutes, stepMinutes]: readonly [number, number],
  slots: readonly string[],
  more: Partial<WorkedExample> = {},
): WorkedExample {
  return { name, zone, date, rule, durationMinutes, stepMinutes, slots, ...more };
}

/** The examples of the specification of slots, by its numbers. */
export const WORKED_EXAMPLES: readonly WorkedExample[] = [
  example(
    '1 Berlin falls back',
    'Europe/Berlin',
    '2026-10-25',
    hours(0, 6),
    [60, 60],
    [
      '00:00+02:00=22:00Z',
      '01:00+02:00=23:00Z',
      '02:00+02:00=00:00Z',
      '02:00+01:00=01:00Z',
      '03:00+01:00=02:00Z',
      '04:00+01:00=03:00Z',
      '05:00+01:00=04:00Z',
    ],
    { availableMinutes: 420 },
  ),
  example(
    '2 Berlin springs forward',
    'Europe/Berlin',
    '2027-03-28',
    hours(0, 6),
    [60, 60],
    [
      '00:00+01:00=23:00Z',
      '01:00+01:00=00:00Z',
      '03:00+02:00=01:00Z',
      '04:00+02:00=02:00Z',
      '05:00+02:00=03:00Z',
    ],
    { availableMinutes: 300 },
  ),
  example(
    '3 begins in the gap',
    'Europe/Berlin',
    '2027-03-28',
    hours(2.5, 5),
    [30, 30],
    ['03:00+02:00=01:00Z', '03:30+02:00=01:30Z', '04:00+02:00=02:00Z', '04:30+02:00=02:30Z'],
  ),
  example(
    '4 ends in the gap',
    'Europe/Berlin',
    '2027-03-28',
    hours(1, 2.5),
    [30, 30],
    ['01:00+01:00=00:00Z', '01:30+01:00=00:30Z'],
  ),
  example('5 wholly in the gap', 'Europe/Berlin', '2027-03-28', hours(2, 3), [30, 30], [], {
    availableMinutes: 0,
  }),
  example(
    '6 ends in the overlap',
    'Europe/Berlin',
    '2026-10-25',
    hours(1, 2.5),
    [30, 30],
    ['01:00+02:00=23:00Z', '01:30+02:00=23:30Z', '02:00+02:00=00:00Z', '02:00+01:00=01:00Z'],
  ),
  example(
    '7 ordinary hours',
    'Europe/Berlin',
    '2026-10-25',
    hours(9, 12),
    [60, 60],
    ['09:00+01:00=08:00Z', '10:00+01:00=09:00Z', '11:00+01:00=10:00Z'],
  ),
  example(
    '8 slots that overlap after the gap',
    'Europe/Berlin',
    '2027-03-28',
    hours(0, 6),
    [90, 90],
    ['00:00+01:00=23:00Z', '01:30+01:00=00:30Z', '03:00+02:00=01:00Z', '04:30+02:00=02:30Z'],
  ),
  example(
    '9 a day of 25 hours',
    'Europe/Berlin',
    '2026-10-25',
    hours(0, 24),
    [60, 60],
    [
      '00:00+02:00=22:00Z',
      '01:00+02:00=23:00Z',
      '02:00+02:00=00:00Z',
      ...Array.from({ length: 22 }, (_, i) => `${pad(i + 2)}:00+01:00=${pad(i + 1)}:00Z`),
    ],
    { availableMinutes: 1500 },
  ),
  example(
    '10 overnight',
    'Europe/Berlin',
    '2026-10-24',
    hours(22, 28),
    [60, 60],
    [
      '22:00+02:00=20:00Z',
      '23:00+02:00=21:00Z',
      '00:00+02:00=22:00Z',
      '01:00+02:00=23:00Z',
      '02:00+02:00=00:00Z',
      '02:00+01:00=01:00Z',
      '03:00+01:00=02:00Z',
    ],
  ),
  example(
    '11 New York falls back',
    'America/New_York',
    '2026-11-01',
    hours(0.5, 3.5),
    [60, 60],
    ['00:30-04:00=04:30Z', '01:30-04:00=05:30Z', '01:30-05:00=06:30Z', '02:30-05:00=07:30Z'],
  ),
  example(
    '12 New York springs forward',
    'America/New_York',
    '2027-03-14',
    hours(0, 4),
    [60, 30],
    [
      '00:00-05:00=05:00Z',
      '00:30-05:00=05:30Z',
      '01:00-05:00=06:00Z',
      '01:30-05:00=06:30Z',
      '03:00-04:00=07:00Z',
    ],
  ),
  example(
    '13 the evening of that day',
    'America/New_York',
    '2027-03-14',
    hours(18, 20),
    [60, 60],
    ['18:00-04:00=22:00Z', '19:00-04:00=23:00Z'],
  ),
  example(
    '14 Kolkata',
    'Asia/Kolkata',
    '2026-12-01',
    hours(9, 11),
    [45, 30],
    ['09:00+05:30=03:30Z', '09:30+05:30=04:00Z', '10:00+05:30=04:30Z'],
  ),
  example(
    '15 Lord Howe springs forward by half an hour',
    'Australia/Lord_Howe',
    '2026-10-04',
    hours(0, 6),
    [60, 60],
    [
      '00:00+10:30=13:30Z',
      '01:00+10:30=14:30Z',
      '03:00+11:00=16:00Z',
      '04:00+11:00=17:00Z',
      '05:00+11:00=18:00Z',
    ],
    { availableMinutes: 330 },
  ),
  example(
    '16 the same day by half hours',
    'Australia/Lord_Howe',
    '2026-10-04',
    hours(1, 4),
    [30, 30],
    [
      '01:00+10:30=14:30Z',
      '01:30+10:30=15:00Z',
      '02:30+11:00=15:30Z',
      '03:00+11:00=16:00Z',
      '03:30+11:00=16:30Z',
    ],
  ),
  example(
    '17 Lord Howe falls back by half an hour',
    'Australia/Lord_Howe',
    '2027-04-04',
    hours(0, 5),
    [60, 60],
    [
      '00:00+11:00=13:00Z',
      '01:00+11:00=14:00Z',
      '02:00+10:30=15:30Z',
      '03:00+10:30=16:30Z',
      '04:00+10:30=17:30Z',
    ],
    { availableMinutes: 330 },
  ),
  example(
    '18 the same day by half hours',
    'Australia/Lord_Howe',
    '2027-04-04',
    hours(1, 3),
    [30, 30],
    [
      '01:00+11:00=14:00Z',
      '01:30+11:00=14:30Z',
      '01:30+10:30=15:00Z',
      '02:00+10:30=15:30Z',
      '02:30+10:30=16:00Z',
    ],
  ),
  example(
    '19a the day before the missing one',
    'Pacific/Apia',
    '2011-12-29',
    hours(9, 12),
    [60, 60],
    ['09:00-10:00=19:00Z', '10:00-10:00=20:00Z', '11:00-10:00=21:00Z'],
  ),
  example('19b a date that never happened', 'Pacific/Apia', '2011-12-30', hours(9, 12), [60, 60], []),
  example(
    '19c the day after',
    'Pacific/Apia',
    '2011-12-31',
    hours(9, 12),
    [60, 60],
    ['09:00+14:00=19:00Z', '10:00+14:00=20:00Z', '11:00+14:00=21:00Z'],
  ),
  example('20 Apia today', 'Pacific/Apia', '2026-12-01', hours(9, 10), [60, 60], ['09:00+13:00=20:00Z']),
  example(
    '21 Casablanca leaves summer time for good (2026c)',
    'Africa/Casablanca',
    '2026-09-20',
    hours(0, 4),
    [60, 60],
    [
      '00:00+01:00=23:00Z',
      '01:00+01:00=00:00Z',
      '01:00+00:00=01:00Z',
      '02:00+00:00=02:00Z',
      '03:00+00:00=03:00Z',
    ],
    { segments: CASABLANCA_2026C },
  ),
  example(
    '21 the same with 2026a',
    'Africa/Casablanca',
    '2026-09-20',
    hours(0, 4),
    [60, 60],
    ['00:00+01:00=23:00Z', '01:00+01:00=00:00Z', '02:00+01:00=01:00Z', '03:00+01:00=02:00Z'],
    { segments: CASABLANCA_2026A },
  ),
  example(
    '22 two days before (2026c)',
    'Africa/Casablanca',
    '2026-09-18',
    hours(9, 11),
    [60, 60],
    ['09:00+01:00=08:00Z', '10:00+01:00=09:00Z'],
    { segments: CASABLANCA_2026C },
  ),
  example(
    '22 the day after (2026c)',
    'Africa/Casablanca',
    '2026-09-21',
    hours(9, 11),
    [60, 60],
    ['09:00+00:00=09:00Z', '10:00+00:00=10:00Z'],
    { segments: CASABLANCA_2026C },
  ),
  example(
    '22 the day after with 2026a',
    'Africa/Casablanca',
    '2026-09-21',
    hours(9, 11),
    [60, 60],
    ['09:00+01:00=08:00Z', '10:00+01:00=09:00Z'],
    { segments: CASABLANCA_2026A },
  ),
  example(
    '23 Casablanca before Ramadan',
    'Africa/Casablanca',
    '2026-02-15',
    hours(0, 5),
    [60, 60],
    [
      '00:00+01:00=23:00Z',
      '01:00+01:00=00:00Z',
      '02:00+01:00=01:00Z',
      '02:00+00:00=02:00Z',
      '03:00+00:00=03:00Z',
      '04:00+00:00=04:00Z',
    ],
  ),
  example(
    '24 Cairo has no midnight',
    'Africa/Cairo',
    '2027-04-30',
    hours(0, 3),
    [60, 60],
    ['01:00+03:00=22:00Z', '02:00+03:00=23:00Z'],
  ),
  example(
    '25 Santiago has no midnight',
    'America/Santiago',
    '2027-09-05',
    hours(0, 3),
    [60, 60],
    ['01:00-03:00=04:00Z', '02:00-03:00=05:00Z'],
  ),
  example(
    '26 Azores have no midnight',
    'Atlantic/Azores',
    '2026-03-29',
    hours(0, 3),
    [60, 60],
    ['01:00+00:00=01:00Z', '02:00+00:00=02:00Z'],
  ),
  example(
    '27 Troll springs by two hours',
    'Antarctica/Troll',
    '2027-03-28',
    hours(0, 6),
    [60, 60],
    ['00:00+00:00=00:00Z', '03:00+02:00=01:00Z', '04:00+02:00=02:00Z', '05:00+02:00=03:00Z'],
  ),
  example(
    '28 Chatham springs at a quarter to three',
    'Pacific/Chatham',
    '2026-09-27',
    hours(1, 6),
    [60, 60],
    ['01:00+12:45=12:15Z', '02:00+12:45=13:15Z', '04:00+13:45=14:15Z', '05:00+13:45=15:15Z'],
  ),
  example(
    '29 Dublin falls back',
    'Europe/Dublin',
    '2026-10-25',
    hours(0, 4),
    [60, 60],
    [
      '00:00+01:00=23:00Z',
      '01:00+01:00=00:00Z',
      '01:00+00:00=01:00Z',
      '02:00+00:00=02:00Z',
      '03:00+00:00=03:00Z',
    ],
  ),
];

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
