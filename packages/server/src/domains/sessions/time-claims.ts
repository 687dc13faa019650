import { LecternError } from '@lectern/core';
import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.js';
import type { SessionTables } from './tables.js';

/** A half-open stretch of time. */
export interface TimeRange {
  readonly from: Date;
  readonly until: Date;
}

export interface ClaimInput extends TimeRange {
  readonly tenant: string;
  readonly hostId: string;
  readonly claimId: string;
  readonly sessionId: string;
  readonly now: Date;
}

/**
 * Takes a host's time for a session, buffers included, in the caller's transaction. The database's constraint decides
 * between rivals; expired holds in the way are deleted first.
 *
 * @throws {@link LecternError} HOST_BUSY when some of it is taken. The transaction can still be used.
 */
export async function claimTime(tx: Tx, input: ClaimInput): Promise<void> {
  const { tenant, hostId, claimId, sessionId, from, until, now } = input;
  const tables = tx.withTables<SessionTables>();
  await tables
    .deleteFrom('time_claims')
    .where('tenant', '=', tenant)
    .where('host_id', '=', hostId)
    .where('state', '=', 'held')
    .where('expires_at', '<=', now)
    .where(sql<boolean>`during && tstzrange(${from}::timestamptz, ${until}::timestamptz, '[)')`)
    .execute();
  const taken = await tables
    .insertInto('time_claims')
    .values({
      tenant,
      id: claimId,
      host_id: hostId,
      during: sql<string>`tstzrange(${from}::timestamptz, ${until}::timestamptz, '[)')`,
      state: 'taken',
      expires_at: null,
      session_id: sessionId,
    })
    // Rivals wait for one another here without a deadlock, and the loser's transaction stays usable.
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!taken)
    throw new LecternError('HOST_BUSY', 'The host has another session at this time. Choose another time.');
}

/** Gives the host's time of a session back. */
export async function freeTime(tx: Tx, tenant: string, sessionId: string): Promise<void> {
  await tx
    .withTables<SessionTables>()
    .deleteFrom('time_claims')
    .where('tenant', '=', tenant)
    .where('session_id', '=', sessionId)
    .execute();
}

/** Whose time is looked at, and for what. */
export interface BusyTimesInput extends TimeRange {
  readonly tenant: string;
  readonly hostId: string;
  readonly now: Date;
  /** A session that is to be moved: its own time counts as free. */
  readonly exceptSessionId?: string;
}

/** When hosts are not free within a range, buffers included. Expired holds do not count. */
export async function busyTimes(db: Db, input: BusyTimesInput): Promise<readonly TimeRange[]> {
  const { tenant, hostId, from, until, now, exceptSessionId } = input;
  let query = db
    .withTables<SessionTables>()
    .selectFrom('time_claims')
    .select([sql<Date>`lower(during)`.as('from'), sql<Date>`upper(during)`.as('until')])
    .where('tenant', '=', tenant)
    .where('host_id', '=', hostId)
    .where(sql<boolean>`during && tstzrange(${from}::timestamptz, ${until}::timestamptz, '[)')`)
    .where((where) => where.or([where('state', '=', 'taken'), where('expires_at', '>', now)]))
    .orderBy(sql`lower(during)`);
  if (exceptSessionId !== undefined)
    query = query.where(sql<boolean>`session_id is distinct from ${exceptSessionId}::text`);
  return query.execute();
}
