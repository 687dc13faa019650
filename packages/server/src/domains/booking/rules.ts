import { LecternError } from '@lectern/core';
import type { Relation } from '@lectern/core/contract';
import type { Actor } from '../../platform/rights/actor.js';
import { can, type Action, type Place } from '../../platform/rights/rights.js';
import { isWithinReach } from '../sessions/rules.js';
import type { StoredBooking } from './bookings.store.js';
import type { StoredOffering } from './offerings.store.js';

const MS_PER_HOUR = 3_600_000;

/** Where somebody stands to an offering: one without a course is everybody's in the tenant. */
export function placeOfOffering(
  actor: Actor,
  { courseId, hostIds }: Pick<StoredOffering, 'courseId' | 'hostIds'>,
): Place {
  // A token for single sessions is an invitation to these, not to book others.
  if (actor.sessions) return { relation: 'none', outOfReach: true };
  const inCourse = courseId === undefined || actor.courses.includes(courseId);
  if (hostIds.includes(actor.id)) return { relation: 'host', inCourse };
  return { relation: inCourse ? 'course' : 'none', inCourse };
}

/** Whether an offering is shown: archived ones only to those who could bring them back. */
export function isVisible(actor: Actor, offering: StoredOffering): boolean {
  const action: Action = offering.archived ? 'offering.update' : 'offering.view';
  return mayWithOffering(actor, action, offering);
}

/** What the table says, and that no colleague changes an offering that belongs to no course of theirs. */
export function mayWithOffering(actor: Actor, action: Action, offering: StoredOffering): boolean {
  const place = placeOfOffering(actor, offering);
  if (!can(actor.role, action, place)) return false;
  const isColleague = actor.role !== 'admin' && place.relation === 'course';
  return action !== 'offering.update' || !isColleague || offering.courseId !== undefined;
}

/** Where somebody stands to the rules of a host. Whatever a token says, only who teaches has a calendar. */
export function placeOfAvailability(actor: Actor, hostId: string): Place {
  if (actor.sessions) return { relation: 'none', outOfReach: true };
  const isOwn = actor.id === hostId && actor.role === 'teacher';
  return { relation: isOwn ? 'host' : 'course' };
}

/** Where somebody stands to a booking: without a course it is nobody's but its two people's. */
export function placeOfBooking(actor: Actor, booking: StoredBooking): Place {
  const inCourse = booking.courseId !== undefined && actor.courses.includes(booking.courseId);
  return {
    relation: relationToBooking(actor, booking, inCourse),
    inCourse,
    outOfReach: !isWithinReach(actor, booking.sessionId),
  };
}

/** Until when the attendee may cancel, the instant itself included. */
export function cancelCutoff(booking: StoredBooking): Date {
  return new Date(booking.startsAt.getTime() - booking.cancelHours * MS_PER_HOUR);
}

/** Whether the cut-off holds for somebody: who teaches or runs the place may always cancel. */
export function isBoundByCutoff(actor: Actor, booking: StoredBooking): boolean {
  const { relation, ...place } = placeOfBooking(actor, booking);
  if (relation !== 'attendee') return false;
  return !can(actor.role, 'booking.cancel', { ...place, relation: place.inCourse ? 'course' : 'none' });
}

/** The answer to an id that is unknown and to one that may not be seen: the same. */
export function notFound(what: 'offering' | 'host' | 'booking'): LecternError {
  return new LecternError('NOT_FOUND', `There is no such ${what}, or you may not see it.`);
}

/** They see it, but may not act. */
export function forbidden(what: string): LecternError {
  return new LecternError('FORBIDDEN', what);
}

function relationToBooking(actor: Actor, booking: StoredBooking, inCourse: boolean): Relation {
  if (!isWithinReach(actor, booking.sessionId)) return 'none';
  if (actor.id === booking.hostId) return 'host';
  if (actor.id === booking.attendeeId) return 'attendee';
  return inCourse ? 'course' : 'none';
}
