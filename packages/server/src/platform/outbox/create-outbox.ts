import type { Bus } from '../../ports/bus/bus.js';
import type { Clock } from '../../ports/clock/clock.js';
import type { Timer } from '../../ports/clock/timer.js';
import type { Log } from '../../ports/log/log.js';
import type { Database } from '../db/database.js';
import type { Sweep } from '../jobs/sweep.js';
import { createAppendFacts } from './append-facts.js';
import { createFeed } from './create-feed.js';
import type { AppendFacts, FactHandler } from './fact.js';
import { createFeedHub } from './feed-hub.js';
import type { Feed } from './feed.js';
import { createLoop } from '../jobs/loop.js';
import { outboxRetention } from './retention.js';
import { createHandlersPass } from './run-handlers.js';
import { stampFacts } from './stamp.js';

/** The topic on the bus that says that facts were stamped. */
export const FACTS_STAMPED = 'fact-stamped';
const POLL_MS = 2_000;

interface StampedNews {
  readonly seq: number;
}

export interface OutboxOptions {
  readonly database: Database;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly timer: Timer;
  readonly log: Log;
  /** Default: 2,000. How long what another process wrote may wait at most. */
  readonly pollMs?: number;
}

export interface Outbox {
  readonly appendFacts: AppendFacts;
  readonly feed: Feed;
  /** Begins to stamp, to hand out and to run the handlers. Before, facts are written only. */
  start(handlers: readonly FactHandler[]): Promise<void>;
  /** Retries of handlers and the removal of old facts, by the clock. */
  sweeps(handlers: readonly FactHandler[]): readonly Sweep[];
  /** Everything committed before this call is stamped, handed out and handled when it resolves. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

export function createOutbox(options: OutboxOptions): Outbox {
  const { database, bus, clock, timer, log, pollMs = POLL_MS } = options;
  const hub = createFeedHub({ database, timer, log, pollMs });
  let handlersPass = createHandlersPass({ database, clock, log, handlers: [] });
  let stopListening: (() => void) | undefined;
  let started = false;

  const handling = createLoop({
    name: 'handling facts',
    everyMs: pollMs,
    timer,
    log,
    run: async () => {
      await handlersPass.run();
      return false;
    },
  });
  const relay = createLoop({
    name: 'stamping facts',
    everyMs: pollMs,
    timer,
    log,
    // What is committed still goes out.
    lastPass: true,
    async run() {
      const facts = await stampFacts(database);
      const last = facts.at(-1);
      if (!last) return false;
      hub.offer(facts);
      handling.kick();
      const news: StampedNews = { seq: last.seq };
      await bus.publish([{ topic: FACTS_STAMPED, payload: news }]);
      return true;
    },
  });
  return {
    appendFacts: createAppendFacts(database, () => {
      if (started) relay.kick();
    }),
    feed: createFeed(database, hub),
    async start(handlers) {
      handlersPass = createHandlersPass({ database, clock, log, handlers });
      await handlersPass.register();
      await hub.start();
      stopListening = bus.subscribe(FACTS_STAMPED, ({ payload }) => {
        // What this process stamped it has handed out already.
        if ((payload as StampedNews).seq <= hub.position) return;
        hub.kick();
        handling.kick();
      });
      started = true;
      relay.start();
      handling.start();
    },
    sweeps: (handlers) => [
      { name: 'outbox-handlers', run: () => handlersPass.run() },
      outboxRetention({ database, clock, handlers: handlers.map(({ name }) => name) }),
    ],
    async flush() {
      await relay.pass();
      await handling.pass();
      // Handlers write facts too.
      await relay.pass();
    },
    async stop() {
      if (!started) return;
      await relay.stop();
      await handling.stop();
      started = false;
      stopListening?.();
      await hub.stop();
    },
  };
}
