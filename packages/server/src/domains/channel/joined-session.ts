import { LecternError } from '@lectern/core';
import type { JoinedSession } from '@lectern/core/contract';
import type { Db } from '../../platform/db/database.js';
import type { Actor } from '../../platform/rights/actor.js';
import { HEARTBEAT_SECONDS, LEASE_SECONDS, requireAlive } from '../presence/rules.js';
import type { ConnectionRow } from '../presence/tables.js';
import { readChat } from './chat.js';
import type { ChannelDeps } from './channel-deps.js';
import { readHands } from './hands.js';

/** The whole class state as one connection may see it, and where its stream goes on from. */
export async function describeJoined(
  deps: ChannelDeps,
  actor: Actor,
  connection: ConnectionRow,
  now: Date,
): Promise<JoinedSession> {
  const { db } = deps.database;
  // Before the snapshot: what happens in between comes again on the stream, and is the same.
  const cursor = await deps.feed.currentCursor(db);
  const session = await deps.sessions.read(db, connection.tenant, connection.session_id);
  if (!session) throw new LecternError('NOT_FOUND', 'There is no such session, or you may not see it.');
  const view = await deps.sessions.view(db, actor, session);
  return {
    connectionId: connection.id,
    state: connection.state,
    you: view.you,
    snapshot: { session: view, ...(await readClassState(deps, db, connection)) },
    cursor,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    leaseSeconds: LEASE_SECONDS,
    serverNow: now.toISOString(),
  };
}

/** Roster, chat and hands: who waits sees only themselves. */
export async function readClassState(deps: ChannelDeps, db: Db, connection: ConnectionRow) {
  const key = { tenant: connection.tenant, sessionId: connection.session_id };
  const inside = connection.state === 'admitted';
  return {
    roster: await deps.presence.rosterFor(db, connection),
    chat: inside ? await readChat(db, key) : [],
    hands: inside ? await readHands(db, key) : [],
  };
}

/** The state again, after a reset. @throws {@link LecternError} why the connection is over. */
export async function readJoined(
  deps: ChannelDeps,
  actor: Actor,
  connectionId: string,
  now: Date,
): Promise<JoinedSession> {
  const connection = await deps.presence.readOwn(actor, connectionId);
  requireAlive(connection);
  return describeJoined(deps, actor, connection, now);
}
