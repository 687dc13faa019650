import type { SessionState } from '@lectern/core/contract';
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.js';
import type { SessionTables } from './tables.js';

/** How sessions stand, by id; unknown ones are left out. */
export async function readSessionStates(
  db: Db,
  tenant: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, SessionState>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .withTables<SessionTables>()
    .selectFrom('sessions')
    .select(['id', 'state'])
    .where('tenant', '=', tenant)
    .where(sql<boolean>`id = any(${[...ids]}::text[])`)
    .execute();
  return new Map(rows.map(({ id, state }) => [id, state]));
}
