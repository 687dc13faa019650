import { sql } from 'kysely';
import type { Db } from '../db/database.js';
import type { OutboxTables } from './outbox-tables.js';

export interface OutboxCount {
  readonly unstamped: number;
  readonly parked: number;
}

/** Figures for the operator. */
export async function countOutbox(db: Db): Promise<OutboxCount> {
  const outbox = db.withTables<OutboxTables>();
  const count = sql<number>`count(*)::int`.as('count');
  const unstamped = await outbox
    .selectFrom('outbox_facts')
    .select(count)
    .where('seq', 'is', null)
    .executeTakeFirstOrThrow();
  const parked = await outbox.selectFrom('outbox_parked').select(count).executeTakeFirstOrThrow();
  return { unstamped: unstamped.count, parked: parked.count };
}
