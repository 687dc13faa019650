import type { AttendanceEvent } from './attendance-input.js';

/** An event with the time it stands for. */
export interface Evidence extends AttendanceEvent {
  readonly atMs: number;
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
  return [...byId.values()]
    .map(toEvidence)
    .filter(({ atMs }) => atMs <= asOfMs)
    .sort((a, b) => a.atMs - b.atMs || compareText(a.id, b.id));
}

/** Code unit order: the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function toEvidence(event: AttendanceEvent): Evidence {
  const { occurredAtMs = event.receivedAtMs, receivedAtMs, joinedAtMs } = event;
  const isSkewed = occurredAtMs > receivedAtMs || (joinedAtMs ?? receivedAtMs) > receivedAtMs;
  const atMs = Math.min(occurredAtMs, receivedAtMs);
  // Late delivery is normal; an event from the future is a clock that runs ahead.
  return joinedAtMs === undefined
    ? { ...event, atMs, isSkewed }
    : { ...event, atMs, isSkewed, joinedAtMs: Math.min(joinedAtMs, receivedAtMs) };
}

function isBefore(a: AttendanceEvent, b: AttendanceEvent): boolean {
  return (
    a.receivedAtMs < b.receivedAtMs || (a.receivedAtMs === b.receivedAtMs && contentOf(a) < contentOf(b))
  );
}

function contentOf(event: AttendanceEvent): string {
  return JSON.stringify(Object.entries(event).sort(([a], [b]) => compareText(a, b)));
}
