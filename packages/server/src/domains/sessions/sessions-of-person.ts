import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.js';
import type { SessionRow, SessionTables } from './tables.js';

/** Whose sessions, starting within which time. */
export interface SessionsOfPerson {
  readonly tenant: string;
  readonly personId: string;
  readonly from: Date;
  readonly until: Date;
  readonly limit: number;
}

/**
 * The sessions that somebody gives or has a seat in, in any state, the earliest first. Not the classes of their courses:
 * which these are, only a token says.
 */
export async function sessionsOfPerson(db: Db, input: SessionsOfPerson): Promise<readonly SessionRow[]> {
  const { tenant, personId, from, until, limit } = input;
  return db
    .withTables<SessionTables>()
    .selectFrom('sessions')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('starts_at', '>=', from)
    .where('starts_at', '<', until)
    .where(
      sql<boolean>`(host_id = ${personId} or exists (
        select from attendees where attendees.tenant = sessions.tenant
        and attendees.session_id = sessions.id and attendees.person_id = ${personId}))`,
    )
    .orderBy('starts_at')
    .orderBy('id')
    .limit(limit)
    .execute();
}
