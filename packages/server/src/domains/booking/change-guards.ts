import { LecternError } from '@lectern/core';
import type { Booking, SessionState } from '@lectern/core/contract';
import type { Actor } from '../../platform/rights/actor.js';
import { judge } from '../../platform/rights/rights.js';
import type { StoredBooking } from './bookings.store.js';
import { cancelCutoff, forbidden, isBoundByCutoff, placeOfBooking } from './rules.js';

/** What can be done to a booking that stands. */
export type BookingChange = 'cancel' | 'move';

/** A change, or how the booking stands when it is not the one that was seen. */
export type Changed = { readonly booking: StoredBooking } | { readonly stale: StoredBooking };

const INSTEAD: Readonly<Record<BookingChange, string>> = {
  cancel: 'end it instead of cancelling',
  move: 'book another lesson instead of moving this one',
};

/**
 * Whether somebody may change a booking now.
 *
 * @throws {@link LecternError} ALREADY_CANCELLED, SESSION_STATE, FORBIDDEN or TOO_LATE.
 */
export function requireChange(
  change: BookingChange,
  actor: Actor,
  booking: StoredBooking,
  { state, now }: { readonly state: SessionState; readonly now: Date },
): void {
  if (state === 'cancelled' || booking.state === 'cancelled') throw alreadyCancelled();
  const place = { ...placeOfBooking(actor, booking), state };
  const verdict = judge(actor.role, `booking.${change}`, place);
  if (verdict === 'wrong-state')
    throw new LecternError('SESSION_STATE', `The session is ${state}; ${INSTEAD[change]}.`, {
      details: { state },
    });
  if (verdict !== 'yes') throw forbidden(`You may see this booking, but not ${change} it.`);
  const cutoffAt = cancelCutoff(booking);
  if (now <= cutoffAt || !isBoundByCutoff(actor, booking)) return;
  throw new LecternError(
    'TOO_LATE',
    `It is too late to ${change} this booking yourself. Ask the teacher to ${change} it.`,
    { details: { cutoffAt: cutoffAt.toISOString() } },
  );
}

/** There is nothing left to change. */
export function alreadyCancelled(): LecternError {
  return new LecternError('ALREADY_CANCELLED', 'This booking was cancelled before.');
}

/** Somebody changed it meanwhile. */
export function staleBooking(current: Booking): LecternError {
  return new LecternError(
    'STALE',
    'This booking was changed meanwhile. Look at it as it stands now, and decide again.',
    { details: { current } },
  );
}
