import type { Db } from '../../platform/db/database.js';
import type { CalendarTables } from './tables.js';

/** Whose a feed is. */
export interface FeedOwner {
  readonly tenant: string;
  readonly personId: string;
}

/** Makes this the one ticket of a person. */
export async function putFeed(
  db: Db,
  { tenant, personId }: FeedOwner,
  { ticketHash, now }: { readonly ticketHash: string; readonly now: Date },
): Promise<void> {
  await db
    .withTables<CalendarTables>()
    .insertInto('calendar_feeds')
    .values({ tenant, person_id: personId, ticket_hash: ticketHash, created_at: now })
    .onConflict((conflict) =>
      conflict.columns(['tenant', 'person_id']).doUpdateSet({ ticket_hash: ticketHash, created_at: now }),
    )
    .execute();
}

export async function deleteFeed(db: Db, { tenant, personId }: FeedOwner): Promise<void> {
  await db
    .withTables<CalendarTables>()
    .deleteFrom('calendar_feeds')
    .where('tenant', '=', tenant)
    .where('person_id', '=', personId)
    .execute();
}

/** When somebody's link was made; undefined when there is none. */
export async function findFeed(db: Db, { tenant, personId }: FeedOwner): Promise<Date | undefined> {
  const row = await db
    .withTables<CalendarTables>()
    .selectFrom('calendar_feeds')
    .select('created_at')
    .where('tenant', '=', tenant)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row?.created_at;
}

export async function findFeedOwner(db: Db, ticketHash: string): Promise<FeedOwner | undefined> {
  const row = await db
    .withTables<CalendarTables>()
    .selectFrom('calendar_feeds')
    .select(['tenant', 'person_id'])
    .where('ticket_hash', '=', ticketHash)
    .executeTakeFirst();
  return row && { tenant: row.tenant, personId: row.person_id };
}
