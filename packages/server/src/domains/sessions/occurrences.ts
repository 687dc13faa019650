import type { Db, Tx } from '../../platform/db/database.js';
import type { OccurrenceRow, SessionTables } from './tables.js';

/** One life of a session's room. */
export interface Occurrence {
  readonly id: string;
  readonly roomId: string;
  /** The key of its provider. */
  readonly provider: string;
  readonly startedAt: Date;
  readonly endedAt?: Date;
  /** Whether the provider has made the room and tickets are out. */
  readonly hasTickets: boolean;
}

export interface OccurrenceKey {
  readonly tenant: string;
  readonly sessionId: string;
}

/** The one that is open now. */
export async function readOpenOccurrence(
  db: Db,
  { tenant, sessionId }: OccurrenceKey,
): Promise<Occurrence | undefined> {
  const row = await db
    .withTables<SessionTables>()
    .selectFrom('occurrences')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('room_id', '=', sessionId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row && toOccurrence(row);
}

/** All of a session, the oldest first. */
export async function readOccurrences(
  db: Db,
  { tenant, sessionId }: OccurrenceKey,
): Promise<readonly Occurrence[]> {
  const rows = await db
    .withTables<SessionTables>()
    .selectFrom('occurrences')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('session_id', '=', sessionId)
    .orderBy('started_at')
    .orderBy('id')
    .execute();
  return rows.map(toOccurrence);
}

/** The provider that is stored on the main room. */
export async function readRoomProvider(
  db: Db,
  { tenant, sessionId }: OccurrenceKey,
): Promise<string | undefined> {
  const row = await db
    .withTables<SessionTables>()
    .selectFrom('rooms')
    .select('provider')
    .where('tenant', '=', tenant)
    .where('id', '=', sessionId)
    .executeTakeFirst();
  return row?.provider;
}

/** Begins a life of the main room. To be called with the session's row locked and none open. */
export async function insertOccurrence(
  tx: Tx,
  input: OccurrenceKey & { readonly id: string; readonly provider: string; readonly now: Date },
): Promise<Occurrence> {
  const { tenant, sessionId, id, provider, now } = input;
  const tables = tx.withTables<SessionTables>();
  await tables
    .insertInto('rooms')
    .values({ tenant, id: sessionId, session_id: sessionId, provider, created_at: now })
    .onConflict((conflict) => conflict.columns(['tenant', 'id']).doUpdateSet({ provider }))
    .execute();
  const row = await tables
    .insertInto('occurrences')
    .values({ tenant, id, session_id: sessionId, room_id: sessionId, provider, started_at: now })
    .returningAll()
    .executeTakeFirstOrThrow();
  return toOccurrence(row);
}

/** Ends what is open. */
export async function endOccurrences(tx: Tx, { tenant, sessionId }: OccurrenceKey, now: Date): Promise<void> {
  await tx
    .withTables<SessionTables>()
    .updateTable('occurrences')
    // A clock that was set back makes no negative life.
    .set((set) => ({ ended_at: set.fn<Date>('greatest', ['started_at', set.val(now)]) }))
    .where('tenant', '=', tenant)
    .where('session_id', '=', sessionId)
    .where('ended_at', 'is', null)
    .execute();
}

interface GuardedOccurrence {
  readonly tenant: string;
  readonly id: string;
  /** The provider it was read with: another one meanwhile refuses the step. */
  readonly provider: string;
}

/** Notes that the provider has the room, and that tickets go out: from here on it moves no more. */
export async function markTicket(tx: Db, at: GuardedOccurrence, now: Date): Promise<boolean> {
  const row = await tx
    .withTables<SessionTables>()
    .updateTable('occurrences')
    .set((set) => ({
      first_ticket_at: set.fn.coalesce('first_ticket_at', set.val(now)),
    }))
    .where('tenant', '=', at.tenant)
    .where('id', '=', at.id)
    .where('provider', '=', at.provider)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Gives an occurrence without a ticket to another provider. */
export async function moveProvider(tx: Tx, at: GuardedOccurrence, to: string): Promise<void> {
  const tables = tx.withTables<SessionTables>();
  const moved = await tables
    .updateTable('occurrences')
    .set({ provider: to })
    .where('tenant', '=', at.tenant)
    .where('id', '=', at.id)
    .where('provider', '=', at.provider)
    .where('first_ticket_at', 'is', null)
    .where('ended_at', 'is', null)
    .returning('room_id')
    .executeTakeFirst();
  if (!moved) return;
  await tables
    .updateTable('rooms')
    .set({ provider: to })
    .where('tenant', '=', at.tenant)
    .where('id', '=', moved.room_id)
    .execute();
}

function toOccurrence(row: OccurrenceRow): Occurrence {
  return {
    id: row.id,
    roomId: row.room_id,
    provider: row.provider,
    startedAt: row.started_at,
    ...(row.ended_at && { endedAt: row.ended_at }),
    hasTickets: row.first_ticket_at !== null,
  };
}

/** Whose a room is: ids of rooms are ours and drawn by lot, so no two tenants share one. */
export async function readTenantOfRoom(db: Db, roomId: string): Promise<string | undefined> {
  const row = await db
    .withTables<SessionTables>()
    .selectFrom('rooms')
    .select('tenant')
    .where('id', '=', roomId)
    .executeTakeFirst();
  return row?.tenant;
}
