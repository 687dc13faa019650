import { SESSION_ACTIONS, type PersonRef, type Session, type SessionYou } from '@lectern/core/contract';
import type { Actor } from '../../platform/rights/actor.js';
import { can, judge } from '../../platform/rights/rights.js';
import { isStaff, joinWindow, placeOf, type SessionWithSeats } from './rules.js';

export interface ViewOptions {
  readonly names: ReadonlyMap<string, PersonRef>;
  sessionUrl(sessionId: string): string | undefined;
}

/** A session as one person sees it. Who is only of the same course does not learn who booked a lesson. */
export function viewSession(
  actor: Actor,
  session: SessionWithSeats,
  { names, sessionUrl }: ViewOptions,
): Session {
  const { row } = session;
  const you = viewYou(actor, session);
  const staff = isStaff(actor.role, placeOf(actor, session));
  const inside = isInside(actor, session);
  const { opensAt, closesAt } = joinWindow(row, staff);
  const url = sessionUrl(row.id);
  const ref = (id: string): PersonRef => names.get(id) ?? { id, name: id };
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    state: row.state,
    ...(row.starts_at && { startsAt: row.starts_at.toISOString() }),
    ...(row.ends_at && { endsAt: row.ends_at.toISOString() }),
    zone: row.zone,
    ...(row.started_at && { startedAt: row.started_at.toISOString() }),
    ...(row.ended_at && { endedAt: row.ended_at.toISOString() }),
    ...(row.course_id !== null && { courseId: row.course_id }),
    host: ref(row.host_id),
    attendees: inside ? session.attendeeIds.map(ref) : [],
    ...(row.capacity !== null && { capacity: row.capacity }),
    ...(opensAt && { joinOpensAt: opensAt.toISOString() }),
    ...(closesAt && { joinClosesAt: closesAt.toISOString() }),
    ...(inside && row.booking_id !== null && { bookingId: row.booking_id }),
    ...(url !== undefined && { url }),
    you,
    version: row.version,
  };
}

/** What somebody may do in a session as it stands, by the table of rights. */
export function viewYou(actor: Actor, session: SessionWithSeats): SessionYou {
  const place = placeOf(actor, session);
  return {
    relation: place.relation,
    role: actor.role,
    can: Object.fromEntries(
      SESSION_ACTIONS.map((action) => [action, can(actor.role, action, place)]),
    ) as SessionYou['can'],
  };
}

function isInside(actor: Actor, session: SessionWithSeats): boolean {
  const { state: _state, ...anyState } = placeOf(actor, session);
  return judge(actor.role, 'session.join', anyState) === 'yes';
}
