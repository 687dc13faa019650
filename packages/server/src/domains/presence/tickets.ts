import type { JoinTicket } from '@lectern/core';
import type { Actor } from '../../platform/rights/actor.js';
import { can } from '../../platform/rights/rights.js';
import { isStaff, placeOf } from '../sessions/rules.js';
import { readOwn } from './leases.js';
import { requireAdmitted } from './rules.js';
import type { PresenceDeps } from './seats.js';

export interface TicketInput {
  readonly actor: Actor;
  readonly id: string;
  readonly signal: AbortSignal;
}

/**
 * A way into the media for one admitted connection. Its grants come from the table of rights.
 *
 * @throws {@link LecternError} NOT_ADMITTED, why the connection is over, or what the video provider answered.
 */
export async function getTicket(deps: PresenceDeps, { actor, id, signal }: TicketInput): Promise<JoinTicket> {
  const row = await readOwn(deps, { actor, id });
  requireAdmitted(row);
  const session = await deps.sessions.getFor(deps.database.db, actor, row.session_id, 'session.join');
  const place = placeOf(actor, session);
  return deps.sessions.getTicket({
    tenant: row.tenant,
    sessionId: row.session_id,
    title: session.row.title,
    participant: {
      id: row.person_id,
      connectionId: row.id,
      name: row.name,
      role: isStaff(actor.role, place) ? 'moderator' : 'participant',
      grants: {
        microphone: can(actor.role, 'media.microphone', place),
        camera: can(actor.role, 'media.camera', place),
        screen: can(actor.role, 'media.screen', place),
        data: can(actor.role, 'chat.post', place),
      },
    },
    signal,
  });
}
