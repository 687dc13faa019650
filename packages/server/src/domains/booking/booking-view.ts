import type { Booking, PersonRef, SessionState } from '@lectern/core/contract';
import type { Actor } from '../../platform/rights/actor.js';
import { can } from '../../platform/rights/rights.js';
import type { StoredBooking } from './bookings.store.js';
import { cancelCutoff, isBoundByCutoff, placeOfBooking } from './rules.js';

/** What a view of a booking needs beside it. */
export interface BookingViewOptions {
  readonly names: ReadonlyMap<string, PersonRef>;
  /** How its session stands; undefined when that is not known. */
  readonly sessionState: SessionState | undefined;
  readonly now: Date;
}

/** A booking as one person sees it. */
export function viewBooking(
  actor: Actor,
  booking: StoredBooking,
  { names, sessionState, now }: BookingViewOptions,
): Booking {
  const place = { ...placeOfBooking(actor, booking), ...(sessionState && { state: sessionState }) };
  const isOpen = booking.state === 'confirmed';
  const isInTime = !isBoundByCutoff(actor, booking) || now <= cancelCutoff(booking);
  const ref = (id: string): PersonRef => names.get(id) ?? { id, name: id };
  return {
    id: booking.id,
    state: booking.state,
    sessionId: booking.sessionId,
    offeringId: booking.offeringId,
    title: booking.title,
    host: ref(booking.hostId),
    attendee: ref(booking.attendeeId),
    startsAt: booking.startsAt.toISOString(),
    endsAt: booking.endsAt.toISOString(),
    hostZone: booking.hostZone,
    hostWallStart: booking.hostWallStart,
    viewerZone: booking.viewerZone,
    ...(booking.note === undefined ? {} : { note: booking.note }),
    ...(booking.cancelledAt === undefined ? {} : { cancelledAt: booking.cancelledAt.toISOString() }),
    ...(booking.cancelReason === undefined ? {} : { cancelReason: booking.cancelReason }),
    ...(booking.movedFrom === undefined
      ? {}
      : {
          movedFrom: {
            startsAt: booking.movedFrom.startsAt.toISOString(),
            endsAt: booking.movedFrom.endsAt.toISOString(),
          },
        }),
    sequence: booking.sequence,
    you: {
      can: {
        'booking.view': can(actor.role, 'booking.view', place),
        'booking.cancel': isOpen && isInTime && can(actor.role, 'booking.cancel', place),
        'booking.move': isOpen && isInTime && can(actor.role, 'booking.move', place),
      },
    },
  };
}
