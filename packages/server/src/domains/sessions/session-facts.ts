import type { ChannelEvents } from '@lectern/core/contract';
import type { NewFact } from '../../platform/outbox/fact.js';
import type { SessionWithSeats } from './rules.js';

/** Says that a session is another one than before: to those in it, those who wait, its host and its attendees. */
export function sessionChanged({ row, attendeeIds }: SessionWithSeats, now: Date): NewFact {
  const data: ChannelEvents['session-changed'] = {
    sessionId: row.id,
    state: row.state,
    version: row.version,
    occurredAt: now.toISOString(),
  };
  return {
    tenant: row.tenant,
    type: 'session-changed',
    topics: [
      `session:${row.id}`,
      `waiting:${row.id}`,
      ...[...new Set([row.host_id, ...attendeeIds])].map((id) => `person:${id}`),
    ],
    data: { ...data },
    occurredAt: now,
  };
}
