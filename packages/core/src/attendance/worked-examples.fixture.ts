import type { AttendanceFlag, AttendanceStatus } from '../contract/attendance.js';
import { at, joined, left, occurrence, seen, span } from './evidence.fixture.js';
import type { AttendanceEvent, ComputeAttendanceInput } from './index.js';

/** One line of the table: what is known, and each column that must come out. */
export interface WorkedExample {
  readonly name: string;
  readonly input: ComputeAttendanceInput;
  readonly totalMs: number;
  readonly countedMs: number;
  readonly windowMs: number;
  readonly percent: number | null;
  readonly segments: number;
  readonly status: AttendanceStatus;
  readonly flags: readonly AttendanceFlag[];
}

const UNIQUE = { connectionIdUnique: true };
const EXCLUSIVE = { connectionIdUnique: true, identityExclusive: true };

/** `50:00`, `49:58` or `44:59.999` in ms. */
function minutes(text: string): number {
  const [whole = '', seconds = ''] = text.split(':');
  return Number(whole) * 60_000 + Math.round(Number(seconds) * 1000);
}

function example(
  name: string,
  events: readonly AttendanceEvent[],
  columns: readonly [
    total: string,
    counted: string,
    window: string,
    percent: number | null,
    segments: number,
    status: AttendanceStatus,
  ],
  flags: readonly AttendanceFlag[] = [],
  more: Partial<ComputeAttendanceInput> = {},
): WorkedExample {
  const [total, counted, window, percent, segments, status] = columns;
  return {
    name,
    input: {
      events,
      occurrences: [occurrence('o1', '10:00', '11:00')],
      schedule: span('10:00', '11:00'),
      capabilities: UNIQUE,
      roster: [{ id: '7', name: 'Bela', role: 'student' }],
      asOfMs: at('14:00'),
      final: true,
      ...more,
    },
    totalMs: minutes(total),
    countedMs: minutes(counted),
    windowMs: minutes(window),
    ...{ percent, segments, status, flags },
  };
}

const room = (start: string, end?: string) => ({ occurrences: [occurrence('o1', start, end)] });
const restarted = { occurrences: [occurrence('o1', '10:00', '10:20'), occurrence('o2', '10:25', '11:00')] };
const lost = [joined('PA1', '10:00'), joined('PA2', '10:40'), left('PA2', '10:50')];
const o2 = { occurrenceId: 'o2' };
const breakout = { occurrenceId: 'b1', parentOccurrenceId: 'o1' };

/** The examples of the definition of attendance, by its numbers. */
export const WORKED_EXAMPLES: readonly WorkedExample[] = [
  example(
    '1 plain',
    [joined('c1', '10:00'), left('c1', '11:00')],
    ['60:00', '60:00', '60:00', 100, 1, 'present'],
  ),
  example(
    '2 the room is open longer than the lesson',
    [joined('c1', '09:50'), left('c1', '11:12')],
    ['82:00', '60:00', '60:00', 100, 1, 'present'],
    [],
    room('09:50', '11:12'),
  ),
  example(
    '3 the teacher opens late',
    [joined('c1', '10:10'), left('c1', '11:00')],
    ['50:00', '50:00', '51:00', 98.03, 1, 'present'],
    [],
    room('10:09', '11:00'),
  ),
  example(
    '4a exactly five minutes late and early',
    [joined('c1', '10:05'), left('c1', '10:55')],
    ['50:00', '50:00', '60:00', 83.33, 1, 'present'],
  ),
  example(
    '4b one second beyond',
    [joined('c1', '10:05:01'), left('c1', '10:54:59')],
    ['49:58', '49:58', '60:00', 83.27, 1, 'present'],
    ['late', 'left_early'],
  ),
  example(
    '5 leaves and comes back',
    [joined('c1', '10:00'), left('c1', '10:20'), joined('c2', '10:35'), left('c2', '11:00')],
    ['45:00', '45:00', '60:00', 75, 2, 'present'],
    ['rejoined'],
  ),
  example(
    '6 laptop and phone',
    [joined('lap', '10:00'), joined('ph', '10:10'), left('lap', '10:40'), left('ph', '10:50')],
    ['50:00', '50:00', '60:00', 83.33, 1, 'present'],
    ['left_early', 'overlap'],
  ),
  example(
    '7 a crossing reconnect',
    [joined('PA1', '10:00'), joined('PA2', '10:30:05'), left('PA1', '10:30:07'), left('PA2', '11:00')],
    ['60:00', '60:00', '60:00', 100, 1, 'present'],
    ['overlap'],
    { capabilities: EXCLUSIVE },
  ),
  example(
    '8 the leaving is lost, the room ends',
    [joined('c1', '10:02')],
    ['56:00', '56:00', '58:00', 96.55, 1, 'present'],
    ['closed_by_room_end'],
    room('10:00', '10:58'),
  ),
  example(
    '9a the leaving of the first connection is lost, one connection a person',
    lost,
    ['50:00', '50:00', '60:00', 83.33, 1, 'present'],
    ['left_early', 'superseded'],
    { capabilities: EXCLUSIVE },
  ),
  example(
    '9b the same, several connections a person',
    lost,
    ['60:00', '60:00', '60:00', 100, 1, 'present'],
    ['overlap', 'closed_by_room_end'],
  ),
  example(
    '10a the joining is lost, the leaving tells when it was',
    [left('c1', '10:45', { joinedAtMs: at('10:15') })],
    ['30:00', '30:00', '60:00', 50, 1, 'partial'],
    ['late', 'left_early', 'join_inferred'],
  ),
  example(
    '10b the joining is lost, nothing is known',
    [left('c1', '10:45')],
    ['0:00', '0:00', '60:00', 0, 0, 'absent'],
    ['orphan_left'],
  ),
  example(
    '11 out of order and repeated',
    [
      left('c1', '10:20'),
      joined('c2', '10:30'),
      joined('c1', '10:00'),
      joined('c2', '10:30'),
      left('c2', '11:00'),
      left('c1', '10:20'),
    ],
    ['50:00', '50:00', '60:00', 83.33, 2, 'present'],
    ['rejoined'],
  ),
  example(
    "12 the sender's clock is three minutes ahead",
    [
      joined('c1', '10:08', { receivedAtMs: at('10:05') }),
      left('c1', '10:58', { receivedAtMs: at('10:55') }),
    ],
    ['50:00', '50:00', '60:00', 83.33, 1, 'present'],
    ['clock_skew'],
  ),
  example(
    '13a the room dies and restarts',
    [joined('c1', '10:00'), left('c1', '10:20'), joined('c2', '10:25:30', o2), left('c2', '11:00', o2)],
    ['54:30', '54:30', '55:00', 99.09, 2, 'present'],
    ['rejoined'],
    restarted,
  ),
  example(
    '13b and the student does not come back',
    [joined('c1', '10:00')],
    ['20:00', '20:00', '55:00', 36.36, 1, 'partial'],
    ['left_early', 'closed_by_room_end'],
    restarted,
  ),
  example(
    '14a a gap of exactly a minute',
    [joined('c1', '10:00'), left('c1', '10:30'), joined('c2', '10:31'), left('c2', '11:00')],
    ['59:00', '60:00', '60:00', 100, 1, 'present'],
  ),
  example(
    '14b a gap of 61 seconds',
    [joined('c1', '10:00'), left('c1', '10:30'), joined('c2', '10:31:01'), left('c2', '11:00')],
    ['58:59', '58:59', '60:00', 98.3, 2, 'present'],
    ['rejoined'],
  ),
  example(
    '15 one connection id, used again, joined twice',
    [
      joined('c1', '10:00'),
      left('c1', '10:10'),
      joined('c1', '10:15'),
      joined('c1', '10:16'),
      left('c1', '10:45'),
    ],
    ['40:00', '40:00', '60:00', 66.66, 2, 'partial'],
    ['left_early', 'rejoined'],
    { capabilities: {} },
  ),
  example(
    '16 across midnight',
    [joined('c1', '23:45'), left('c1', '2026-11-03T00:15:00Z')],
    ['30:00', '30:00', '60:00', 50, 1, 'partial'],
    ['late', 'left_early'],
    {
      ...room('23:30', '2026-11-03T00:30:00Z'),
      schedule: span('23:30', '2026-11-03T00:30:00Z'),
      asOfMs: at('2026-11-03T02:00:00Z'),
    },
  ),
  example(
    '17 clocks go forward in Berlin: 01:30 to 04:00 is an hour and a half',
    [joined('c1', '2026-03-29T00:45:00Z'), left('c1', '2026-03-29T02:00:00Z')],
    ['75:00', '75:00', '90:00', 83.33, 1, 'present'],
    ['late'],
    {
      ...room('2026-03-29T00:30:00Z', '2026-03-29T02:00:00Z'),
      schedule: span('2026-03-29T00:30:00Z', '2026-03-29T02:00:00Z'),
    },
  ),
  example(
    '18 clocks go back in New York: 00:30 to 02:30 is three hours',
    [joined('c1', '2026-11-01T05:30:00Z'), left('c1', '2026-11-01T06:30:00Z')],
    ['60:00', '60:00', '180:00', 33.33, 1, 'partial'],
    ['late', 'left_early'],
    {
      ...room('2026-11-01T04:30:00Z', '2026-11-01T07:30:00Z'),
      schedule: span('2026-11-01T04:30:00Z', '2026-11-01T07:30:00Z'),
    },
  ),
  example(
    '19 no leaving, no end, last seen at 10:41',
    [joined('c1', '10:00'), seen('c1', '10:41')],
    ['41:00', '41:00', '60:00', 68.33, 1, 'partial'],
    ['left_early', 'closed_by_last_seen'],
    room('10:00'),
  ),
  example(
    '20a exactly the threshold',
    [joined('c1', '10:00'), left('c1', '10:45')],
    ['45:00', '45:00', '60:00', 75, 1, 'present'],
    ['left_early'],
  ),
  example(
    '20b a millisecond short',
    [joined('c1', '10:00'), left('c1', '10:44:59.999')],
    ['44:59.999', '44:59.999', '60:00', 74.99, 1, 'partial'],
    ['left_early'],
  ),
  example(
    '21a only before the lesson',
    [joined('c1', '09:41'), left('c1', '09:59')],
    ['18:00', '0:00', '60:00', 0, 0, 'absent'],
    [],
    room('09:40', '11:10'),
  ),
  example(
    '21b only after it',
    [joined('c1', '11:00'), left('c1', '11:10')],
    ['10:00', '0:00', '60:00', 0, 0, 'absent'],
    [],
    room('09:40', '11:10'),
  ),
  example(
    '22a joins and leaves in one millisecond',
    [joined('c1', '10:10'), left('c1', '10:10')],
    ['0:00', '0:00', '60:00', 0, 0, 'absent'],
  ),
  example(
    '22b leaves and joins in one millisecond, with one id',
    [joined('c1', '10:00'), left('c1', '10:30'), joined('c1', '10:30'), left('c1', '11:00')],
    ['60:00', '60:00', '60:00', 100, 1, 'present'],
    [],
    { capabilities: {} },
  ),
  example(
    '23 a breakout while staying in the main room',
    [
      joined('c1', '10:00'),
      left('c1', '11:00'),
      joined('c2', '10:20:10', breakout),
      left('c2', '10:40', breakout),
    ],
    ['60:00', '60:00', '60:00', 100, 1, 'present'],
    ['overlap'],
    { occurrences: [occurrence('o1', '10:00', '11:00'), occurrence('b1', '10:20', '10:40', 'o1')] },
  ),
  example(
    '24 leaves before it joins',
    [joined('c1', '10:30'), left('c1', '10:29:58')],
    ['0:00', '0:00', '60:00', 0, 0, 'absent'],
    ['negative_interval'],
  ),
  example('25 the room never opened', [], ['0:00', '0:00', '0:00', null, 0, 'not_held'], [], {
    occurrences: [],
  }),
  example(
    '26 no schedule',
    [joined('c1', '10:13'), left('c1', '10:43')],
    ['30:00', '30:00', '40:00', 75, 1, 'present'],
    ['late'],
    room('10:03', '10:43'),
  ),
].map((each) => (each.name.startsWith('26') ? withoutSchedule(each) : each));

function withoutSchedule(example: WorkedExample): WorkedExample {
  const { schedule: _, ...input } = example.input;
  return { ...example, input };
}
