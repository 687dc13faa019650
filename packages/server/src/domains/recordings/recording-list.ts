import { LecternError } from '@lectern/core';
import type { ListRecordingsInput } from '@lectern/core/contract';
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.js';
import type { Actor } from '../../platform/rights/actor.js';
import { withSeats } from '../sessions/session-store.js';
import type { SessionTables } from '../sessions/tables.js';
import type { RecordingOfSession } from './rules.js';
import type { RecordingRow, RecordingTables } from './tables.js';

const DEFAULT_LIMIT = 25;

/**
 * The recordings a person may see, newest first: of sessions they give, attend or watch over, and of the classes of their
 * courses. Deleted ones only for those who may restore them.
 */
export async function listRecordings(
  db: Db,
  actor: Actor,
  { sessionId, state, limit = DEFAULT_LIMIT, cursor }: ListRecordingsInput,
): Promise<{ readonly items: readonly RecordingOfSession[]; readonly nextCursor?: string }> {
  const { tenant } = actor;
  let query = db
    .withTables<RecordingTables & SessionTables>()
    .selectFrom('recordings')
    .innerJoin('sessions', (join) =>
      join
        .onRef('sessions.tenant', '=', 'recordings.tenant')
        .onRef('sessions.id', '=', 'recordings.session_id'),
    )
    .selectAll('recordings')
    .where('recordings.tenant', '=', tenant)
    .where('recordings.purged_at', 'is', null)
    .orderBy('recordings.started_at', 'desc')
    .orderBy('recordings.id', 'desc')
    .limit(limit + 1);
  if (sessionId !== undefined) query = query.where('recordings.session_id', '=', sessionId);
  if (state !== undefined) query = query.where('recordings.state', '=', state);
  if (actor.sessions) query = query.where(sql<boolean>`sessions.id = any(${[...actor.sessions]}::text[])`);
  if (actor.role !== 'admin') {
    const inCourse = sql<boolean>`sessions.course_id = any(${[...actor.courses]}::text[])`;
    const isWatching = actor.role === 'teacher' || actor.role === 'moderator';
    query = query
      .where((where) =>
        where.or([
          where('sessions.host_id', '=', actor.id),
          // A token that names sessions is an invitation to them.
          ...(actor.sessions ? [sql<boolean>`true`] : []),
          where.exists(
            where
              .selectFrom('attendees')
              .select('person_id')
              .whereRef('attendees.tenant', '=', 'sessions.tenant')
              .whereRef('attendees.session_id', '=', 'sessions.id')
              .where('person_id', '=', actor.id),
          ),
          ...(isWatching ? [inCourse] : []),
          ...(actor.role === 'student'
            ? [where.and([where('sessions.kind', '!=', 'lesson'), inCourse])]
            : []),
        ]),
      )
      .where((where) =>
        where.or([
          where('recordings.state', '!=', 'deleted'),
          where('sessions.host_id', '=', actor.id),
          ...(actor.role === 'teacher' ? [inCourse] : []),
        ]),
      );
  }
  if (cursor !== undefined) {
    const { startedAt, id } = parseListCursor(cursor);
    query = query.where(
      sql<boolean>`(recordings.started_at, recordings.id) < (${startedAt}::timestamptz, ${id}::text)`,
    );
  }
  const rows = await query.execute();
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: await withSessions(db, tenant, shown),
    ...(rows.length > limit && last && { nextCursor: formatListCursor(last) }),
  };
}

async function withSessions(
  db: Db,
  tenant: string,
  rows: readonly RecordingRow[],
): Promise<readonly RecordingOfSession[]> {
  const ids = [...new Set(rows.map(({ session_id: id }) => id))];
  if (ids.length === 0) return [];
  const found = await db
    .withTables<SessionTables>()
    .selectFrom('sessions')
    .selectAll()
    .where('tenant', '=', tenant)
    .where(sql<boolean>`id = any(${ids}::text[])`)
    .execute();
  const sessions = new Map((await withSeats(db, tenant, found)).map((one) => [one.row.id, one]));
  return rows.flatMap((row) => {
    const session = sessions.get(row.session_id);
    return session ? [{ row, session }] : [];
  });
}

function formatListCursor({ started_at: startedAt, id }: RecordingRow): string {
  return Buffer.from(`${startedAt.toISOString()} ${id}`).toString('base64url');
}

function parseListCursor(cursor: string): { readonly startedAt: Date; readonly id: string } {
  const [, at, id] =
    /^(\S{20,30}) (rec-[a-z0-9]{22})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  const startedAt = new Date(at ?? '');
  if (id === undefined || Number.isNaN(startedAt.getTime()))
    throw new LecternError('INVALID_CURSOR', 'The cursor is not one of ours. Ask for the first page again.');
  return { startedAt, id };
}
