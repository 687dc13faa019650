import type { AttendanceEvent } from '@lectern/core/attendance';
import type { AttendanceFlag } from '@lectern/core/contract';
import type { LeftReason } from '@lectern/core/contract';
import type { PresenceEvidence } from '../presence/evidence.js';

/** What ended a connection instead of its page, as the report tells it. */
const FLAG_OF: Partial<Record<LeftReason, AttendanceFlag>> = {
  lapsed: 'closed_by_last_seen',
  superseded: 'superseded',
};

/** Connections of our own channel as events: joined, and left or seen last. Our clock is both clocks. */
export function channelEvents(connections: readonly PresenceEvidence[]): readonly AttendanceEvent[] {
  return connections.flatMap((connection) => {
    const { connectionId, occurrenceId, personId, name, role, joinedAt, endedAt, lastEvidenceAt } =
      connection;
    const base = { occurrenceId, connectionId, personId, name, role };
    const last = endedAt ?? lastEvidenceAt;
    return [
      { ...base, id: `${connectionId} joined`, type: 'joined', receivedAtMs: joinedAt.getTime() },
      {
        ...base,
        id: `${connectionId} last`,
        type: endedAt ? 'left' : 'seen',
        receivedAtMs: Math.max(last.getTime(), joinedAt.getTime()),
      },
    ];
  });
}

/** How the connections of each person ended when nobody said goodbye. */
export function channelFlags(
  connections: readonly PresenceEvidence[],
): ReadonlyMap<string, ReadonlySet<AttendanceFlag>> {
  const flags = new Map<string, Set<AttendanceFlag>>();
  for (const { personId, why } of connections) {
    const flag = why && FLAG_OF[why];
    if (flag) flags.set(personId, (flags.get(personId) ?? new Set()).add(flag));
  }
  return flags;
}
