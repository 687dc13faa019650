import { sql } from 'kysely';
import type { Database } from '../db/database.js';
import type { Fact } from './fact.js';
import type { OutboxTables } from './outbox-tables.js';

const BATCH = 500;

interface StampedRow {
  id: string;
  tenant: string;
  type: string;
  topics: string[];
  data: Record<string, unknown>;
  occurred_at: Date;
  seq: number;
}

/**
 * Numbers the committed facts that have no number yet, and answers them in order. The row of the state is the lock: who
 * gets it sees everything that was committed before, in a snapshot of its own, so a number is never given twice and
 * never before one that becomes visible later.
 */
export async function stampFacts(database: Database): Promise<readonly Fact[]> {
  const rows = await database.transaction(async (tx) => {
    const outbox = tx.withTables<OutboxTables>();
    const state = await outbox
      .selectFrom('outbox_state')
      .select('last_seq')
      .forUpdate()
      .executeTakeFirstOrThrow();
    const { rows: stamped } = await sql<StampedRow>`
      update outbox_facts as fact set seq = numbered.seq
      from (
        select ord, ${state.last_seq}::bigint + row_number() over (order by ord) as seq
        from (select ord from outbox_facts where seq is null order by ord limit ${BATCH}) as unstamped
      ) as numbered
      where fact.ord = numbered.ord
      returning fact.id, fact.tenant, fact.type, fact.topics, fact.data, fact.occurred_at, fact.seq`.execute(
      tx,
    );
    if (stamped.length === 0) return [];
    await outbox
      .updateTable('outbox_state')
      .set({ last_seq: state.last_seq + stamped.length })
      .execute();
    return stamped.sort((one, other) => one.seq - other.seq);
  });
  return rows.map(toFact);
}

/** A row as the rest of the server sees it. */
export function toFact({ occurred_at: occurredAt, seq, ...row }: StampedRow): Fact {
  return { ...row, seq, occurredAt };
}
