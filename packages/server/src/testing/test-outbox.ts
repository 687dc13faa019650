import type { Database } from '../platform/db/database.js';
import { openDatabase, type OpenedDatabase } from '../platform/db/open-database.js';
import { createOutbox, type Outbox } from '../platform/outbox/create-outbox.js';
import type { AppendFacts, FactHandler, NewFact } from '../platform/outbox/fact.js';
import type { FeedItem, FeedStream, OpenFeedOptions } from '../platform/outbox/feed.js';
import { memoryBus } from '../ports/bus/memory-bus.js';
import { settableClock, type SettableClock } from '../ports/clock/settable-clock.js';
import { systemTimer } from '../ports/clock/timer.js';
import type { Log, LogLevel } from '../ports/log/log.js';
import { TEST_NOW } from './create-test-lectern.js';
import type { TestEngine } from './each-engine.js';
import type { TestDatabase } from './test-database.js';

type OpenOptions = Partial<OpenFeedOptions> & Pick<OpenFeedOptions, 'topics'>;

/** What a stream gave so far. */
export interface Collected {
  /** The next so many, waiting for them. */
  take(count: number): Promise<readonly FeedItem[]>;
  /** How many came that nobody took. */
  waiting(): number;
  readonly ended: Promise<void>;
}

/** An outbox by itself, without a server around it. */
export interface TestOutbox {
  readonly database: Database;
  readonly outbox: Outbox;
  readonly appendFacts: AppendFacts;
  readonly clock: SettableClock;
  start(handlers?: readonly FactHandler[]): Promise<void>;
  append(...facts: readonly NewFact[]): Promise<void>;
  cursor(): Promise<string>;
  open(options: OpenOptions): FeedStream;
  collect(options: OpenOptions): Collected;
  logged(level: LogLevel): readonly string[];
  stop(): Promise<void>;
  readonly on: TestDatabase;
  readonly opened: OpenedDatabase;
}

/** On a database of its own, or as a second process on that of another (the embedded engine is shared as it is). */
export async function createTestOutbox(
  engine: TestEngine,
  other?: TestOutbox,
  pollMs = 50,
): Promise<TestOutbox> {
  const on = other?.on ?? (await engine.createDatabase());
  const shares = other !== undefined && engine.name === 'pglite';
  const opened = shares ? other.opened : await openDatabase(on);
  const clock = settableClock(TEST_NOW);
  const lines: { level: LogLevel; message: string }[] = [];
  const at = (level: LogLevel) => (message: string) => void lines.push({ level, message });
  const log: Log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
  const outbox = createOutbox({
    database: opened,
    bus: memoryBus(),
    clock,
    timer: systemTimer,
    log,
    pollMs,
  });
  const stopping = new AbortController();

  const test: TestOutbox = {
    on,
    opened,
    database: opened,
    outbox,
    appendFacts: outbox.appendFacts,
    clock,
    start: (handlers = []) => outbox.start(handlers),
    append: (...facts) => opened.transaction((tx) => outbox.appendFacts(tx, facts)),
    cursor: () => outbox.feed.currentCursor(opened.db),
    open: (options) => outbox.feed.open({ tenant: 'default', signal: stopping.signal, ...options }),
    collect: (options) => collect(test.open(options)),
    logged: (level) => lines.filter((line) => line.level === level).map(({ message }) => message),
    async stop() {
      stopping.abort();
      await outbox.stop();
      if (!shares) await opened.close();
      if (!other) await on.drop();
    },
  };
  return test;
}

function collect(stream: FeedStream): Collected {
  const items: FeedItem[] = [];
  let wake: (() => void) | undefined;
  const ended = (async () => {
    for await (const item of stream) {
      items.push(item);
      wake?.();
    }
  })();
  return {
    async take(count) {
      while (items.length < count)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      return items.splice(0, count);
    },
    waiting: () => items.length,
    ended,
  };
}
