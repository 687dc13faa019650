import type {
  ChannelEvents,
  ChatMessage,
  Hand,
  JoinedSession,
  RecordingNotice,
  RosterEntry,
} from '@lectern/core/contract';
import type { Db } from '../../platform/db/database.js';
import type { Actor } from '../../platform/rights/actor.js';
import { HEARTBEAT_SECONDS, LEASE_SECONDS } from '../presence/rules.js';
import type { ConnectionRow } from '../presence/tables.js';
import { readChat } from './chat.js';
import { readChatLock } from './chat-lock.js';
import type { ChannelDeps } from './deps.js';
import { readHands } from './hands.js';
import { readRecordingNotice } from './recording-notice.js';

/** What a class shares, as one connection may see it: who waits sees only themselves, and that it is recorded. */
export interface ClassState {
  readonly roster: readonly RosterEntry[];
  readonly chat: readonly ChatMessage[];
  readonly hands: readonly Hand[];
  readonly chatLock?: ChannelEvents['chat-locked'];
  readonly recording?: RecordingNotice;
}

export async function readClassState(
  db: Db,
  { presence }: ChannelDeps,
  viewer: ConnectionRow,
): Promise<ClassState> {
  const key = { tenant: viewer.tenant, sessionId: viewer.session_id };
  const roster = await presence.rosterFor(db, viewer);
  const notice = await readRecordingNotice(db, key);
  const recording = notice && { recording: notice };
  if (viewer.state !== 'admitted') return { roster, chat: [], hands: [], ...recording };
  const chatLock = await readChatLock(db, key);
  return {
    roster,
    chat: await readChat(db, key),
    hands: await readHands(db, key),
    ...(chatLock && { chatLock }),
    ...recording,
  };
}

/** Everything a page needs to begin with, and where to open its stream. */
export async function viewJoined(
  deps: ChannelDeps,
  actor: Actor,
  connection: ConnectionRow,
  now: Date,
): Promise<JoinedSession> {
  const { db } = deps.database;
  // Before everything else: what changes while the rest is read comes again on the stream.
  const cursor = await deps.feed.currentCursor(db);
  const row = await deps.sessions.getFor(db, actor, connection.session_id, 'session.view');
  const session = await deps.sessions.view(db, actor, row);
  const { chatLock, ...state } = await readClassState(db, deps, connection);
  return {
    connectionId: connection.id,
    state: connection.state,
    you: session.you,
    snapshot: { session, ...state, chatLocked: chatLock?.locked ?? false },
    cursor,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    leaseSeconds: LEASE_SECONDS,
    serverNow: now.toISOString(),
  };
}
