import type { SessionState } from '@lectern/core/contract';
import { sql, type Insertable, type Updateable } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.js';
import type { SessionWithSeats } from './rules.js';
import type { SessionRow, SessionTables } from './tables.js';

const SESSION_ID = /^ses-[a-z0-9]{22}$/;

/** One session with its seats; undefined for what is no id of ours as well. */
export async function readSession(
  db: Db,
  tenant: string,
  id: string,
  options: { readonly lock?: boolean } = {},
): Promise<SessionWithSeats | undefined> {
  if (!SESSION_ID.test(id)) return undefined;
  let query = db
    .withTables<SessionTables>()
    .selectFrom('sessions')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('id', '=', id);
  if (options.lock) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  return row && (await withSeats(db, tenant, [row]))[0];
}

/** Puts the seats beside their sessions, the order kept. */
export async function withSeats(
  db: Db,
  tenant: string,
  rows: readonly SessionRow[],
): Promise<readonly SessionWithSeats[]> {
  if (rows.length === 0) return [];
  const seats = await db
    .withTables<SessionTables>()
    .selectFrom('attendees')
    .select(['session_id', 'person_id'])
    .where('tenant', '=', tenant)
    .where(sql<boolean>`session_id = any(${rows.map(({ id }) => id)}::text[])`)
    .orderBy('added_at')
    .orderBy('person_id')
    .execute();
  const bySession = new Map<string, string[]>();
  for (const { session_id: id, person_id: person } of seats)
    bySession.set(id, [...(bySession.get(id) ?? []), person]);
  return rows.map((row) => ({ row, attendeeIds: bySession.get(row.id) ?? [] }));
}

export async function insertSession(
  tx: Tx,
  row: Insertable<SessionTables['sessions']>,
  attendeeIds: readonly string[],
): Promise<SessionWithSeats> {
  const tables = tx.withTables<SessionTables>();
  const inserted = await tables.insertInto('sessions').values(row).returningAll().executeTakeFirstOrThrow();
  const seats = [...new Set(attendeeIds)];
  if (seats.length > 0)
    await tables
      .insertInto('attendees')
      .values(
        seats.map((person) => ({
          tenant: row.tenant,
          session_id: row.id,
          person_id: person,
          added_at: row.created_at,
        })),
      )
      .execute();
  return { row: inserted, attendeeIds: seats };
}

/** One guarded step of the life cycle: undefined when it is in another state meanwhile. */
export async function updateState(
  tx: Tx,
  at: { readonly tenant: string; readonly id: string; readonly from: readonly SessionState[] },
  set: Updateable<SessionTables['sessions']>,
): Promise<SessionRow | undefined> {
  return tx
    .withTables<SessionTables>()
    .updateTable('sessions')
    .set({ ...set, version: sql<number>`version + 1` })
    .where('tenant', '=', at.tenant)
    .where('id', '=', at.id)
    .where('state', 'in', [...at.from])
    .returningAll()
    .executeTakeFirst();
}
