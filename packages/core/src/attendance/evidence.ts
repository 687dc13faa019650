import type { Role } from '../contract/person.js';
import type { AttendanceEvent, AttendanceEventType } from './attendance-input.js';

/** An event with the time it stands for. One shape for all, since there may be very many. */
export interface Evidence {
  readonly id: string;
  readonly type: AttendanceEventType;
  readonly occurrenceId: string;
  readonly parentOccurrenceId: string | undefined;
  readonly connectionId: string | undefined;
  readonly personId: string | undefined;
  readonly name: string | undefined;
  readonly role: Role | undefined;
  readonly isHuman: boolean;
  readonly atMs: number;
  readonly joinedAtMs: number | undefined;
  /** It claims to have happened after we received it. */
  readonly isSkewed: boolean;
}

/** Each event once, up to `asOfMs`, ascending: a list that is the same for any order and repetition of the input. */
export function readEvidence(events: readonly AttendanceEvent[], asOfMs: number): Evidence[] {
  const byId = new Map<string, AttendanceEvent>();
  for (const event of events) {
    const known = byId.get(event.id);
    // A delivery repeated later carries another receipt: the first one counts.
    if (!known || isBefore(event, known)) byId.set(event.id, event);
  }
  const evidence: Evidence[] = [];
  for (const event of byId.values()) {
    const read = toEvidence(event);
    if (read.atMs <= asOfMs) evidence.push(read);
  }
  return evidence.sort((a, b) => a.atMs - b.atMs || compareText(a.id, b.id));
}

/** Code unit order: the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function toEvidence(event: AttendanceEvent): Evidence {
  const { receivedAtMs, occurredAtMs = receivedAtMs, joinedAtMs } = event;
  return {
    id: event.id,
    type: event.type,
    occurrenceId: event.occurrenceId,
    parentOccurrenceId: event.parentOccurrenceId,
    connectionId: event.connectionId,
    personId: event.personId,
    name: event.name,
    role: event.role,
    isHuman: event.human !== false,
    // Late delivery is normal; an event from the future is a clock that runs ahead.
    atMs: Math.min(occurredAtMs, receivedAtMs),
    joinedAtMs: joinedAtMs === undefined ? undefined : Math.min(joinedAtMs, receivedAtMs),
    isSkewed: occurredAtMs > receivedAtMs || (joinedAtMs !== undefined && joinedAtMs > receivedAtMs),
  };
}

function isBefore(a: AttendanceEvent, b: AttendanceEvent): boolean {
  if (a.receivedAtMs !== b.receivedAtMs) return a.receivedAtMs < b.receivedAtMs;
  return a !== b && contentOf(a) < contentOf(b);
}

function contentOf(event: AttendanceEvent): string {
  return JSON.stringify(Object.entries(event).sort(([a], [b]) => compareText(a, b)));
}
