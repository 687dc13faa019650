import type { Kysely, Transaction } from 'kysely';

/**
 * A handle for queries. Domains name their own tables: `db.withTables<SessionTables>()`. Inside a transaction only the
 * handle that was given may be used: on PGlite anything else waits for itself for ever.
 */
export type Db = Kysely<unknown>;
export type Tx = Transaction<unknown>;

export type Engine = 'pglite' | 'postgres';

export interface Database {
  readonly engine: Engine;
  /** For reads outside a transaction. */
  readonly db: Db;
  /**
   * Runs again, up to three times, after a deadlock or a serialization failure: `work` must have no other effects.
   *
   * @throws {@link LecternError} UNAVAILABLE when no connection can be had.
   */
  transaction<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>;
  /** Runs `effect` once the transaction of `tx` is committed, and never if it is not. It must not throw. */
  afterCommit(tx: Pick<Tx, 'getExecutor'>, effect: () => void): void;
  close(): Promise<void>;
}

/** One step of the schema, owned by one domain or part of the platform. Never edited after a release. */
export interface Migration {
  /** `0001-sessions`: four digits give the order over all owners. */
  readonly name: string;
  readonly owner: string;
  /** Tables this owner alone may write. */
  readonly tables: readonly string[];
  /** One or more statements. */
  readonly up: string;
}
