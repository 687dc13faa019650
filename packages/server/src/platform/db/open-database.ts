import { LecternError } from '@lectern/core';
import { Kysely } from 'kysely';
import { systemTimer } from '../../ports/clock/timer.js';
import { silentLog, type Log } from '../../ports/log/log.js';
import type { Database } from './database.js';
import type { OpenEngine } from './engine.js';
import { openPglite } from './open-pglite.js';
import { openPostgres } from './open-postgres.js';
import { retryTransaction } from './retry.js';
import { errorCodeOf } from './sql-state.js';

export interface OpenDatabaseOptions {
  /** `memory:`, `file:DIR` or `postgres://…`. */
  readonly database: string;
  readonly log?: Log;
  /** For tests: a dump of a prepared database, for `memory:`. */
  readonly template?: Blob;
}

/** A database with its engine, for the parts of the platform that need it. */
export interface OpenedDatabase extends Database {
  readonly source: OpenEngine;
}

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'ECONNRESET',
  'ETIMEDOUT',
  '57P01',
  '57P03',
  '53300',
]);

/**
 * Opens one of the two engines.
 *
 * @throws {TypeError} when `database` is none of the three forms.
 * @throws {@link LecternError} DATABASE_LOCKED when another process has the folder open.
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<OpenedDatabase> {
  const engine = await openEngine(options);
  const db = new Kysely<unknown>({ dialect: engine.dialect });
  const effects = new WeakMap<object, (() => void)[]>();
  return {
    engine: engine.engine,
    source: engine,
    db,
    async transaction(work) {
      const committed = await retryTransaction(async () => {
        let mine: (() => void)[] = [];
        const result = await db.transaction().execute(async (tx) => {
          mine = [];
          effects.set(tx.getExecutor(), mine);
          return work(tx);
        });
        return { result, mine };
      }, systemTimer).catch((error: unknown) => {
        throw asUnavailable(error);
      });
      for (const effect of committed.mine) effect();
      return committed.result;
    },
    afterCommit(tx, effect) {
      // A handle made with `withTables` has the same executor.
      const list = effects.get(tx.getExecutor());
      if (!list)
        throw new TypeError('[@lectern/server] afterCommit: the handle is not of an open transaction');
      list.push(effect);
    },
    async close() {
      await engine.beforeClose?.();
      await db.destroy();
      if (engine.pglite && !engine.pglite.closed) await engine.pglite.close();
      await engine.afterClose?.();
    },
  };
}

/** An error that says that the database is away, as one that a client may try again after; others as they are. */
export function asUnavailable(error: unknown): unknown {
  const code = errorCodeOf(error);
  const isTimeout = error instanceof Error && /timeout exceeded when trying to connect/.test(error.message);
  if (!isTimeout && (code === undefined || !UNREACHABLE.has(code))) return error;
  return new LecternError('UNAVAILABLE', 'The database cannot be reached. Try again.', {
    cause: error,
    retryable: true,
  });
}

async function openEngine({ database, log = silentLog, template }: OpenDatabaseOptions): Promise<OpenEngine> {
  if (database === 'memory:') return openPglite(undefined, { log, ...(template ? { template } : {}) });
  if (database.startsWith('file:') && database.length > 'file:'.length)
    return openPglite(database.slice('file:'.length).replace(/^\/\/(?=\/)/, ''), { log });
  if (/^postgres(ql)?:\/\//.test(database)) return openPostgres(database, { log });
  throw new TypeError("[@lectern/server] database must be 'memory:', 'file:DIR' or 'postgres://…'");
}
