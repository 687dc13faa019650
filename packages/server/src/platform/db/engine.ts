import type { PGlite } from '@electric-sql/pglite';
import type { Dialect } from 'kysely';
import type { Engine } from './database.js';

/** One transaction on one connection, for the schema. */
export interface SchemaSession {
  /** One or more statements without parameters. */
  run(script: string): Promise<void>;
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<readonly Row[]>;
}

/** What a database engine brings beside Kysely's dialect. */
export interface OpenEngine {
  readonly engine: Engine;
  readonly dialect: Dialect;
  /** Commits when `work` resolves, else rolls back. */
  inSchemaSession<Result>(work: (session: SchemaSession) => Promise<Result>): Promise<Result>;
  /** Set where the engine runs in this process. */
  readonly pglite?: PGlite;
  /** Set where the engine is a server. */
  readonly connectionString?: string;
  /** Called before the connections are closed. */
  beforeClose?(): Promise<void>;
  /** Called after the connections are closed. */
  afterClose?(): Promise<void>;
}
