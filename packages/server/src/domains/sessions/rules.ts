import { LecternError } from '@lectern/core';
import type { Relation, Role, SessionAction, SessionState } from '@lectern/core/contract';
import type { Actor } from '../../platform/rights/actor.js';
import { judge, type Place } from '../../platform/rights/rights.js';
import type { SessionRow } from './tables.js';

const MS_PER_MINUTE = 60_000;
/** How long before its start a session can be joined by those it is for. */
export const OPENS_BEFORE_MS = 5 * MS_PER_MINUTE;
/** The same for who prepares it. */
export const OPENS_BEFORE_FOR_STAFF_MS = 15 * MS_PER_MINUTE;
/** How long after its end it can still be joined, and reopened. */
export const GRACE_MS = 30 * MS_PER_MINUTE;

/** A session with the ids of those who have a seat in it. */
export interface SessionWithSeats {
  readonly row: SessionRow;
  readonly attendeeIds: readonly string[];
}

/** Whether a token is good for a session: one that names sessions is good for these alone. */
export function isWithinReach({ sessions }: Actor, sessionId: string): boolean {
  return sessions?.includes(sessionId) ?? true;
}

/** Who somebody is to a session. A token that names sessions is good for these alone. */
export function relationOf(actor: Actor, { row, attendeeIds }: SessionWithSeats): Relation {
  if (actor.tenant !== row.tenant) return 'none';
  if (!isWithinReach(actor, row.id)) return 'none';
  if (actor.id === row.host_id) return 'host';
  if (attendeeIds.includes(actor.id) || actor.sessions) return 'attendee';
  return isInCourse(actor, row) ? 'course' : 'none';
}

/** Where an actor stands, as the table of rights asks for it. */
export function placeOf(actor: Actor, session: SessionWithSeats): Place {
  return {
    relation: relationOf(actor, session),
    outOfReach: !isWithinReach(actor, session.row.id),
    inCourse: isInCourse(actor, session.row),
    state: session.row.state,
    kind: session.row.kind,
  };
}

/** Whether somebody opens and watches over a session: staff may come earlier and see who attends. */
export function isStaff(role: Role, place: Place): boolean {
  const { state: _state, ...anyState } = place;
  return judge(role, 'session.start', anyState) === 'yes';
}

/** When the Join button appears and until when it stays. Empty for what has no times. */
export function joinWindow(row: SessionRow, staff: boolean): { opensAt?: Date; closesAt?: Date } {
  if (!row.starts_at || !row.ends_at) return {};
  const before = staff ? OPENS_BEFORE_FOR_STAFF_MS : OPENS_BEFORE_MS;
  return {
    opensAt: new Date(row.starts_at.getTime() - before),
    closesAt: new Date(row.ends_at.getTime() + GRACE_MS),
  };
}

/**
 * Whether one can come in now. What is live stays open to who is in it: a lesson may run over.
 *
 * @throws {@link LecternError} SESSION_NOT_OPEN before the window, SESSION_ENDED after it.
 */
export function requireOpen(row: SessionRow, staff: boolean, now: Date): void {
  if (row.state === 'live') return;
  const { opensAt, closesAt } = joinWindow(row, staff);
  if (opensAt && now < opensAt)
    throw new LecternError('SESSION_NOT_OPEN', 'The session cannot be joined yet. Come back when it opens.', {
      details: { opensAt: opensAt.toISOString() },
    });
  if (closesAt && now >= closesAt) throw stateError('ended');
}

/**
 * Throws what the table of rights says of an action, as the outside world may know it.
 *
 * @throws {@link LecternError} NOT_FOUND for who may not see it, FORBIDDEN for who sees it but may not act, or the code
 * of a state that does not allow it.
 */
export function requireRight(actor: Actor, action: SessionAction, session: SessionWithSeats): void {
  const place = placeOf(actor, session);
  if (judge(actor.role, 'session.view', place) !== 'yes') throw sessionNotFound();
  const verdict = judge(actor.role, action, place);
  if (verdict === 'yes') return;
  if (verdict === 'wrong-state') throw stateError(session.row.state);
  throw new LecternError('FORBIDDEN', `You may see this session, but ${action} is not yours to do.`);
}

/** The answer to an id that is unknown and to one that may not be seen: the same. */
export function sessionNotFound(): LecternError {
  return new LecternError('NOT_FOUND', 'There is no such session, or you may not see it.');
}

/** Why a state does not allow what was wanted. */
export function stateError(state: SessionState): LecternError {
  const details = { state };
  if (state === 'ended') return new LecternError('SESSION_ENDED', 'The session is over.', { details });
  if (state === 'cancelled')
    return new LecternError('SESSION_CANCELLED', 'The session was cancelled.', { details });
  return new LecternError('SESSION_STATE', `The session is ${state}; this is not possible now.`, { details });
}

/** Whether it can no longer be joined although nobody ended it. */
export function isOver(row: SessionRow, now: Date): boolean {
  if (row.state === 'ended' || row.state === 'cancelled') return true;
  return (
    row.state === 'scheduled' && row.ends_at !== null && row.ends_at.getTime() + GRACE_MS <= now.getTime()
  );
}

function isInCourse(actor: Actor, row: SessionRow): boolean {
  return row.course_id !== null && actor.courses.includes(row.course_id);
}
