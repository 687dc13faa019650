import { LecternError } from '@lectern/core';
import type { ListSessionsInput, Page, Session, SessionAction } from '@lectern/core/contract';
import type { Db, Tx } from '../../platform/db/database.js';
import type { DomainDeps } from '../../platform/deps.js';
import type { Actor } from '../../platform/rights/actor.js';
import { createSessionIn, type NewSession } from './create-session.js';
import { cancelSession, endSession, goLive } from './life-cycle.js';
import { createMediaRooms, type MediaRooms } from './media-rooms.js';
import { readOccurrences, type Occurrence } from './occurrences.js';
import type { People } from './people.js';
import { GRACE_MS, requireRight, sessionNotFound, type SessionWithSeats } from './rules.js';
import { listSessions } from './session-list.js';
import { readSession } from './session-store.js';
import { sessionsOfPerson, type SessionsOfPerson } from './sessions-of-person.js';
import { viewSession } from './session-view.js';
import type { SessionRow, SessionTables } from './tables.js';
import { reschedule, type NewTimes } from './reschedule.js';
import { busyTimes, type BusyTimesInput, type TimeRange } from './time-claims.js';

/** What domains above may call. Those with a `tx` run in the caller's transaction. */
export interface SessionsService {
  readonly people: People;
  readonly mediaRooms: MediaRooms;
  /**
   * A session somebody acts on.
   *
   * @throws {@link LecternError} NOT_FOUND, FORBIDDEN, or the code of a state that does not allow the action.
   */
  getFor(
    db: Db,
    actor: Actor,
    id: string,
    action: SessionAction,
    options?: { readonly lock?: boolean },
  ): Promise<SessionWithSeats>;
  /** A session whoever asks; undefined when there is none. Locked, nobody else changes it or its people until the commit. */
  read(
    db: Db,
    tenant: string,
    id: string,
    options?: { readonly lock?: boolean },
  ): Promise<SessionWithSeats | undefined>;
  /** As one person sees it. */
  view(db: Db, actor: Actor, session: SessionWithSeats): Promise<Session>;
  list(actor: Actor, input: ListSessionsInput, now: Date): Promise<Page<Session>>;
  /** What somebody gives or has a seat in, by its start; in any state. */
  ofPerson(db: Db, input: SessionsOfPerson): Promise<readonly SessionRow[]>;
  /**
   * Makes a session that was booked and takes its host's time.
   *
   * @throws {@link LecternError} SLOT_TAKEN when the time is taken; the transaction can still be used.
   */
  createLesson(tx: Tx, input: NewSession): Promise<SessionWithSeats>;
  /** Calls off a session that has not begun, and frees its host. @throws {@link LecternError} the code of its state. */
  cancel(tx: Tx, session: SessionWithSeats, now: Date): Promise<SessionWithSeats>;
  /**
   * Gives a session that has not begun another time, and its host's old time back.
   *
   * @throws {@link LecternError} SLOT_TAKEN when the time is taken, or the code of its state. Roll back after either.
   */
  reschedule(tx: Tx, session: SessionWithSeats, times: NewTimes, now: Date): Promise<SessionWithSeats>;
  /** When a host is not free, buffers included; expired holds do not count. */
  busyTimes(db: Db, input: BusyTimesInput): Promise<readonly TimeRange[]>;
  goLive(tx: Tx, session: SessionWithSeats, now: Date): Promise<SessionWithSeats>;
  end(tx: Tx, session: SessionWithSeats, now: Date): Promise<SessionWithSeats>;
  /** What is past its end and grace and has not ended, and when the next one will be. */
  overdue(
    db: Db,
    now: Date,
  ): Promise<{ readonly due: readonly { tenant: string; id: string }[]; readonly nextAt?: Date }>;
  /** All lives of its room, the oldest first. */
  occurrences(db: Db, tenant: string, sessionId: string): Promise<readonly Occurrence[]>;
  /** A ticket for one person in the open occurrence; see {@link MediaRooms.getTicket}. */
  getTicket: MediaRooms['getTicket'];
}

export function createSessionsService(deps: DomainDeps, people: People): SessionsService {
  const mediaRooms = createMediaRooms(deps);
  const viewAll = async (
    db: Db,
    actor: Actor,
    sessions: readonly SessionWithSeats[],
  ): Promise<readonly Session[]> => {
    const ids = sessions.flatMap(({ row, attendeeIds }) => [row.host_id, ...attendeeIds]);
    const refs = await people.refs(db, actor.tenant, [...new Set(ids)]);
    const names = new Map(refs.map((ref) => [ref.id, ref]));
    return sessions.map((session) => viewSession(actor, session, { names, sessionUrl: deps.sessionUrl }));
  };
  return {
    people,
    mediaRooms,
    async getFor(db, actor, id, action, options) {
      const session = await readSession(db, actor.tenant, id, options);
      if (!session) throw sessionNotFound();
      requireRight(actor, action, session);
      return session;
    },
    read: readSession,
    view: async (db, actor, session) => {
      const [view] = await viewAll(db, actor, [session]);
      if (!view) throw new TypeError('[@lectern/server] one session has one view');
      return view;
    },
    async list(actor, input, now) {
      const { db } = deps.database;
      const { items, nextCursor } = await listSessions(db, actor, input, now);
      const views = await viewAll(db, actor, items);
      return {
        items: views,
        ...(nextCursor !== undefined && { nextCursor }),
        serverNow: now.toISOString(),
      };
    },
    ofPerson: sessionsOfPerson,
    createLesson: (tx, input) => asSlotTaken(createSessionIn(tx, deps, input)),
    reschedule: (tx, session, times, now) => asSlotTaken(reschedule(tx, deps, session, times, now)),
    cancel: (tx, session, now) => cancelSession(tx, deps, session, now),
    busyTimes,
    goLive: (tx, session, now) => goLive(tx, deps, session, now),
    end: (tx, session, now) => endSession(tx, deps, session, now),
    async overdue(db, now) {
      const rows = await db
        .withTables<SessionTables>()
        .selectFrom('sessions')
        .select(['tenant', 'id', 'ends_at'])
        .where('state', 'in', ['scheduled', 'live'])
        .where('ends_at', 'is not', null)
        .orderBy('ends_at')
        .limit(200)
        .execute();
      const isDue = (endsAt: Date | null): boolean =>
        endsAt !== null && endsAt.getTime() + GRACE_MS <= now.getTime();
      const next = rows.find(({ ends_at: endsAt }) => !isDue(endsAt))?.ends_at;
      return {
        due: rows.filter(({ ends_at: endsAt }) => isDue(endsAt)),
        ...(next && { nextAt: new Date(next.getTime() + GRACE_MS) }),
      };
    },
    occurrences: (db, tenant, sessionId) => readOccurrences(db, { tenant, sessionId }),
    getTicket: mediaRooms.getTicket,
  };
}

/** What booking calls a host who is busy. */
async function asSlotTaken<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (LecternError.is(error) && error.code === 'HOST_BUSY')
      throw new LecternError('SLOT_TAKEN', 'Somebody else has this time. Choose another one.', {
        cause: error,
      });
    throw error;
  }
}
