import type { ChannelEvents, RosterEntry } from '@lectern/core/contract';
import type { NewFact } from '../../platform/outbox/fact.js';
import type { ConnectionRow } from './tables.js';

/** A connection as the others see it. */
export function toRosterEntry(row: ConnectionRow): RosterEntry {
  return {
    connectionId: row.id,
    personId: row.person_id,
    name: row.name,
    role: row.role,
    isHost: row.is_host,
    state: row.state,
    ...(row.why !== null && { why: row.why }),
    media: { mic: row.mic, camera: row.camera, screen: row.screen },
    joinedAt: (row.joined_at ?? row.created_at).toISOString(),
  };
}

/** Says how a connection stands now: to those in the session, and to itself while it waits. */
export function connectionChanged(row: ConnectionRow, now: Date): NewFact {
  const data: ChannelEvents['connection-changed'] = {
    sessionId: row.session_id,
    connection: toRosterEntry(row),
  };
  return {
    tenant: row.tenant,
    type: 'connection-changed',
    topics: [`session:${row.session_id}`, `connection:${row.id}`],
    data: { ...data },
    occurredAt: now,
  };
}
