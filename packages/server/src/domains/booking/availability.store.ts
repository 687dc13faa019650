import type { Availability } from '@lectern/core/contract';
import type { Db, Tx } from '../../platform/db/database.js';
import { toJsonb } from '../../platform/db/json.js';
import type { Versioned } from './entity-version.js';
import type { BookingTables } from './tables.js';

/** A host's rules, if they have set any. */
export async function findAvailability(
  db: Db,
  tenant: string,
  hostId: string,
  options: { readonly lock?: boolean } = {},
): Promise<Versioned<Availability> | undefined> {
  let query = db
    .withTables<BookingTables>()
    .selectFrom('availability')
    .select(['zone', 'weekly', 'overrides', 'version'])
    .where('tenant', '=', tenant)
    .where('host_id', '=', hostId);
  if (options.lock) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  if (!row) return undefined;
  const { version, ...value } = row;
  return { value, version };
}

/** Replaces a host's rules. */
export async function putAvailability(
  tx: Tx,
  tenant: string,
  hostId: string,
  { zone, weekly, overrides }: Availability,
  now: Date,
): Promise<number> {
  const values = { zone, weekly: toJsonb(weekly), overrides: toJsonb(overrides), updated_at: now };
  const row = await tx
    .withTables<BookingTables>()
    .insertInto('availability')
    .values({ tenant, host_id: hostId, version: 1, ...values })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant', 'host_id'])
        .doUpdateSet((row) => ({ ...values, version: row('availability.version', '+', 1) })),
    )
    .returning('version')
    .executeTakeFirstOrThrow();
  return row.version;
}
