import type { ChannelEvents, KeptEventType } from '@lectern/core/contract';
import type { SseEvent } from '../../platform/http/sse.js';
import { createBoundedQueue } from '../../platform/outbox/bounded-queue.js';
import type { Fact } from '../../platform/outbox/fact.js';
import type { FeedItem } from '../../platform/outbox/feed.js';
import type { Actor } from '../../platform/rights/actor.js';
import { classTopic, connectionTopic, type PassingEvent } from '../presence/passing.js';
import type { ConnectionRow } from '../presence/tables.js';
import { isWithinReach } from '../sessions/rules.js';
import { readClassState } from './class-state.js';
import type { ChannelDeps } from './deps.js';

const KEPT: ReadonlySet<string> = new Set<KeptEventType>([
  'connection-changed',
  'chat-posted',
  'hands-changed',
  'chat-locked',
  'recording-changed',
  'person-removed',
  'session-changed',
  'booking-changed',
]);
/** What may wait for a slow page. Of signals that do not fit, the pages' `sync` repairs the loss. */
const PASSING_AT_MOST = 1_000;

type Arrival =
  | { readonly item: IteratorResult<FeedItem> }
  | { readonly passing: PassingEvent }
  | { readonly expired: true }
  | { readonly error: unknown };

export interface EventStreamInput {
  readonly actor: Actor;
  /** Whether they hear what concerns themselves. */
  readonly me: boolean;
  /** Their own, alive when the stream was opened. */
  readonly connections: readonly ConnectionRow[];
  readonly cursor: string;
  readonly tokenExpiresAt: Date;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/**
 * Everything one page hears, in order: facts from a cursor on, and what is passing as it comes. Who waits hears only of the
 * session and of themselves; once admitted, everything. Ends when the token does, or when nothing is left to hear.
 */
export async function* eventStream(deps: ChannelDeps, input: EventStreamInput): AsyncGenerator<SseEvent> {
  const { actor, signal } = input;
  const own = new Map(input.connections.map((row) => [row.id, row]));
  const shown = new Set<string>();
  // Room for what is not passing: one answer of the feed at a time, and the end of the token.
  const arrivals = createBoundedQueue<Arrival>(PASSING_AT_MOST + 2);
  const listening = new Map<string, () => void>();
  const listen = (row: ConnectionRow): void => {
    for (const topic of passingTopicsOf(row))
      if (!listening.has(topic))
        listening.set(
          topic,
          deps.bus.subscribe(topic, ({ payload }) => {
            if (arrivals.size < PASSING_AT_MOST) arrivals.push({ passing: payload as PassingEvent });
          }),
        );
  };
  const stopListening = (row: ConnectionRow): void => {
    for (const topic of passingTopicsOf(row)) {
      listening.get(topic)?.();
      listening.delete(topic);
    }
  };
  for (const row of input.connections) listen(row);
  const topics = (): readonly string[] => [
    ...(input.me ? [`person:${actor.id}`] : []),
    ...[...own.values()].flatMap(topicsOf),
  ];
  const feed = deps.feed.open({
    tenant: actor.tenant,
    topics: topics(),
    cursor: input.cursor,
    signal,
  });
  void deps.clock.sleepUntil(input.tokenExpiresAt, signal).then(() => arrivals.push({ expired: true }));

  /** What follows from a change of one of the own connections. */
  async function* follow(fact: Fact): AsyncGenerator<SseEvent> {
    const { connection } = fact.data as unknown as ChannelEvents['connection-changed'];
    const before = own.get(connection.connectionId);
    if (!before) return;
    if (connection.state === 'left') {
      own.delete(before.id);
      stopListening(before);
      feed.setTopics(topics());
      return;
    }
    const row = { ...before, state: connection.state };
    own.set(row.id, row);
    listen(row);
    if (topicsOf(before).join() !== topicsOf(row).join()) feed.setTopics(topics());
    if (!isAdmission(fact, row)) return;
    // They joined to an empty room: here is what there was before.
    const { roster, chat, hands, chatLock, recording } = await readClassState(deps.database.db, deps, row);
    const sessionId = row.session_id;
    if (recording) yield { event: 'recording-changed', data: { sessionId, recording } };
    for (const entry of roster) yield { event: 'connection-changed', data: { sessionId, connection: entry } };
    for (const message of chat) {
      shown.add(message.id);
      yield { event: 'chat-posted', data: { sessionId, message } };
    }
    yield { event: 'hands-changed', data: { sessionId, hands } };
    if (chatLock) yield { event: 'chat-locked', data: chatLock };
  }

  async function* tell(item: FeedItem): AsyncGenerator<SseEvent> {
    if (item.kind === 'reset') return yield { event: 'reset', data: { cursor: item.cursor } };
    const { fact, cursor } = item;
    if (!KEPT.has(fact.type) || isShown(fact, shown)) return;
    // What concerns a person may be of a session that their token is not good for.
    if (!isWithinReach(actor, String(fact.data['sessionId']))) return;
    yield { event: fact.type, id: cursor, data: fact.data };
    if (fact.type === 'connection-changed') yield* follow(fact);
  }

  try {
    const items = feed[Symbol.asyncIterator]();
    // One at a time: a change of topics counts from what was read last.
    const askForNext = (): void =>
      void items.next().then(
        (item) => arrivals.push({ item }),
        (error: unknown) => arrivals.push({ error }),
      );
    askForNext();
    for await (const arrival of arrivals) {
      if ('error' in arrival) throw arrival.error;
      if ('expired' in arrival) {
        if (!signal.aborted) yield { event: 'reauth', data: {} };
        return;
      }
      if ('passing' in arrival) {
        yield { event: arrival.passing.type, data: arrival.passing.data };
        continue;
      }
      if (arrival.item.done === true) return;
      yield* tell(arrival.item.value);
      if (arrival.item.value.kind === 'reset' || (!input.me && own.size === 0)) return;
      askForNext();
    }
  } finally {
    for (const stop of listening.values()) stop();
    arrivals.end();
    feed.close();
  }
}

function topicsOf({ id, session_id: sessionId, state }: ConnectionRow): readonly string[] {
  return [`${state === 'admitted' ? 'session' : 'waiting'}:${sessionId}`, `connection:${id}`];
}

/** Topics of the bus: what is for this connection, and for everybody once it is in. */
function passingTopicsOf({ id, tenant, session_id: sessionId, state }: ConnectionRow): readonly string[] {
  return [connectionTopic(id), ...(state === 'admitted' ? [classTopic(tenant, sessionId)] : [])];
}

/** Whether this is the moment at which one who waited was let in. */
function isAdmission(fact: Fact, { waited, state }: ConnectionRow): boolean {
  const { connection } = fact.data as unknown as ChannelEvents['connection-changed'];
  const admittedAt = Date.parse(connection.joinedAt);
  return waited && state === 'admitted' && admittedAt === fact.occurredAt.getTime();
}

function isShown({ type, data }: Fact, shown: ReadonlySet<string>): boolean {
  if (type !== 'chat-posted') return false;
  return shown.has((data as unknown as ChannelEvents['chat-posted']).message.id);
}
