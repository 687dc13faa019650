import { LecternError } from '@lectern/core';
import type { ChannelEvents, Hand } from '@lectern/core/contract';
import type { Db, Tx } from '../../platform/db/database.js';
import type { FactHandler } from '../../platform/outbox/fact.js';
import type { Actor } from '../../platform/rights/actor.js';
import type { ChannelDeps } from './deps.js';
import type { ChannelTables } from './tables.js';

export interface SetHand {
  readonly actor: Actor;
  readonly sessionId: string;
  /** `me` for oneself. */
  readonly personId: string;
  readonly raised: boolean;
  readonly now: Date;
}

interface SessionKey {
  readonly tenant: string;
  readonly sessionId: string;
}

/**
 * Raises or lowers a hand; one of another can only be lowered. What is so already stays so.
 *
 * @throws {@link LecternError} NOT_FOUND, FORBIDDEN, the session's state, or why one is not in the session.
 */
export async function setHand(deps: ChannelDeps, input: SetHand): Promise<void> {
  const { actor, sessionId, raised, now } = input;
  const personId = input.personId === 'me' ? actor.id : input.personId;
  const isOwn = personId === actor.id;
  const key = { tenant: actor.tenant, sessionId };
  await deps.database.transaction(async (tx) => {
    const action = isOwn ? 'hand.raise' : 'hand.lower-other';
    // Locked: each list that goes out holds what the one before held.
    await deps.sessions.getFor(tx, actor, sessionId, action, { lock: true });
    if (isOwn) await deps.presence.requireIn(tx, actor, sessionId);
    else await deps.presence.requireNotRemoved(tx, actor, sessionId);
    if (!isOwn && raised) throw new LecternError('FORBIDDEN', 'Nobody raises the hand of another.');
    const changed = raised ? await raise(tx, key, actor, now) : await lower(tx, key, { personId });
    if (changed) await tellHands(tx, deps, key, now);
  });
}

/**
 * Lowers all hands that are up.
 *
 * @throws {@link LecternError} NOT_FOUND, FORBIDDEN, the session's state, or CONNECTION_REMOVED.
 */
export async function lowerHands(
  deps: ChannelDeps,
  input: Omit<SetHand, 'personId' | 'raised'>,
): Promise<void> {
  const { actor, sessionId, now } = input;
  const key = { tenant: actor.tenant, sessionId };
  await deps.database.transaction(async (tx) => {
    await deps.sessions.getFor(tx, actor, sessionId, 'hand.lower-other', { lock: true });
    await deps.presence.requireNotRemoved(tx, actor, sessionId);
    if (await lower(tx, key, 'all')) await tellHands(tx, deps, key, now);
  });
}

/** In the order they were raised. */
export async function readHands(db: Db, { tenant, sessionId }: SessionKey): Promise<readonly Hand[]> {
  const rows = await db
    .withTables<ChannelTables>()
    .selectFrom('raised_hands')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('session_id', '=', sessionId)
    .orderBy('raised_at')
    .orderBy('ord')
    .execute();
  return rows.map((row) => ({
    personId: row.person_id,
    name: row.name,
    raisedAt: row.raised_at.toISOString(),
  }));
}

/** Hands go down when their person is out, and with the session. */
export function handsFollow(deps: ChannelDeps): readonly FactHandler[] {
  return [
    {
      name: 'channel-hands-of-who-left',
      types: ['connection-changed'],
      async handle(tx, { tenant, data, occurredAt }) {
        const { sessionId, connection } = data as unknown as ChannelEvents['connection-changed'];
        if (connection.state !== 'left') return;
        await deps.sessions.read(tx, tenant, sessionId, { lock: true });
        // Another device of theirs may be in.
        if (await deps.presence.isIn(tx, tenant, sessionId, connection.personId)) return;
        const key = { tenant, sessionId };
        if (await lower(tx, key, { personId: connection.personId }))
          await tellHands(tx, deps, key, occurredAt);
      },
    },
    {
      name: 'channel-hands-of-ended-session',
      types: ['session-changed'],
      async handle(tx, { tenant, data, occurredAt }) {
        const { sessionId, state } = data as unknown as ChannelEvents['session-changed'];
        if (state !== 'ended') return;
        await deps.sessions.read(tx, tenant, sessionId, { lock: true });
        const key = { tenant, sessionId };
        // It may go on by now, with new hands.
        if (await lower(tx, key, { until: occurredAt })) await tellHands(tx, deps, key, occurredAt);
      },
    },
  ];
}

async function raise(tx: Tx, { tenant, sessionId }: SessionKey, actor: Actor, now: Date): Promise<boolean> {
  const row = await tx
    .withTables<ChannelTables>()
    .insertInto('raised_hands')
    .values({ tenant, session_id: sessionId, person_id: actor.id, name: actor.name, raised_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('person_id')
    .executeTakeFirst();
  return row !== undefined;
}

async function lower(
  tx: Tx,
  { tenant, sessionId }: SessionKey,
  which: { readonly personId: string } | { readonly until: Date } | 'all',
): Promise<boolean> {
  let query = tx
    .withTables<ChannelTables>()
    .deleteFrom('raised_hands')
    .where('tenant', '=', tenant)
    .where('session_id', '=', sessionId);
  if (which !== 'all')
    query =
      'personId' in which
        ? query.where('person_id', '=', which.personId)
        : query.where('raised_at', '<=', which.until);
  return (await query.returning('person_id').execute()).length > 0;
}

async function tellHands(tx: Tx, deps: ChannelDeps, key: SessionKey, now: Date): Promise<void> {
  const data: ChannelEvents['hands-changed'] = {
    sessionId: key.sessionId,
    hands: await readHands(tx, key),
  };
  await deps.appendFacts(tx, [
    {
      tenant: key.tenant,
      type: 'hands-changed',
      topics: [`session:${key.sessionId}`],
      data: { ...data },
      occurredAt: now,
    },
  ]);
}
