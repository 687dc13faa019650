import type { AttendanceFlag } from '../contract/attendance.js';
import type { Role } from '../contract/person.js';
import type { AttendancePerson, ComputeAttendanceInput } from './attendance-input.js';
import type { Connection } from './connections.js';
import { compareText } from './evidence.js';
import type { Occurrence } from './occurrences.js';
import type { Stays } from './stays.js';
import type { TimeSpan } from './time-span.js';

/** Everybody who gets a row, with their presence on each device. */
export interface PersonPresence {
  readonly personId: string;
  readonly name: string;
  readonly role: Role;
  readonly isHost: boolean;
  /** Per connection and clipped to its occurrence; they may overlap or be empty. */
  readonly stays: readonly TimeSpan[];
  readonly flags: ReadonlySet<AttendanceFlag>;
}

type ReadConnection = readonly [Connection, Stays];

/** Groups connections by person and closes what is still open. */
export function readPeople(
  input: ComputeAttendanceInput,
  connections: readonly ReadConnection[],
  occurrences: ReadonlyMap<string, Occurrence>,
): PersonPresence[] {
  const groups = new Map<string, ReadConnection[]>();
  for (const person of input.roster ?? []) groups.set(`person ${person.id}`, []);
  for (const read of connections) {
    const [{ personId, connectionId }] = read;
    // Guests are told apart by connection only; two people may have one name.
    const key = personId === undefined ? `guest ${connectionId}` : `person ${personId}`;
    const group = groups.get(key);
    if (group) group.push(read);
    else groups.set(key, [read]);
  }
  const roster = new Map((input.roster ?? []).map((person) => [`person ${person.id}`, person]));
  return [...groups]
    .map(([key, group]) => toPerson(input, group, occurrences, roster.get(key)))
    .sort(
      (a, b) =>
        Number(b.isHost) - Number(a.isHost) ||
        compareText(a.name, b.name) ||
        compareText(a.personId, b.personId),
    );
}

function toPerson(
  input: ComputeAttendanceInput,
  group: readonly ReadConnection[],
  occurrences: ReadonlyMap<string, Occurrence>,
  known: AttendancePerson | undefined,
): PersonPresence {
  const flags = new Set<AttendanceFlag>();
  const stays = group.flatMap(([connection, read]) => {
    const occurrence = occurrences.get(connection.occurrenceId);
    const closed = [...read.closed];
    read.flags.forEach((flag) => flags.add(flag));
    if (read.open) {
      const [endMs, flag] = closeOpen(input, connection, read.open, occurrence?.endMs, group);
      closed.push({ startMs: read.open.startMs, endMs });
      flags.add(flag);
    }
    return closed.flatMap((stay) => clip(stay, occurrence));
  });
  // What the newest event tells is what holds; events are ascending within each connection.
  const newest = group.map(([connection]) => connection).sort((a, b) => compareLast(a, b));
  const guestId = group[0]?.[0].connectionId ?? '';
  const personId = known?.id ?? newest[0]?.personId;
  return {
    personId: personId ?? `guest:${guestId}`,
    name: known?.name ?? newest.findLast(({ name }) => name)?.name ?? '',
    role:
      known?.role ??
      newest.findLast(({ role }) => role)?.role ??
      (personId === undefined ? 'guest' : 'student'),
    isHost: known?.isHost ?? false,
    stays,
    flags,
  };
}

function closeOpen(
  { final, asOfMs, capabilities }: ComputeAttendanceInput,
  connection: Connection,
  open: NonNullable<Stays['open']>,
  roomEndMs: number | undefined,
  group: readonly ReadConnection[],
): [endMs: number, flag: AttendanceFlag] {
  const nextJoinMs = capabilities?.identityExclusive ? nextJoin(connection, open.startMs, group) : Infinity;
  if (nextJoinMs < (roomEndMs ?? Infinity)) return [nextJoinMs, 'superseded'];
  if (roomEndMs !== undefined) return [Math.max(roomEndMs, open.startMs), 'closed_by_room_end'];
  return final ? [open.lastSeenMs, 'closed_by_last_seen'] : [asOfMs, 'still_in'];
}

/** When the same person joined the same occurrence next, with another connection. */
function nextJoin(connection: Connection, startMs: number, group: readonly ReadConnection[]): number {
  const joins = group
    .filter(([other]) => other !== connection && other.occurrenceId === connection.occurrenceId)
    .flatMap(([other, { closed, open }]) =>
      (open ? [...closed, open] : closed)
        .map((stay) => stay.startMs)
        // Of two at one instant, one has to be the newer.
        .filter((ms) => ms > startMs || (ms === startMs && other.connectionId > connection.connectionId)),
    );
  return Math.min(Infinity, ...joins);
}

function clip(stay: TimeSpan, occurrence: Occurrence | undefined): TimeSpan[] {
  const startMs = Math.max(stay.startMs, occurrence?.startMs ?? -Infinity);
  const endMs = Math.min(stay.endMs, occurrence?.endMs ?? Infinity);
  return startMs <= endMs ? [{ startMs, endMs }] : [];
}

function compareLast(a: Connection, b: Connection): number {
  const [lastA, lastB] = [a.evidence.at(-1), b.evidence.at(-1)];
  return (lastA?.atMs ?? 0) - (lastB?.atMs ?? 0) || compareText(lastA?.id ?? '', lastB?.id ?? '');
}
