import { LecternError } from '@lectern/core';
import type { ChannelEvents, ChatMessage, PostChatInput } from '@lectern/core/contract';
import type { Db } from '../../platform/db/database.js';
import type { Actor } from '../../platform/rights/actor.js';
import { relationOf } from '../sessions/rules.js';
import { requireUnlocked } from './chat-lock.js';
import type { ChannelDeps } from './deps.js';
import type { ChannelTables, ChatRow } from './tables.js';

/** How much of the chat one who joins gets. */
const NEWEST = 200;

export interface PostChat {
  readonly actor: Actor;
  readonly sessionId: string;
  readonly input: PostChatInput;
  readonly now: Date;
}

interface SessionKey {
  readonly tenant: string;
  readonly sessionId: string;
}

/**
 * Posts a line. The same id again is the same line, and answers what is stored, even when the session is over by then.
 *
 * @throws {@link LecternError} NOT_FOUND, FORBIDDEN, the session's state, CHAT_LOCKED, or why one is not in the session.
 */
export async function postChat(
  deps: ChannelDeps,
  { actor, sessionId, input, now }: PostChat,
): Promise<ChatMessage> {
  const { sessions, presence } = deps;
  const key = { tenant: actor.tenant, sessionId };
  return deps.database.transaction(async (tx) => {
    const session = await sessions.getFor(tx, actor, sessionId, 'session.view');
    const stored = await readMessage(tx, key, input.id);
    if (stored) return asOwn(stored, actor);
    await sessions.getFor(tx, actor, sessionId, 'chat.post');
    await presence.requireIn(tx, actor, sessionId);
    await requireUnlocked(tx, actor, session);
    const inserted = await tx
      .withTables<ChannelTables>()
      .insertInto('chat_messages')
      .values({
        tenant: actor.tenant,
        session_id: sessionId,
        id: input.id,
        person_id: actor.id,
        name: actor.name,
        is_host: relationOf(actor, session) === 'host',
        text: input.text,
        posted_at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst();
    if (!inserted) {
      // The same post came twice at once, and the other one was first.
      const first = await readMessage(tx, key, input.id);
      if (!first) throw new TypeError('[@lectern/server] a chat line that is in the way is not there');
      return asOwn(first, actor);
    }
    const message = toMessage(inserted);
    const data: ChannelEvents['chat-posted'] = { sessionId, message };
    await deps.appendFacts(tx, [
      {
        tenant: actor.tenant,
        type: 'chat-posted',
        topics: [`session:${sessionId}`],
        data: { ...data },
        occurredAt: now,
      },
    ]);
    return message;
  });
}

/** The newest lines, the oldest of them first. */
export async function readChat(db: Db, { tenant, sessionId }: SessionKey): Promise<readonly ChatMessage[]> {
  const rows = await db
    .withTables<ChannelTables>()
    .selectFrom('chat_messages')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('session_id', '=', sessionId)
    .orderBy('ord', 'desc')
    .limit(NEWEST)
    .execute();
  return rows.reverse().map(toMessage);
}

async function readMessage(
  db: Db,
  { tenant, sessionId }: SessionKey,
  id: string,
): Promise<ChatRow | undefined> {
  return db
    .withTables<ChannelTables>()
    .selectFrom('chat_messages')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('session_id', '=', sessionId)
    .where('id', '=', id)
    .executeTakeFirst();
}

function asOwn(row: ChatRow, actor: Actor): ChatMessage {
  if (row.person_id === actor.id) return toMessage(row);
  throw new LecternError('INVALID_INPUT', 'This message id is taken. Make a new one for each line.', {
    details: { issues: [{ path: 'id', message: 'is taken' }] },
  });
}

function toMessage(row: ChatRow): ChatMessage {
  return {
    id: row.id,
    personId: row.person_id,
    name: row.name,
    isHost: row.is_host,
    text: row.text,
    postedAt: row.posted_at.toISOString(),
  };
}
