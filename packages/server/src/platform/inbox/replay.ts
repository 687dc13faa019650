import { sql } from 'kysely';
import type { Database } from '../db/database.js';
import type { InboxState, InboxTables } from './inbox-store.js';

/** Which deliveries. Every field narrows it. */
export interface ReplayFilter {
  readonly endpoint?: string;
  readonly deliveryId?: string;
  readonly state?: InboxState;
  /** Received at or after. */
  readonly since?: Date;
  /** Received before. */
  readonly until?: Date;
}

export interface ReplayCount {
  readonly endpoint: string;
  readonly state: InboxState;
  readonly count: number;
}

/** What would be processed again. A delivery whose body was forgotten is not among it. */
export async function countReplay(database: Database, filter: ReplayFilter): Promise<readonly ReplayCount[]> {
  return database.db
    .withTables<InboxTables>()
    .selectFrom('inbox_deliveries')
    .select(['endpoint', 'state', sql<number>`count(*)::int`.as('count')])
    .where(sql<boolean>`${fits(filter)}`)
    .groupBy(['endpoint', 'state'])
    .orderBy('endpoint')
    .orderBy('state')
    .execute();
}

/**
 * Has deliveries processed again from their stored bodies. Events keep their ids, so what was done already stays as it is.
 *
 * @returns how many.
 */
export async function replayDeliveries(database: Database, filter: ReplayFilter, now: Date): Promise<number> {
  const { numUpdatedRows } = await database.db
    .withTables<InboxTables>()
    .updateTable('inbox_deliveries')
    .set({ state: 'received', attempts: 0, next_at: now, error: null })
    .where(sql<boolean>`${fits(filter)}`)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

function fits({ endpoint, deliveryId, state, since, until }: ReplayFilter): ReturnType<typeof sql> {
  return sql`body <> '' and next_at is null
    and (${endpoint ?? null}::text is null or endpoint = ${endpoint ?? null})
    and (${deliveryId ?? null}::text is null or delivery_id = ${deliveryId ?? null})
    and (${state ?? null}::text is null or state = ${state ?? null})
    and (${since ?? null}::timestamptz is null or received_at >= ${since ?? null})
    and (${until ?? null}::timestamptz is null or received_at < ${until ?? null})`;
}
