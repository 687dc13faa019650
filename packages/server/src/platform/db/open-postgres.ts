import { PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Log } from '../../ports/log/log.js';
import type { OpenEngine } from './engine.js';

const CONNECT_TIMEOUT_MS = 5_000;
const POOL_SIZE = 10;

const INT8 = 20;
const BYTEA = 17;
const TIMESTAMP = 1114;
const DATE = 1082;
const DATE_ARRAY = 1182;
const TEXT_ARRAY = 1009;
const INTERVAL = 1186;

const plain = (text: string): string => text;
const toInteger = (text: string): number | bigint => {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
};
const toBytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.slice(2), 'hex'));
const toTextArray = pg.types.getTypeParser(TEXT_ARRAY as typeof DATE, 'text') as (text: string) => unknown;

/** The same JavaScript values as PGlite gives: what differs by default is text, bytes and whole numbers. */
const PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  [INT8]: toInteger,
  [BYTEA]: toBytes,
  [TIMESTAMP]: plain,
  [DATE]: plain,
  [DATE_ARRAY]: toTextArray,
  [INTERVAL]: plain,
};

/** Opens a pool on a PostgreSQL server (15 or newer). */
export function openPostgres(connectionString: string, options: { readonly log: Log }): OpenEngine {
  const pool = new pg.Pool({
    connectionString,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'lectern',
    options: '-c timezone=UTC',
    types: {
      getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
        PARSERS[oid] ?? pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
    },
  });
  // An idle client that the server ends emits here; without a listener that ends the process.
  pool.on('error', (error) => options.log.warn('an idle database connection was lost', { error }));
  return {
    engine: 'postgres',
    dialect: new PostgresDialect({ pool }),
    connectionString,
    // Kysely ends the pool only when it has used it.
    afterClose: async () => {
      if (!pool.ended) await pool.end();
    },
    async inSchemaSession(work) {
      const client = await pool.connect();
      const ignore = (): void => undefined;
      client.on('error', ignore);
      try {
        await client.query('begin');
        const result = await work({
          run: async (script) => void (await client.query(script)),
          query: async <Row>(sql: string, parameters: readonly unknown[] = []) =>
            (await client.query(sql, [...parameters])).rows as Row[],
        });
        await client.query('commit');
        return result;
      } catch (error) {
        await client.query('rollback').catch(ignore);
        throw error;
      } finally {
        client.off('error', ignore);
        client.release();
      }
    },
  };
}
