import type { LeftReason, MediaState } from '@lectern/core/contract';
import { sql, type Insertable } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.js';
import { LEASE_MS } from './rules.js';
import type { ConnectionRow, PresenceTables } from './tables.js';

interface ConnectionKey {
  readonly tenant: string;
  readonly id: string;
}

interface SessionKey {
  readonly tenant: string;
  readonly sessionId: string;
}

const tables = (db: Db) => db.withTables<PresenceTables>();

export async function readConnection(
  db: Db,
  { tenant, id }: ConnectionKey,
): Promise<ConnectionRow | undefined> {
  return tables(db)
    .selectFrom('connections')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Those that have not left, in the order they came. */
export async function readAlive(
  db: Db,
  { tenant, sessionId }: SessionKey,
): Promise<readonly ConnectionRow[]> {
  return tables(db)
    .selectFrom('connections')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('session_id', '=', sessionId)
    .where('state', '!=', 'left')
    .orderBy('ord')
    .execute();
}

/** All that were ever admitted, in the order they came. */
export async function readPresences(
  db: Db,
  { tenant, sessionId }: SessionKey,
): Promise<readonly ConnectionRow[]> {
  return tables(db)
    .selectFrom('connections')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('session_id', '=', sessionId)
    .where('joined_at', 'is not', null)
    .orderBy('ord')
    .execute();
}

/** The newest connection of a person in a session, alive or not. */
export async function readNewestOf(
  db: Db,
  { tenant, sessionId, personId }: SessionKey & { readonly personId: string },
): Promise<ConnectionRow | undefined> {
  return tables(db)
    .selectFrom('connections')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('session_id', '=', sessionId)
    .where('person_id', '=', personId)
    .orderBy(sql`(state <> 'left')`, 'desc')
    .orderBy('ord', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function insertConnection(
  tx: Tx,
  row: Omit<Insertable<PresenceTables['connections']>, 'heartbeat_at' | 'lease_until' | 'created_at'>,
  now: Date,
): Promise<ConnectionRow> {
  return tables(tx)
    .insertInto('connections')
    .values({ ...row, created_at: now, heartbeat_at: now, lease_until: leaseFrom(now) })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Lets one in that waited. */
export async function admitConnection(
  tx: Tx,
  { tenant, id }: ConnectionKey,
  occurrenceId: string,
  now: Date,
): Promise<ConnectionRow | undefined> {
  return tables(tx)
    .updateTable('connections')
    .set({ state: 'admitted', joined_at: now, occurrence_id: occurrenceId })
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .returningAll()
    .executeTakeFirst();
}

/** Ends one; undefined when it had left already. */
export async function endConnection(
  tx: Tx,
  { tenant, id }: ConnectionKey,
  why: LeftReason,
  endedAt: Date,
): Promise<ConnectionRow | undefined> {
  return tables(tx)
    .updateTable('connections')
    .set({ state: 'left', why, ended_at: endedAt, mic: false, camera: false, screen: false })
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .where('state', '!=', 'left')
    .returningAll()
    .executeTakeFirst();
}

/** A sign of life. Undefined when it has left. */
export async function renewLease(
  db: Db,
  { tenant, id }: ConnectionKey,
  now: Date,
  stream: { readonly stream_id?: string } = {},
): Promise<ConnectionRow | undefined> {
  return tables(db)
    .updateTable('connections')
    .set((set) => ({
      ...stream,
      heartbeat_at: set.fn<Date>('greatest', ['heartbeat_at', set.val(now)]),
      lease_until: set.fn<Date>('greatest', ['lease_until', set.val(leaseFrom(now))]),
    }))
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .where('state', '!=', 'left')
    .returningAll()
    .executeTakeFirst();
}

/** The stream that was opened last was closed by its page. */
export async function closeStream(
  db: Db,
  { tenant, id }: ConnectionKey,
  streamId: string,
  now: Date,
): Promise<void> {
  await tables(db)
    .updateTable('connections')
    .set({ stream_closed_at: now })
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .where('stream_id', '=', streamId)
    .where('state', '!=', 'left')
    .execute();
}

/** Undefined when it has left, or is so already. */
export async function updateMedia(
  tx: Tx,
  { tenant, id }: ConnectionKey,
  { mic, camera, screen }: MediaState,
): Promise<ConnectionRow | undefined> {
  return tables(tx)
    .updateTable('connections')
    .set({ mic, camera, screen })
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .where('state', '!=', 'left')
    .where(
      sql<boolean>`(mic, camera, screen) is distinct from (${mic}::boolean, ${camera}::boolean, ${screen}::boolean)`,
    )
    .returningAll()
    .executeTakeFirst();
}

/** Sessions with leases that ran out, and when the next one will. */
export async function readLapsing(
  db: Db,
  now: Date,
): Promise<{ readonly due: readonly { tenant: string; sessionId: string }[]; readonly nextAt?: Date }> {
  const due = await tables(db)
    .selectFrom('connections')
    .select(['tenant', 'session_id as sessionId'])
    .distinct()
    .where('state', '!=', 'left')
    .where('lease_until', '<=', now)
    .limit(200)
    .execute();
  const next = await tables(db)
    .selectFrom('connections')
    .select('lease_until')
    .where('state', '!=', 'left')
    .where('lease_until', '>', now)
    .orderBy('lease_until')
    .limit(1)
    .executeTakeFirst();
  return { due, ...(next && { nextAt: next.lease_until }) };
}

function leaseFrom(now: Date): Date {
  return new Date(now.getTime() + LEASE_MS);
}
