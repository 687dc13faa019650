import { sql, type Selectable } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.js';
import type { BookingTables, OfferingsTable } from './tables.js';

/** An offering as it is kept; its people by id. */
export interface StoredOffering {
  readonly id: string;
  readonly title: string;
  readonly description: string | undefined;
  readonly courseId: string | undefined;
  readonly hostIds: readonly string[];
  readonly durationMinutes: number;
  readonly stepMinutes: number;
  readonly bufferBeforeMinutes: number;
  readonly bufferAfterMinutes: number;
  readonly noticeMinutes: number;
  readonly windowDays: number;
  readonly cancelHours: number;
  readonly archived: boolean;
  readonly version: number;
}

/** One offering of a tenant. */
export async function findOffering(
  db: Db,
  tenant: string,
  id: string,
  options: { readonly lock?: boolean } = {},
): Promise<StoredOffering | undefined> {
  let query = selectOfferings(db, tenant).where('offerings.id', '=', id);
  if (options.lock) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  return row && toOffering(row);
}

/** Offerings of a tenant by title, after one of them. */
export async function listOfferings(
  db: Db,
  tenant: string,
  { afterId, limit }: { readonly afterId: string | undefined; readonly limit: number },
): Promise<readonly StoredOffering[]> {
  let query = selectOfferings(db, tenant).orderBy('title').orderBy('id').limit(limit);
  if (afterId !== undefined)
    query = query.where(
      sql<boolean>`(title, id) > (
        select title, id from offerings as before where before.tenant = ${tenant} and before.id = ${afterId})`,
    );
  const rows = await query.execute();
  return rows.map(toOffering);
}

/** Writes an offering as it is now, new or not. */
export async function putOffering(
  tx: Tx,
  tenant: string,
  offering: StoredOffering,
  by: { readonly personId: string; readonly now: Date },
): Promise<void> {
  const tables = tx.withTables<BookingTables>();
  const values = toColumns(offering);
  await tables
    .insertInto('offerings')
    .values({
      ...values,
      tenant,
      id: offering.id,
      created_by: by.personId,
      created_at: by.now,
      updated_at: by.now,
    })
    .onConflict((conflict) =>
      conflict.columns(['tenant', 'id']).doUpdateSet({ ...values, updated_at: by.now }),
    )
    .execute();
  await tables
    .deleteFrom('offering_hosts')
    .where('tenant', '=', tenant)
    .where('offering_id', '=', offering.id)
    .execute();
  await tables
    .insertInto('offering_hosts')
    .values(
      offering.hostIds.map((hostId, position) => ({
        tenant,
        offering_id: offering.id,
        host_id: hostId,
        position,
      })),
    )
    .execute();
}

function selectOfferings(db: Db, tenant: string) {
  return db
    .withTables<BookingTables>()
    .selectFrom('offerings')
    .selectAll('offerings')
    .select(
      sql<string[]>`array(
        select host_id from offering_hosts as host
        where host.tenant = offerings.tenant and host.offering_id = offerings.id
        order by position)`.as('host_ids'),
    )
    .where('tenant', '=', tenant);
}

function toOffering(row: Selectable<OfferingsTable> & { readonly host_ids: string[] }): StoredOffering {
  return {
    id: row.id,
    title: row.title,
    description: row.description ?? undefined,
    courseId: row.course_id ?? undefined,
    hostIds: row.host_ids,
    durationMinutes: row.duration_minutes,
    stepMinutes: row.step_minutes,
    bufferBeforeMinutes: row.buffer_before_minutes,
    bufferAfterMinutes: row.buffer_after_minutes,
    noticeMinutes: row.notice_minutes,
    windowDays: row.window_days,
    cancelHours: row.cancel_hours,
    archived: row.archived,
    version: row.version,
  };
}

function toColumns(offering: StoredOffering) {
  return {
    title: offering.title,
    description: offering.description ?? null,
    course_id: offering.courseId ?? null,
    duration_minutes: offering.durationMinutes,
    step_minutes: offering.stepMinutes,
    buffer_before_minutes: offering.bufferBeforeMinutes,
    buffer_after_minutes: offering.bufferAfterMinutes,
    notice_minutes: offering.noticeMinutes,
    window_days: offering.windowDays,
    cancel_hours: offering.cancelHours,
    archived: offering.archived,
    version: offering.version,
  };
}
