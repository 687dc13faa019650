import { expect, it } from 'vitest';
import { ATTENDANCE_FLAGS, type AttendanceFlag } from '../contract/attendance.js';
import { TICK_MS, countBruteForce } from './brute-force.fixture.js';
import { seededRandom, shuffled } from './evidence.fixture.js';
import { computeAttendance, type AttendanceEvent, type ComputeAttendanceInput } from './index.js';

const SESSIONS = 10_000;
/** What the second counter tells; the rest is about single events and has examples. */
const COMPARED: readonly AttendanceFlag[] = [
  'late',
  'left_early',
  'rejoined',
  'overlap',
  'closed_by_room_end',
  'superseded',
  'closed_by_last_seen',
  'still_in',
];

it(`agrees with a count second by second over ${String(SESSIONS)} random sessions`, () => {
  const random = seededRandom(7);
  const met = new Set<string>();
  for (let session = 0; session < SESSIONS; session++) {
    const input = randomSession(random);
    const counted = countBruteForce(input);
    const result = computeAttendance({
      ...input,
      events: shuffled([...input.events, ...input.events], random),
    });
    const mine = result.rows.map((row) => ({
      personId: row.personId,
      total: row.totalMs / TICK_MS,
      counted: row.countedMs / TICK_MS,
      segments: row.segments,
      flags: row.flags.filter((flag) => COMPARED.includes(flag)),
    }));
    const theirs = [...counted.people]
      .map(([personId, { flags, ...numbers }]) => ({
        personId,
        ...numbers,
        flags: ATTENDANCE_FLAGS.filter((flag) => flags.has(flag)),
      }))
      .sort((a, b) => (a.personId < b.personId ? -1 : 1));
    // A failure prints the session it found.
    expect({ session, window: result.windowMs / TICK_MS, people: mine, input }).toEqual({
      session,
      window: counted.window,
      people: theirs,
      input,
    });
    for (const row of result.rows) [...row.flags, row.status].forEach((seen) => met.add(seen));
  }
  expect([...met]).toEqual(expect.arrayContaining([...COMPARED, 'present', 'partial', 'absent', 'not_held']));
});

function randomSession(random: () => number): ComputeAttendanceInput {
  const upTo = (most: number) => Math.floor(random() * (most + 1));
  const isOften = (share: number) => random() < share;
  const ms = (tick: number) => tick * TICK_MS;

  const occurrences = Array.from({ length: 1 + upTo(2) }, (_, i) => {
    const start = 20 + upTo(120);
    return {
      id: `o${String(i)}`,
      ...(i > 0 && isOften(0.4) && { parentId: 'o0' }),
      ...(isOften(0.7) && { startMs: ms(start) }),
      ...(isOften(0.7) && { endMs: ms(start + 20 + upTo(120)) }),
    };
  });
  const events: AttendanceEvent[] = [];
  const people = 1 + upTo(3);
  for (let person = 0; person < people; person++) {
    const connections = 1 + upTo(2);
    for (let connection = 0; connection < connections; connection++) {
      const connectionId = `p${String(person)}c${String(connection)}`;
      const { id: occurrenceId } = occurrences[upTo(occurrences.length - 1)] ?? { id: 'o0' };
      const isGuest = person === 2;
      const isHuman = isOften(0.95);
      const count = 1 + upTo(4);
      // Few instants, so that several events often share one.
      const instants = Array.from({ length: 3 }, () => 20 + upTo(240));
      for (let i = 0; i < count; i++) {
        const occurred = isOften(0.8) ? 20 + upTo(240) : (instants[upTo(2)] ?? 20);
        events.push({
          id: `${connectionId}e${String(i)}`,
          type: isOften(0.45) ? 'joined' : isOften(0.7) ? 'left' : 'seen',
          occurrenceId,
          connectionId,
          ...(!isGuest && { personId: `p${String(person)}` }),
          role: person === 0 ? 'teacher' : 'student',
          human: isHuman,
          ...(isOften(0.9) && { occurredAtMs: ms(occurred) }),
          receivedAtMs: ms(Math.max(0, occurred + (isOften(0.9) ? upTo(10) : -upTo(10)))),
        });
      }
    }
  }
  return {
    events,
    occurrences,
    ...(isOften(0.7) && { schedule: { startMs: ms(60), endMs: ms(180) } }),
    policy: {
      ...(isOften(0.6) && {
        window: (['actual', 'scheduled', 'host_present', 'intersection'] as const)[upTo(3)] ?? 'actual',
      }),
      bridgeGapMs: ms(upTo(8)),
      lateAfterMs: ms(upTo(20)),
      earlyBeforeMs: ms(upTo(20)),
    },
    capabilities: { connectionIdUnique: isOften(0.5), identityExclusive: isOften(0.5) },
    asOfMs: ms(isOften(0.5) ? 300 : 60 + upTo(200)),
    final: isOften(0.6),
  };
}
