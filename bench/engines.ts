import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { startPostgresServer } from '@lectern/server/testing';
import type { Log } from '@lectern/server';
import pg from 'pg';

/** Connections of the raw baseline: as many as the server's own pool takes. */
const POOL_SIZE = 10;

/** Errors only: a database that ends with the bench cuts off connections that still say goodbye. */
export const errorsOnly: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: (message, fields) => console.error(message, fields),
};

/** One statement, straight to the engine. */
export interface RawDatabase {
  run(script: string): Promise<void>;
  query(statement: string, values: readonly unknown[]): Promise<readonly unknown[]>;
  close(): Promise<void>;
}

/** A database engine that can be opened twice: once by the server, once by a baseline. */
export interface BenchEngine {
  readonly name: string;
  /** For `createLectern`. */
  readonly database: string;
  openRaw(): Promise<RawDatabase>;
  stop(): Promise<void>;
}

/** PGlite in memory, and a real PostgreSQL where one can be had. */
export async function startEngines(): Promise<readonly BenchEngine[]> {
  const pglite: BenchEngine = {
    name: 'PGlite',
    database: 'memory:',
    openRaw: openRawPglite,
    stop: () => Promise.resolve(),
  };
  try {
    const { url, stop } = await startPostgresServer();
    return [pglite, { name: 'PostgreSQL', database: url, openRaw: () => openRawPostgres(url), stop }];
  } catch (error) {
    console.log(`PostgreSQL is left out: ${error instanceof Error ? error.message : String(error)}`);
    return [pglite];
  }
}

async function openRawPglite(): Promise<RawDatabase> {
  const pglite = await PGlite.create({ extensions: { btree_gist } });
  return {
    run: async (script) => void (await pglite.exec(script)),
    query: async (statement, values) => (await pglite.query(statement, [...values])).rows,
    close: () => pglite.close(),
  };
}

async function openRawPostgres(connectionString: string): Promise<RawDatabase> {
  const pool = new pg.Pool({ connectionString, max: POOL_SIZE });
  // The server may end while a connection still says goodbye.
  pool.on('error', () => undefined);
  // All connections are there before the clock runs.
  const clients = await Promise.all(Array.from({ length: POOL_SIZE }, () => pool.connect()));
  for (const client of clients) client.release();
  return {
    run: async (script) => void (await pool.query(script)),
    query: async (statement, values) => (await pool.query(statement, [...values])).rows as unknown[],
    close: () => pool.end(),
  };
}
