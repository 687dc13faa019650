import { randomUUID } from 'node:crypto';
import { sql, type GeneratedAlways } from 'kysely';
import pg from 'pg';
import type { Database } from '../../platform/db/database.js';
import type { Sweep } from '../../platform/jobs/sweep.js';
import type { Clock } from '../clock/clock.js';
import type { Timer } from '../clock/timer.js';
import type { Log } from '../log/log.js';
import type { Bus, BusMessage } from './bus.js';
import { memoryBus } from './memory-bus.js';

const CHANNEL = 'lectern_bus';
// PostgreSQL takes less than 8,000 bytes.
const MOST_NOTIFY_BYTES = 7_900;
const RECONNECT_MS = 500;
const KEEP_MS = 60_000;

// A type, not an interface: Kysely asks for an index signature.
type BusTables = {
  bus_messages: { id: GeneratedAlways<number>; body: string; written_at: Date };
};

/** What goes over the wire: the messages themselves, or the row that holds them. */
type Notice =
  | { readonly from: string; readonly messages: readonly BusMessage[] }
  | { readonly from: string; readonly row: number };

export interface PostgresBusOptions {
  readonly database: Database;
  readonly connectionString: string;
  readonly clock: Clock;
  readonly timer: Timer;
  readonly log: Log;
}

export interface PostgresBus extends Bus {
  /** Listens. Resolves when messages of others arrive. */
  start(): Promise<void>;
  /** Removes what everybody has read. */
  readonly sweep: Sweep;
}

/**
 * A bus between the processes on one PostgreSQL: NOTIFY, with a table for what is too large for it. Within the process a
 * message arrives at once and does not go round.
 */
export function postgresBus(options: PostgresBusOptions): PostgresBus {
  const { database, connectionString, clock, timer, log } = options;
  const local = memoryBus();
  const me = randomUUID();
  const stopping = new AbortController();
  const isStopping = (): boolean => stopping.signal.aborted;
  let client: pg.Client | undefined;

  const receive = async (payload: string): Promise<void> => {
    const notice = JSON.parse(payload) as Notice;
    if (notice.from === me) return;
    if ('messages' in notice) return local.publish(notice.messages);
    const row = await database.db
      .withTables<BusTables>()
      .selectFrom('bus_messages')
      .select('body')
      .where('id', '=', notice.row)
      .executeTakeFirst();
    if (row) await local.publish(JSON.parse(row.body) as BusMessage[]);
  };

  const listen = async (): Promise<void> => {
    const next = new pg.Client({ connectionString, application_name: 'lectern-bus' });
    let isLost = false;
    const lost = (error?: Error): void => {
      if (isLost || isStopping()) return;
      isLost = true;
      log.warn('the connection that listens was lost and is made anew', { error });
      void listenAgain();
    };
    next.on('error', lost);
    next.on('end', () => lost());
    // One after the other: a large one must not be overtaken by a small one after it.
    let last = Promise.resolve();
    next.on('notification', ({ payload }) => {
      last = last
        .then(() => receive(payload ?? ''))
        .catch((error: unknown) => log.warn('a message of another process was lost', { error }));
    });
    await next.connect();
    await next.query(`listen ${CHANNEL}`);
    client = next;
  };

  const listenAgain = async (): Promise<void> => {
    while (!isStopping()) {
      await timer.pause(RECONNECT_MS, stopping.signal);
      if (isStopping()) return;
      try {
        await listen();
        return;
      } catch (error) {
        log.warn('the connection that listens cannot be made yet', { error });
      }
    }
  };

  const notify = async (notice: Notice): Promise<void> => {
    await sql`select pg_notify(${CHANNEL}, ${JSON.stringify(notice)})`.execute(database.db);
  };

  const tellOthers = async (messages: readonly BusMessage[]): Promise<void> => {
    const notice: Notice = { from: me, messages };
    if (Buffer.byteLength(JSON.stringify(notice)) <= MOST_NOTIFY_BYTES) return notify(notice);
    const { id } = await database.db
      .withTables<BusTables>()
      .insertInto('bus_messages')
      .values({ body: JSON.stringify(messages), written_at: clock.now() })
      .returning('id')
      .executeTakeFirstOrThrow();
    await notify({ from: me, row: id });
  };

  return {
    start: listen,
    subscribe: (topic, listener) => local.subscribe(topic, listener),
    async publish(messages) {
      if (messages.length === 0) return;
      await local.publish(messages);
      try {
        await tellOthers(messages);
      } catch (error) {
        // At most once is what is promised; who waits for it asks again.
        if (!isStopping()) log.warn('a message did not reach the other processes', { error });
      }
    },
    sweep: {
      name: 'bus-messages',
      everyMs: KEEP_MS,
      async run(now) {
        await database.db
          .withTables<BusTables>()
          .deleteFrom('bus_messages')
          .where('written_at', '<', new Date(now.getTime() - KEEP_MS))
          .execute();
        return undefined;
      },
    },
    async close() {
      stopping.abort();
      await client?.end().catch(() => undefined);
      await local.close();
    },
  };
}
