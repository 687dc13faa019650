import { LecternError } from '@lectern/core';
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.js';
import type { Actor } from '../../platform/rights/actor.js';
import { GRACE_MS, type SessionWithSeats } from './rules.js';
import { withSeats } from './session-store.js';
import type { SessionTables } from './tables.js';

const DEFAULT_LIMIT = 20;

export interface ListOptions {
  readonly when?: 'upcoming' | 'past';
  readonly limit?: number;
  readonly cursor?: string;
}

/**
 * The sessions of a person: those they give or attend, and the classes of their courses. Lessons of others in the same
 * course are not theirs to list. An admin has them all.
 */
export async function listSessions(
  db: Db,
  actor: Actor,
  { when = 'upcoming', limit = DEFAULT_LIMIT, cursor }: ListOptions,
  now: Date,
): Promise<{ readonly items: readonly SessionWithSeats[]; readonly nextCursor?: string }> {
  const { tenant } = actor;
  const upcoming = when === 'upcoming';
  const direction = upcoming ? 'asc' : 'desc';
  // What can still be joined is not over.
  const endsAfter = new Date(now.getTime() - GRACE_MS);
  let query = db
    .withTables<SessionTables>()
    .selectFrom('sessions')
    .selectAll()
    .where('tenant', '=', tenant)
    .where((where) => {
      const open = where.or([
        where('state', '=', 'live'),
        where.and([
          where('state', '=', 'scheduled'),
          where.or([where('ends_at', 'is', null), where('ends_at', '>', endsAfter)]),
        ]),
      ]);
      return upcoming ? open : where.not(open);
    })
    .orderBy('sort_at', direction)
    .orderBy('id', direction)
    .limit(limit + 1);
  if (actor.sessions) query = query.where(sql<boolean>`id = any(${[...actor.sessions]}::text[])`);
  else if (actor.role !== 'admin')
    query = query.where((where) =>
      where.or([
        where('host_id', '=', actor.id),
        where.exists(
          where
            .selectFrom('attendees')
            .select('person_id')
            .whereRef('attendees.tenant', '=', 'sessions.tenant')
            .whereRef('attendees.session_id', '=', 'sessions.id')
            .where('person_id', '=', actor.id),
        ),
        // A guest has only what an invitation gives.
        ...(actor.role === 'guest'
          ? []
          : [
              where.and([
                where('kind', '!=', 'lesson'),
                sql<boolean>`course_id = any(${[...actor.courses]}::text[])`,
              ]),
            ]),
      ]),
    );
  if (cursor !== undefined) {
    const { sortAt, id } = parseListCursor(cursor);
    query = query.where(
      upcoming
        ? sql<boolean>`(sort_at, id) > (${sortAt}::timestamptz, ${id}::text)`
        : sql<boolean>`(sort_at, id) < (${sortAt}::timestamptz, ${id}::text)`,
    );
  }
  const rows = await query.execute();
  const items = await withSeats(db, tenant, rows.slice(0, limit));
  const last = items.at(-1)?.row;
  return {
    items,
    ...(rows.length > limit && last && { nextCursor: formatListCursor(last.sort_at, last.id) }),
  };
}

function formatListCursor(sortAt: Date, id: string): string {
  return Buffer.from(`${sortAt.toISOString()} ${id}`).toString('base64url');
}

function parseListCursor(cursor: string): { readonly sortAt: Date; readonly id: string } {
  const [, at, id] =
    /^(\S{20,30}) (ses-[a-z0-9]{22})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  const sortAt = new Date(at ?? '');
  if (id === undefined || Number.isNaN(sortAt.getTime()))
    throw new LecternError('INVALID_CURSOR', 'The cursor is not one of ours. Ask for the first page again.');
  return { sortAt, id };
}
