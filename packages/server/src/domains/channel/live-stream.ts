import { LecternError } from '@lectern/core';
import type { ChannelEvents, ReceivedSignal } from '@lectern/core/contract';
import { createBoundedQueue } from '../../platform/outbox/bounded-queue.js';
import type { Fact } from '../../platform/outbox/fact.js';
import type { FeedItem, FeedStream } from '../../platform/outbox/feed.js';
import { type SseEvent, sseResponse } from '../../platform/http/sse.js';
import type { Actor } from '../../platform/rights/actor.js';
import { requireAlive } from '../presence/rules.js';
import type { ConnectionRow } from '../presence/tables.js';
import type { ChannelDeps } from './channel-deps.js';
import { readClassState } from './joined-session.js';

const QUEUE_LIMIT = 256;
const STREAMS_A_PERSON = 6;
const MINE = 'me';
const CONNECTION = 'connection:';

export interface OpenStream {
  readonly actor: Actor;
  readonly topics: readonly string[];
  readonly cursor: string | undefined;
  readonly tokenExpiresAt: Date;
  readonly signal: AbortSignal;
  readonly streamId: string;
}

/** Opens the one stream of a page. What was opened is told to presence, and its end as well. */
export function createLiveStreams(deps: ChannelDeps): (stream: OpenStream) => Promise<Response> {
  const open = new Map<string, number>();
  return async (stream) => {
    const { actor, streamId } = stream;
    const owner = JSON.stringify([actor.tenant, actor.id]);
    if ((open.get(owner) ?? 0) >= STREAMS_A_PERSON)
      throw new LecternError(
        'RATE_LIMITED',
        `More than ${String(STREAMS_A_PERSON)} streams are open. Close one.`,
        {
          retryable: true,
        },
      );
    const now = deps.clock.now();
    const connections = await openConnections(deps, stream, now);
    // Read before the stream is answered, so that a cursor that is none of ours is a plain error.
    const feed = openFeed(deps, stream, connections);
    open.set(owner, (open.get(owner) ?? 0) + 1);
    const ended = (): void => {
      const left = (open.get(owner) ?? 1) - 1;
      if (left > 0) open.set(owner, left);
      else open.delete(owner);
      feed.close();
      // A server that stops proves nothing of the page.
      if (deps.stopping.aborted) return;
      for (const connection of connections)
        deps.presence.streamClosed(connection, streamId, deps.clock.now()).catch((error: unknown) => {
          deps.log.warn('the end of a stream was not noted', { error });
        });
    };
    return sseResponse((signal) => events(deps, stream, { feed, connections, signal }), {
      signal: stream.signal,
      timer: deps.timer,
      onEnd: ended,
    });
  };
}

async function openConnections(deps: ChannelDeps, stream: OpenStream, now: Date): Promise<ConnectionRow[]> {
  const connections: ConnectionRow[] = [];
  for (const topic of stream.topics) {
    if (!topic.startsWith(CONNECTION)) continue;
    const connection = await deps.presence.readOwn(stream.actor, topic.slice(CONNECTION.length));
    requireAlive(connection);
    const renewed = await deps.presence.streamOpened(connection, stream.streamId, now);
    requireAlive(renewed);
    connections.push(renewed);
  }
  return connections;
}

function openFeed(deps: ChannelDeps, stream: OpenStream, connections: readonly ConnectionRow[]): FeedStream {
  const { actor, topics, cursor, signal } = stream;
  return deps.feed.open({
    tenant: actor.tenant,
    topics: [...(topics.includes(MINE) ? [`person:${actor.id}`] : []), ...connections.flatMap(topicsOf)],
    ...(cursor !== undefined && { cursor }),
    signal,
  });
}

/** Who waits hears how the session stands and what becomes of themselves; who is in hears all of it. */
function topicsOf({ id, session_id: session, state }: ConnectionRow): readonly string[] {
  if (state === 'left') return [];
  return [`connection:${id}`, state === 'admitted' ? `session:${session}` : `waiting:${session}`];
}

type Queued =
  | { readonly kind: 'item'; readonly item: FeedItem }
  | { readonly kind: 'signal'; readonly signal: ReceivedSignal }
  | { readonly kind: 'reauth' };

interface StreamParts {
  readonly feed: FeedStream;
  readonly connections: readonly ConnectionRow[];
  readonly signal: AbortSignal;
}

async function* events(
  deps: ChannelDeps,
  { actor, topics, tokenExpiresAt }: OpenStream,
  { feed, connections, signal }: StreamParts,
): AsyncGenerator<SseEvent, void, undefined> {
  const queue = createBoundedQueue<Queued>(QUEUE_LIMIT);
  const own = new Map(connections.map((connection) => [connection.id, connection]));
  const hearing = (): readonly string[] => [
    ...(topics.includes(MINE) ? [`person:${actor.id}`] : []),
    ...[...own.values()].flatMap(topicsOf),
  ];
  const stopSignals = connections.map(({ id }) =>
    deps.bus.subscribe(deps.presence.signalTopic(id), ({ payload }) => {
      // A page that does not read loses its stream; its call asks again for what it lacks.
      if (!queue.push({ kind: 'signal', signal: payload as ReceivedSignal })) queue.end();
    }),
  );
  const end = (): void => queue.end();
  signal.addEventListener('abort', end, { once: true });
  void deps.clock.sleepUntil(tokenExpiresAt, signal).then(() => {
    if (signal.aborted) return;
    queue.push({ kind: 'reauth' });
    queue.end();
  });
  const facts = feed[Symbol.asyncIterator]();
  // One at a time: where the feed stands is what the page was sent.
  const pull = (): void => {
    facts.next().then(
      ({ done, value }) => {
        if (done === true || !queue.push({ kind: 'item', item: value })) queue.end();
      },
      (error: unknown) => {
        deps.log.error('a stream could not be read', { error });
        queue.end();
      },
    );
  };
  pull();
  try {
    for await (const next of queue) {
      if (next.kind === 'reauth') return yield { event: 'reauth', data: {} };
      if (next.kind === 'signal') {
        yield { event: 'signal', data: next.signal };
        continue;
      }
      const { item } = next;
      if (item.kind === 'reset') return yield { event: 'reset', data: { cursor: item.cursor } };
      yield { event: item.fact.type, data: item.fact.data, id: item.cursor };
      const changed = ownChange(own, item.fact);
      if (changed) {
        own.set(changed.id, changed);
        const heard = hearing();
        // Nothing more to say: the page knows why.
        if (heard.length === 0) return;
        feed.setTopics(heard);
        if (changed.state === 'admitted') yield* stateSoFar(deps, changed);
      }
      pull();
    }
  } finally {
    signal.removeEventListener('abort', end);
    for (const stop of stopSignals) stop();
    feed.close();
    queue.end();
  }
}

/** One of the page's own connections in a new state, if the fact says so. */
function ownChange(own: ReadonlyMap<string, ConnectionRow>, fact: Fact): ConnectionRow | undefined {
  if (fact.type !== 'connection-changed') return undefined;
  const { connection } = fact.data as unknown as ChannelEvents['connection-changed'];
  const known = own.get(connection.connectionId);
  if (!known || known.state === connection.state) return undefined;
  // Its admission, heard again after it was known to have left, is old.
  if (known.state === 'left') return undefined;
  return { ...known, state: connection.state };
}

/** What somebody who was let in has missed: the state as it is, each part as an event without an id. */
async function* stateSoFar(
  deps: ChannelDeps,
  connection: ConnectionRow,
): AsyncGenerator<SseEvent, void, undefined> {
  const sessionId = connection.session_id;
  const { roster, chat, hands } = await readClassState(deps, deps.database.db, connection);
  for (const entry of roster)
    if (entry.connectionId !== connection.id)
      yield { event: 'connection-changed', data: { sessionId, connection: entry } };
  for (const message of chat) yield { event: 'chat-posted', data: { sessionId, message } };
  yield { event: 'hands-changed', data: { sessionId, hands } };
}
