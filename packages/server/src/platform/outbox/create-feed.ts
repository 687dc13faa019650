import type { Database } from '../db/database.js';
import { createBoundedQueue } from './bounded-queue.js';
import { formatCursor, parseCursor, type Cursor } from './cursor.js';
import type { Fact } from './fact.js';
import type { FeedHub } from './feed-hub.js';
import type { Feed, FeedItem, FeedStream, OpenFeedOptions } from './feed.js';
import { readFacts, readState } from './read-facts.js';

/** Facts that may wait for a slow reader. */
export const FEED_QUEUE_LIMIT = 256;
const REPLAY_BATCH = 200;

type Waiting = { readonly fact: Fact } | { readonly again: true } | { readonly behind: true };

export function createFeed(database: Database, hub: FeedHub): Feed {
  return {
    open: (options) => openStream(database, hub, options),
    currentCursor: async (db) => {
      const { epoch, lastSeq } = await readState(db);
      return formatCursor({ epoch, seq: lastSeq });
    },
  };
}

function openStream(database: Database, hub: FeedHub, options: OpenFeedOptions): FeedStream {
  const { tenant, signal } = options;
  const asked = options.cursor === undefined ? undefined : parseCursor(options.cursor);
  // One more than the limit, for the mark that says what follows.
  const queue = createBoundedQueue<Waiting>(FEED_QUEUE_LIMIT + 1);
  let topics = new Set(options.topics);
  let leave: (() => void) | undefined;

  const close = (): void => {
    leave?.();
    leave = undefined;
    queue.clear();
    queue.end();
  };
  const fallBehind = (): void => {
    leave?.();
    leave = undefined;
    queue.clear();
    queue.push({ behind: true });
    queue.end();
  };
  const onFact = (fact: Fact): void => {
    if (fact.tenant !== tenant || !fact.topics.some((topic) => topics.has(topic))) return;
    if (queue.size >= FEED_QUEUE_LIMIT) fallBehind();
    else queue.push({ fact });
  };

  async function* items(): AsyncGenerator<FeedItem, void, undefined> {
    if (signal.aborted) return;
    const first = await readState(database.db);
    const { epoch } = first;
    if (asked && isLost(asked, first)) return yield await reset();
    let at = asked?.seq ?? first.lastSeq;
    // Closed while the state was read.
    if (closed()) return;
    leave = hub.add({ onFact, onGap: fallBehind });
    queue.push({ again: true });
    for (let next = await queue.take(); next !== undefined; next = await queue.take()) {
      if ('behind' in next) return yield await reset();
      if ('fact' in next) {
        if (next.fact.seq <= at) continue;
        at = next.fact.seq;
        yield toItem(epoch, next.fact);
        continue;
      }
      // From here on the hub fills the queue, so what is kept is read only up to where it stands now.
      const upTo = hub.position;
      const heard = topics;
      while (at < upTo && heard === topics && !closed()) {
        const kept = await readFacts(database.db, {
          after: at,
          upTo,
          limit: REPLAY_BATCH,
          tenant,
          topics: [...heard],
        });
        // Read after the facts: whatever was removed before them shows here.
        if ((await readState(database.db)).removedSeq > at) return yield await reset();
        for (const fact of kept) {
          if (heard !== topics || closed()) break;
          at = fact.seq;
          yield toItem(epoch, fact);
        }
        if (kept.length < REPLAY_BATCH && heard === topics) at = Math.max(at, upTo);
      }
    }
  }

  const closed = (): boolean => signal.aborted;
  const reset = async (): Promise<FeedItem> => {
    const { epoch, lastSeq } = await readState(database.db);
    return { kind: 'reset', cursor: formatCursor({ epoch, seq: lastSeq }) };
  };

  signal.addEventListener('abort', close, { once: true });
  return {
    setTopics(next) {
      topics = new Set(next);
      queue.clear();
      queue.push({ again: true });
    },
    close,
    async *[Symbol.asyncIterator]() {
      try {
        yield* items();
      } finally {
        signal.removeEventListener('abort', close);
        close();
      }
    },
  };
}

function isLost(
  { epoch, seq }: Cursor,
  state: { epoch: string; lastSeq: number; removedSeq: number },
): boolean {
  return epoch !== state.epoch || seq < state.removedSeq || seq > state.lastSeq;
}

function toItem(epoch: string, fact: Fact): FeedItem {
  return { kind: 'fact', cursor: formatCursor({ epoch, seq: fact.seq }), fact };
}
