import type { Availability } from '@lectern/core/contract';
import type { Db, Tx } from '../../platform/db/database.js';
import { toJsonb } from '../../platform/db/json.js';
import type { BookingTables } from './tables.js';

/** A host's rules, if they have set any. */
export async function findAvailability(
  db: Db,
  tenant: string,
  hostId: string,
): Promise<Availability | undefined> {
  return db
    .withTables<BookingTables>()
    .selectFrom('availability')
    .select(['zone', 'weekly', 'overrides'])
    .where('tenant', '=', tenant)
    .where('host_id', '=', hostId)
    .executeTakeFirst();
}

/** Replaces a host's rules. */
export async function putAvailability(
  tx: Tx,
  tenant: string,
  hostId: string,
  { zone, weekly, overrides }: Availability,
  now: Date,
): Promise<void> {
  const values = { zone, weekly: toJsonb(weekly), overrides: toJsonb(overrides), updated_at: now };
  await tx
    .withTables<BookingTables>()
    .insertInto('availability')
    .values({ tenant, host_id: hostId, version: 1, ...values })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant', 'host_id'])
        .doUpdateSet((row) => ({ ...values, version: row('availability.version', '+', 1) })),
    )
    .execute();
}
