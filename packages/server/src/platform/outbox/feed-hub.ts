import type { Timer } from '../../ports/clock/timer.js';
import type { Log } from '../../ports/log/log.js';
import type { Database } from '../db/database.js';
import type { Fact } from './fact.js';
import { createLoop } from '../jobs/loop.js';
import { readFacts, readState } from './read-facts.js';

const BATCH = 500;

export interface HubListener {
  onFact(fact: Fact): void;
  /** Facts were removed before this process read them. */
  onGap(): void;
}

/** Hands every stamped fact, once and in order, to the streams of this process. */
export interface FeedHub {
  /** The last fact that was handed out. */
  readonly position: number;
  start(): Promise<void>;
  /** Facts this process has just stamped. */
  offer(facts: readonly Fact[]): void;
  /** There is news that another process stamped. */
  kick(): void;
  add(listener: HubListener): () => void;
  stop(): Promise<void>;
}

export interface FeedHubOptions {
  readonly database: Database;
  readonly timer: Timer;
  readonly log: Log;
  readonly pollMs: number;
}

export function createFeedHub({ database, timer, log, pollMs }: FeedHubOptions): FeedHub {
  const listeners = new Set<HubListener>();
  let position = 0;
  const hand = (facts: readonly Fact[]): void => {
    for (const fact of facts) {
      // Offered meanwhile by the relay of this process.
      if (fact.seq <= position) continue;
      const isGap = fact.seq > position + 1;
      position = fact.seq;
      for (const listener of [...listeners]) {
        if (isGap) listener.onGap();
        else listener.onFact(fact);
      }
    }
  };
  const loop = createLoop({
    name: 'reading stamped facts',
    everyMs: pollMs,
    timer,
    log,
    async run() {
      const facts = await readFacts(database.db, { after: position, limit: BATCH });
      hand(facts);
      return facts.length === BATCH;
    },
  });
  return {
    get position() {
      return position;
    },
    async start() {
      position = (await readState(database.db)).lastSeq;
      loop.start();
    },
    offer(facts) {
      const [first] = facts;
      if (!first) return;
      if (first.seq === position + 1) hand(facts);
      else loop.kick();
    },
    kick: loop.kick,
    add(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: loop.stop,
  };
}
