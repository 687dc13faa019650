import type { AttendanceOccurrence, ComputeAttendanceInput } from './attendance-input.js';
import type { Connection } from './connections.js';
import type { Evidence } from './evidence.js';
import type { Stays } from './stays.js';
import type { TimeSpan } from './time-span.js';

/** One life of a room, as far as it is known. */
export interface Occurrence {
  readonly isBreakout: boolean;
  /** Undefined until somebody joined. */
  readonly startMs: number | undefined;
  /** Undefined while it runs, or when nobody told that it ended. */
  readonly endMs: number | undefined;
  /** The last that any connection in it proved. */
  readonly lastEvidenceMs: number;
}

/** Puts together what is told of the occurrences and what the events show. */
export function readOccurrences(
  input: ComputeAttendanceInput,
  evidence: readonly Evidence[],
  connections: readonly (readonly [Connection, Stays])[],
): ReadonlyMap<string, Occurrence> {
  const told = new Map((input.occurrences ?? []).map((occurrence) => [occurrence.id, occurrence]));
  const seen = new Map<string, { startMs: number; lastMs: number }>();
  for (const [{ occurrenceId, evidence: proofs }, { closed, open }] of connections) {
    const known = seen.get(occurrenceId) ?? { startMs: Infinity, lastMs: -Infinity };
    for (const { startMs } of open ? [...closed, open] : closed)
      known.startMs = Math.min(known.startMs, startMs);
    known.lastMs = Math.max(known.lastMs, proofs.at(-1)?.atMs ?? -Infinity);
    seen.set(occurrenceId, known);
  }
  const ended = new Map<string, number>();
  const parents = new Map<string, string>();
  for (const { type, occurrenceId, parentOccurrenceId, atMs } of evidence) {
    if (type === 'room-ended' && !ended.has(occurrenceId)) ended.set(occurrenceId, atMs);
    if (parentOccurrenceId !== undefined) parents.set(occurrenceId, parentOccurrenceId);
  }
  return new Map(
    [...new Set([...told.keys(), ...seen.keys()])].map((id) => {
      const { parentId, startMs, endMs }: Partial<AttendanceOccurrence> = told.get(id) ?? {};
      const first = seen.get(id);
      const occurrence: Occurrence = {
        isBreakout: (parentId ?? parents.get(id)) !== undefined,
        startMs: startMs ?? first?.startMs,
        endMs: endMs !== undefined && endMs <= input.asOfMs ? endMs : ended.get(id),
        lastEvidenceMs: first?.lastMs ?? -Infinity,
      };
      return [id, occurrence];
    }),
  );
}

/** The time the session was held in this occurrence. */
export function heldTime(occurrence: Occurrence, input: ComputeAttendanceInput): TimeSpan[] {
  const { startMs, endMs = assumedEnd(occurrence, input), isBreakout } = occurrence;
  return isBreakout || startMs === undefined || startMs >= endMs ? [] : [{ startMs, endMs }];
}

/** Where a room that nobody saw ending is taken to end. */
function assumedEnd(
  { lastEvidenceMs }: Occurrence,
  { final, asOfMs, schedule }: ComputeAttendanceInput,
): number {
  if (!final) return asOfMs;
  // As planned, unless somebody was still there: a report made the day after must not stretch the lesson to that day.
  return Math.max(lastEvidenceMs, Math.min(schedule?.endMs ?? -Infinity, asOfMs));
}
