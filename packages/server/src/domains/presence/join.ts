import type { JoinSessionInput, MediaState } from '@lectern/core/contract';
import type { Actor } from '../../platform/rights/actor.js';
import { isStaff, placeOf, requireOpen, type SessionWithSeats } from '../sessions/rules.js';
import { insertConnection, readAlive } from './connection-store.js';
import { isRemoved } from './removals.js';
import { connectionChanged } from './roster.js';
import { personRemoved, requireSeat } from './rules.js';
import { admitWaiting, putOut, type PresenceDeps } from './seats.js';
import type { ConnectionRow } from './tables.js';

export interface JoinInput {
  readonly actor: Actor;
  readonly sessionId: string;
  readonly connectionId: string;
  readonly input: JoinSessionInput;
  readonly now: Date;
}

export interface Joined {
  readonly connection: ConnectionRow;
  readonly session: SessionWithSeats;
}

const OFF: MediaState = { mic: false, camera: false, screen: false };

/**
 * A device of a person comes in, or waits for the host. The person's older device is out: the newest wins.
 *
 * @throws {@link LecternError} NOT_FOUND, FORBIDDEN, SESSION_NOT_OPEN, SESSION_ENDED, SESSION_CANCELLED,
 * CONNECTION_REMOVED or ROOM_FULL.
 */
export async function joinSession(deps: PresenceDeps, join: JoinInput): Promise<Joined> {
  const { sessions, appendFacts } = deps;
  const { actor, sessionId, connectionId, input, now } = join;
  const { tenant } = actor;
  return deps.database.transaction(async (tx) => {
    let session = await sessions.getFor(tx, actor, sessionId, 'session.join', { lock: true });
    if (await isRemoved(tx, { tenant, sessionId, personId: actor.id })) throw personRemoved();
    const place = placeOf(actor, session);
    requireOpen(session.row, isStaff(actor.role, place), now);

    const alive = await readAlive(tx, { tenant, sessionId });
    const mine = alive.filter(({ person_id: person }) => person === actor.id);
    for (const row of mine)
      await putOut(tx, deps, row, { why: row.device_id === input.deviceId ? 'left' : 'superseded', now });

    const begins = place.relation === 'host' || session.row.kind === 'community';
    if (session.row.state === 'scheduled' && begins) session = await sessions.goLive(tx, session, now);
    const live = session.row.state === 'live';
    const key = { tenant, sessionId };
    const { maxParticipants } = (await sessions.mediaRooms.providerOf(tx, key)).capabilities;
    const others = alive.filter(({ person_id: person }) => person !== actor.id);
    requireSeat(others, { live, maxParticipants });

    const occurrence = live ? await sessions.mediaRooms.open(tx, key, now) : undefined;
    const { mic, camera, screen } = input.media ?? OFF;
    const connection = await insertConnection(
      tx,
      {
        tenant,
        id: connectionId,
        session_id: sessionId,
        person_id: actor.id,
        name: actor.name,
        role: actor.role,
        is_host: place.relation === 'host',
        device_id: input.deviceId,
        state: live ? 'admitted' : 'waiting',
        waited: !live,
        mic,
        camera,
        screen,
        occurrence_id: occurrence?.id ?? null,
        joined_at: occurrence ? now : null,
      },
      now,
    );
    await appendFacts(tx, [connectionChanged(connection, now)]);
    await admitWaiting(tx, deps, session, now);
    return { connection, session };
  });
}
