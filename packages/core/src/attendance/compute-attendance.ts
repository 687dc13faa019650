import { ATTENDANCE_FLAGS, type AttendanceFlag, type AttendanceStatus } from '../contract/attendance.js';
import type {
  AttendanceResult,
  AttendanceResultRow,
  AttendanceWindow,
  ComputeAttendanceInput,
} from './attendance-input.js';
import { readConnections } from './connections.js';
import { readEvidence } from './evidence.js';
import { heldTime, readOccurrences } from './occurrences.js';
import { readPeople, type PersonPresence } from './people.js';
import { readStays } from './stays.js';
import { hasOverlap, intersect, join, lengthMs, unite, type TimeSpan } from './time-span.js';

const DEFAULT_POLICY = {
  bridgeGapMs: 60_000,
  lateAfterMs: 300_000,
  earlyBeforeMs: 300_000,
  presentPercent: 75,
} as const;

/**
 * Who was there, and for how much of what counts. Pure, and a function of the *set* of events: the same whatever their
 * order, and however often each arrives. Presence is the union over a person's devices, so two tabs count once.
 *
 * @example
 * ```ts
 * import { computeAttendance } from '@lectern/core/attendance';
 *
 * const [startMs, endMs] = [Date.parse('2026-11-02T10:00:00Z'), Date.parse('2026-11-02T11:00:00Z')];
 * const person = { occurrenceId: 'o1', connectionId: 'c1', personId: '7', role: 'student' } as const;
 * const { rows } = computeAttendance({
 *   events: [
 *     { id: 'a', type: 'joined', receivedAtMs: startMs, ...person },
 *     { id: 'b', type: 'left', receivedAtMs: endMs, ...person },
 *   ],
 *   schedule: { startMs, endMs },
 *   asOfMs: endMs + 600_000,
 *   final: true,
 * });
 * console.log(rows[0]?.percent); // 100
 * ```
 */
export function computeAttendance(input: ComputeAttendanceInput): AttendanceResult {
  assertPolicy(input);
  const evidence = readEvidence(input.events, input.asOfMs);
  const isUnique = input.capabilities?.connectionIdUnique ?? false;
  const connections = readConnections(evidence).map(
    (connection) => [connection, readStays(connection, isUnique)] as const,
  );
  const occurrences = readOccurrences(input, evidence, connections);
  const people = readPeople(input, connections, occurrences);
  const held = unite([...occurrences.values()].flatMap((occurrence) => heldTime(occurrence, input)));
  const window = windowOf(input, held, people);
  return { windowMs: lengthMs(window), window, rows: people.map((person) => toRow(person, window, input)) };
}

function windowOf(
  { policy, schedule }: ComputeAttendanceInput,
  held: readonly TimeSpan[],
  people: readonly PersonPresence[],
): readonly TimeSpan[] {
  const wanted: AttendanceWindow = policy?.window ?? 'intersection';
  if (wanted === 'host_present') {
    const hosts = people.filter(({ role, isHost }) => isHost || role === 'teacher' || role === 'moderator');
    return intersect(held, unite(hosts.flatMap(({ stays }) => stays)));
  }
  // Without a plan there is nothing to compare with: what was held is what counts.
  if (wanted === 'actual' || !schedule) return held;
  return wanted === 'scheduled' ? unite([schedule]) : intersect(held, [schedule]);
}

function toRow(
  person: PersonPresence,
  window: readonly TimeSpan[],
  { policy }: ComputeAttendanceInput,
): AttendanceResultRow {
  const { bridgeGapMs, lateAfterMs, earlyBeforeMs, presentPercent } = { ...DEFAULT_POLICY, ...policy };
  const { personId, name, role, isHost, stays } = person;
  const intervals = unite(stays);
  // Piece by piece, since a gap is never bridged across time that does not count.
  const counted = window.flatMap((piece) => join(intersect(intervals, [piece]), bridgeGapMs));
  const [countedMs, windowMs] = [lengthMs(counted), lengthMs(window)];
  const [first, last] = [counted[0], counted.at(-1)];

  const flags = new Set<AttendanceFlag>(person.flags);
  if (first && first.startMs > (window[0]?.startMs ?? 0) + lateAfterMs) flags.add('late');
  if (last && last.endMs < (window.at(-1)?.endMs ?? 0) - earlyBeforeMs) flags.add('left_early');
  if (counted.length > 1) flags.add('rejoined');
  if (hasOverlap(stays)) flags.add('overlap');

  return {
    ...{ personId, name, role, isHost },
    status: statusOf(countedMs, windowMs, presentPercent),
    totalMs: lengthMs(intervals),
    countedMs,
    percent: windowMs === 0 ? null : Math.floor((countedMs * 10_000) / windowMs) / 100,
    segments: counted.length,
    ...(stays.length > 0 && {
      firstJoinMs: stays.reduce((least, { startMs }) => Math.min(least, startMs), Infinity),
    }),
    ...(stays.length > 0 &&
      !flags.has('still_in') && {
        lastLeaveMs: stays.reduce((most, { endMs }) => Math.max(most, endMs), -Infinity),
      }),
    flags: ATTENDANCE_FLAGS.filter((flag) => flags.has(flag)),
    intervals,
  };
}

function statusOf(countedMs: number, windowMs: number, presentPercent: number): AttendanceStatus {
  if (windowMs === 0) return 'not_held';
  if (countedMs === 0) return 'absent';
  return countedMs * 100 >= presentPercent * windowMs ? 'present' : 'partial';
}

function assertPolicy({ policy = {}, asOfMs }: ComputeAttendanceInput): void {
  const { bridgeGapMs = 0, lateAfterMs = 0, earlyBeforeMs = 0, presentPercent = 0 } = policy;
  const numbers = { asOfMs, bridgeGapMs, lateAfterMs, earlyBeforeMs, presentPercent };
  for (const [name, value] of Object.entries(numbers)) {
    if (Number.isFinite(value) && (value >= 0 || name === 'asOfMs')) continue;
    throw new TypeError(`[@lectern/core] ${name} must be a number, at least 0; got ${String(value)}.`);
  }
  if (presentPercent > 100) throw new TypeError('[@lectern/core] presentPercent must be at most 100.');
}
