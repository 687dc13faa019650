import { LecternError } from '@lectern/core';
import type { ChannelEvents } from '@lectern/core/contract';
import type { Db, Tx } from '../../platform/db/database.js';
import type { Actor } from '../../platform/rights/actor.js';
import { can } from '../../platform/rights/rights.js';
import { placeOf, type SessionWithSeats } from '../sessions/rules.js';
import type { ChannelDeps } from './deps.js';
import type { ChannelTables } from './tables.js';

export interface LockChat {
  readonly actor: Actor;
  readonly sessionId: string;
  readonly locked: boolean;
  readonly now: Date;
}

interface SessionKey {
  readonly tenant: string;
  readonly sessionId: string;
}

type ChatLock = ChannelEvents['chat-locked'];

/**
 * Locks the chat or opens it again. What is so already stays so.
 *
 * @throws {@link LecternError} NOT_FOUND, FORBIDDEN, the session's state, or CONNECTION_REMOVED.
 */
export async function lockChat(
  deps: ChannelDeps,
  { actor, sessionId, locked, now }: LockChat,
): Promise<void> {
  const { tenant } = actor;
  await deps.database.transaction(async (tx) => {
    // Locked: of two at once the second hears what the first did.
    await deps.sessions.getFor(tx, actor, sessionId, 'chat.lock', { lock: true });
    await deps.presence.requireNotRemoved(tx, actor, sessionId);
    await ensureRow(tx, { tenant, sessionId });
    const changed = await tx
      .withTables<ChannelTables>()
      .updateTable('chat_locks')
      .set({ locked, by_id: actor.id, by_name: actor.name })
      .where('tenant', '=', tenant)
      .where('session_id', '=', sessionId)
      .where('locked', '!=', locked)
      .returning('locked')
      .executeTakeFirst();
    if (!changed) return;
    const data: ChatLock = { sessionId, locked, by: { id: actor.id, name: actor.name } };
    await deps.appendFacts(tx, [
      { tenant, type: 'chat-locked', topics: [`session:${sessionId}`], data: { ...data }, occurredAt: now },
    ]);
  });
}

/**
 * Holds the lock as it is until the line that is being written is committed.
 *
 * @throws {@link LecternError} CHAT_LOCKED for those who could not open it themselves.
 */
export async function requireUnlocked(tx: Tx, actor: Actor, session: SessionWithSeats): Promise<void> {
  if (can(actor.role, 'chat.lock', placeOf(actor, session))) return;
  const key = { tenant: actor.tenant, sessionId: session.row.id };
  await ensureRow(tx, key);
  const row = await tx
    .withTables<ChannelTables>()
    .selectFrom('chat_locks')
    .select('locked')
    .where('tenant', '=', key.tenant)
    .where('session_id', '=', key.sessionId)
    .forShare()
    .executeTakeFirstOrThrow();
  if (row.locked)
    throw new LecternError(
      'CHAT_LOCKED',
      'The chat is locked. Wait until somebody who leads the class opens it.',
    );
}

/** As everybody was told of it; undefined where it was never locked. */
export async function readChatLock(db: Db, { tenant, sessionId }: SessionKey): Promise<ChatLock | undefined> {
  const row = await db
    .withTables<ChannelTables>()
    .selectFrom('chat_locks')
    .select(['locked', 'by_id', 'by_name'])
    .where('tenant', '=', tenant)
    .where('session_id', '=', sessionId)
    .executeTakeFirst();
  if (!row || row.by_id === null) return undefined;
  return { sessionId, locked: row.locked, by: { id: row.by_id, name: row.by_name ?? '' } };
}

async function ensureRow(tx: Tx, { tenant, sessionId }: SessionKey): Promise<void> {
  await tx
    .withTables<ChannelTables>()
    .insertInto('chat_locks')
    .values({ tenant, session_id: sessionId, locked: false, by_id: null, by_name: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
