import type { Role } from '../contract/person.js';
import type { Evidence } from './evidence.js';

/** All evidence of one device in one life of a room. */
export interface Connection {
  readonly connectionId: string;
  readonly occurrenceId: string;
  /** Undefined for a guest. */
  readonly personId: string | undefined;
  /** The newest that any event tells. */
  readonly name: string | undefined;
  readonly role: Role | undefined;
  /** Ascending; `joined`, `left` and `seen` only. */
  readonly evidence: readonly Evidence[];
}

/** Groups evidence by connection; machines are dropped. */
export function readConnections(evidence: readonly Evidence[]): Connection[] {
  const byOccurrence = new Map<string, Map<string, Evidence[]>>();
  for (const event of evidence) {
    const { type, occurrenceId, connectionId } = event;
    if (connectionId === undefined || type === 'room-started' || type === 'room-ended') continue;
    const groups = byOccurrence.get(occurrenceId) ?? new Map<string, Evidence[]>();
    byOccurrence.set(occurrenceId, groups);
    const group = groups.get(connectionId);
    if (group) group.push(event);
    else groups.set(connectionId, [event]);
  }
  return [...byOccurrence.values()]
    .flatMap((groups) => [...groups.values()])
    .filter((group) => group.every(({ isHuman }) => isHuman))
    .map(toConnection);
}

function toConnection(evidence: readonly Evidence[]): Connection {
  const { connectionId = '', occurrenceId } = evidence[0] as Evidence;
  return {
    connectionId,
    occurrenceId,
    personId: evidence.find(({ personId }) => personId)?.personId,
    name: evidence.findLast(({ name }) => name)?.name,
    role: evidence.findLast(({ role }) => role)?.role,
    evidence,
  };
}
