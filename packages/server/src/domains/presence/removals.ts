import { LecternError } from '@lectern/core';
import type { ChannelEvents } from '@lectern/core/contract';
import type { Db, Tx } from '../../platform/db/database.js';
import type { Actor } from '../../platform/rights/actor.js';
import { readAlive, readNewestOf } from './connection-store.js';
import { personRemoved } from './rules.js';
import { admitWaiting, putOut, type PresenceDeps } from './seats.js';
import type { PresenceTables } from './tables.js';

interface RemovalKey {
  readonly tenant: string;
  readonly sessionId: string;
  readonly personId: string;
}

export interface RemoveInput {
  readonly actor: Actor;
  readonly sessionId: string;
  readonly personId: string;
  readonly now: Date;
}

export async function isRemoved(db: Db, { tenant, sessionId, personId }: RemovalKey): Promise<boolean> {
  const row = await db
    .withTables<PresenceTables>()
    .selectFrom('removals')
    .select('person_id')
    .where('tenant', '=', tenant)
    .where('session_id', '=', sessionId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Puts a person out of a session for good. Twice is once.
 *
 * @throws {@link LecternError} NOT_FOUND for somebody who has no part in it, FORBIDDEN for its host and for oneself,
 * CONNECTION_REMOVED for who was put out and would do it to others.
 */
export async function removePerson(deps: PresenceDeps, input: RemoveInput): Promise<void> {
  const { actor, sessionId, personId, now } = input;
  const key = { tenant: actor.tenant, sessionId, personId };
  await deps.database.transaction(async (tx) => {
    const session = await deps.sessions.getFor(tx, actor, sessionId, 'person.remove', { lock: true });
    if (await isRemoved(tx, { ...key, personId: actor.id })) throw personRemoved();
    if (personId === session.row.host_id || personId === actor.id)
      throw new LecternError(
        'FORBIDDEN',
        'Neither the host nor oneself can be removed. Leave, or end the session.',
      );
    const newest = await readNewestOf(tx, key);
    if (!newest && !session.attendeeIds.includes(personId))
      throw new LecternError('NOT_FOUND', 'This person has no part in the session.');
    if (!(await insertRemoval(tx, key, actor.id, now))) return;
    const data: ChannelEvents['person-removed'] = { sessionId, personId };
    // Before the roster says that they left: it is the last thing their page hears of the session.
    await deps.appendFacts(tx, [
      {
        tenant: actor.tenant,
        type: 'person-removed',
        topics: [`session:${sessionId}`, `person:${personId}`],
        data: { ...data },
        occurredAt: now,
      },
    ]);
    for (const row of await readAlive(tx, key))
      if (row.person_id === personId) await putOut(tx, deps, row, { why: 'removed', now });
    await admitWaiting(tx, deps, session, now);
  });
  await removeFromRoom(deps, key);
}

async function insertRemoval(
  tx: Tx,
  { tenant, sessionId, personId }: RemovalKey,
  removedBy: string,
  now: Date,
): Promise<boolean> {
  const row = await tx
    .withTables<PresenceTables>()
    .insertInto('removals')
    .values({
      tenant,
      session_id: sessionId,
      person_id: personId,
      removed_by: removedBy,
      removed_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('person_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Where the media server can, it puts them out as well; where it cannot, the others drop their link. */
async function removeFromRoom(
  deps: PresenceDeps,
  { tenant, sessionId, personId }: RemovalKey,
): Promise<void> {
  const provider = await deps.sessions.mediaRooms.providerOf(deps.database.db, { tenant, sessionId });
  if (!provider.capabilities.removeParticipant) return;
  try {
    await provider.removeParticipant({ roomId: sessionId, participantId: personId });
  } catch (error) {
    deps.log.warn('a removed person may still be in the media room', { session: sessionId, error });
  }
}
