import { sql } from 'kysely';
import type { Db } from '../db/database.js';
import type { Fact } from './fact.js';
import type { OutboxTables } from './outbox-tables.js';
import { toFact } from './stamp.js';

export interface OutboxState {
  readonly epoch: string;
  /** The highest number that was given. */
  readonly lastSeq: number;
  /** Facts up to this one are no longer kept. */
  readonly removedSeq: number;
}

export async function readState(db: Db): Promise<OutboxState> {
  const row = await db
    .withTables<OutboxTables>()
    .selectFrom('outbox_state')
    .select(['epoch', 'last_seq', 'removed_seq'])
    .executeTakeFirstOrThrow();
  return { epoch: row.epoch, lastSeq: row.last_seq, removedSeq: row.removed_seq };
}

export interface ReadFactsOptions {
  readonly after: number;
  /** Included. Default: no end. */
  readonly upTo?: number;
  readonly limit: number;
  readonly tenant?: string;
  /** Any of them. */
  readonly topics?: readonly string[];
  readonly types?: readonly string[];
}

/** Stamped facts in their order. */
export async function readFacts(db: Db, options: ReadFactsOptions): Promise<readonly Fact[]> {
  const { after, upTo, limit, tenant, topics, types } = options;
  let query = db
    .withTables<OutboxTables>()
    .selectFrom('outbox_facts')
    .select(['id', 'tenant', 'type', 'topics', 'data', 'occurred_at', sql<number>`seq`.as('seq')])
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit);
  if (upTo !== undefined) query = query.where('seq', '<=', upTo);
  if (tenant !== undefined) query = query.where('tenant', '=', tenant);
  if (topics) query = query.where(sql<boolean>`topics && ${[...topics]}::text[]`);
  if (types) query = query.where(sql<boolean>`type = any(${[...types]}::text[])`);
  const rows = await query.execute();
  return rows.map((row) => toFact({ ...row, topics: [...row.topics] }));
}
