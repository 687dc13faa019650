import type { Clock } from '../../ports/clock/clock.js';
import type { Log } from '../../ports/log/log.js';
import type { Database, Tx } from '../db/database.js';
import { toJsonb } from '../db/json.js';
import type { Fact, FactHandler } from './fact.js';
import type { OutboxTables } from './outbox-tables.js';
import { readFacts, readState } from './read-facts.js';

const RETRY_MS = [1_000, 5_000, 30_000, 120_000, 600_000, 3_600_000] as const;
const LONGEST_ERROR = 2_000;

export interface RunHandlersOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly handlers: readonly FactHandler[];
}

export interface HandlersPass {
  /** Gives every handler its cursor. Before the first pass: a handler that fails at once must not lose its tries. */
  register(): Promise<void>;
  /** One pass over all handlers. Answers when the next retry is due. */
  run(): Promise<Date | undefined>;
}

/**
 * Runs every handler up to the newest stamped fact: a fact a transaction, its work and the handler's cursor together. A
 * fact that fails too often is parked, so that one bad fact stops nobody for ever.
 */
export function createHandlersPass({ database, clock, log, handlers }: RunHandlersOptions): HandlersPass {
  return {
    async register() {
      if (handlers.length === 0) return;
      const { removedSeq } = await readState(database.db);
      await database.db
        .withTables<OutboxTables>()
        .insertInto('outbox_handlers')
        .values(handlers.map(({ name }) => ({ name, seq: removedSeq, next_at: null })))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async run() {
      let due: Date | undefined;
      // Most passes find nothing: one read for all, and no transaction.
      const { lastSeq } = await readState(database.db);
      const rows = await database.db
        .withTables<OutboxTables>()
        .selectFrom('outbox_handlers')
        .select(['name', 'seq'])
        .execute();
      const reached = new Map(rows.map(({ name, seq }) => [name, seq]));
      const behind = handlers.filter(({ name }) => (reached.get(name) ?? -1) < lastSeq);
      if (behind.length === 0) return undefined;
      const first = Math.min(...behind.map(({ name }) => reached.get(name) ?? 0));
      const wanted = await withWork(behind, first, lastSeq);
      for (const handler of wanted) {
        const retry = await catchUp(handler);
        if (retry && (!due || retry < due)) due = retry;
      }
      return due;
    },
  };

  /** Those for whom something happened; the others' cursors are moved past it all at once. */
  async function withWork(
    behind: readonly FactHandler[],
    after: number,
    upTo: number,
  ): Promise<readonly FactHandler[]> {
    const outbox = database.db.withTables<OutboxTables>();
    const rows = await outbox
      .selectFrom('outbox_facts')
      .select('type')
      .distinct()
      .where('seq', '>', after)
      .where('seq', '<=', upTo)
      .execute();
    const happened = new Set(rows.map(({ type }) => type));
    const idle = behind.filter(({ types }) => !types.some((type) => happened.has(type)));
    if (idle.length > 0)
      await outbox
        .updateTable('outbox_handlers')
        .set({ seq: upTo, attempts: 0, next_at: null })
        .where(
          'name',
          'in',
          idle.map(({ name }) => name),
        )
        .where('seq', '<', upTo)
        .execute();
    return behind.filter((handler) => !idle.includes(handler));
  }

  async function catchUp(handler: FactHandler): Promise<Date | undefined> {
    for (;;) {
      const current: { fact?: Fact; attempts: number } = { attempts: 0 };
      try {
        const step = await database.transaction((tx) => takeStep(tx, handler, current));
        if (step !== 'more') return step;
      } catch (error) {
        if (!current.fact) throw error;
        const retry = await fail(handler, current.fact, current.attempts + 1, error);
        if (retry) return retry;
      }
    }
  }

  async function takeStep(
    tx: Tx,
    handler: FactHandler,
    current: { fact?: Fact; attempts: number },
  ): Promise<'more' | Date | undefined> {
    const outbox = tx.withTables<OutboxTables>();
    const state = await readState(tx);
    const row = await outbox
      .selectFrom('outbox_handlers')
      .select(['seq', 'attempts', 'next_at'])
      .where('name', '=', handler.name)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (row.next_at && row.next_at > clock.now()) return row.next_at;
    const [fact] = await readFacts(tx, { after: row.seq, limit: 1, types: handler.types });
    if (!fact) {
      if (state.lastSeq > row.seq) await setCursor(tx, handler.name, state.lastSeq);
      return undefined;
    }
    current.fact = fact;
    current.attempts = row.attempts;
    await handler.handle(tx, fact);
    await setCursor(tx, handler.name, fact.seq);
    return 'more';
  }

  async function fail(
    handler: FactHandler,
    fact: Fact,
    attempts: number,
    error: unknown,
  ): Promise<Date | undefined> {
    const wait = RETRY_MS[attempts - 1];
    if (wait !== undefined) {
      const nextAt = new Date(clock.now().getTime() + wait);
      await database.transaction((tx) =>
        tx
          .withTables<OutboxTables>()
          .updateTable('outbox_handlers')
          .set({ attempts, next_at: nextAt })
          .where('name', '=', handler.name)
          .where('seq', '<', fact.seq)
          .execute(),
      );
      log.warn('a fact handler failed and will try again', {
        handler: handler.name,
        fact: fact.id,
        attempts,
        error,
      });
      return nextAt;
    }
    await database.transaction(async (tx) => {
      const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      await tx
        .withTables<OutboxTables>()
        .insertInto('outbox_parked')
        .values({
          handler: handler.name,
          fact_id: fact.id,
          tenant: fact.tenant,
          type: fact.type,
          data: toJsonb(fact.data),
          error: text.slice(0, LONGEST_ERROR),
          parked_at: clock.now(),
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await setCursor(tx, handler.name, fact.seq);
    });
    log.error('a fact handler gave up on a fact; it is parked', {
      handler: handler.name,
      fact: fact.id,
      attempts,
      error,
    });
    return undefined;
  }
}

async function setCursor(tx: Tx, name: string, seq: number): Promise<void> {
  await tx
    .withTables<OutboxTables>()
    .updateTable('outbox_handlers')
    .set({ seq, attempts: 0, next_at: null })
    .where('name', '=', name)
    .where('seq', '<', seq)
    .execute();
}
