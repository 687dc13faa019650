import type { LecternClient } from '@lectern/core/client';
import { LecternError, type Booking, type Slot, type StaleBookingDetails } from '@lectern/core/contract';
import type { BookingState } from './booking-state.js';
import {
  SessionBookingAfterCancelEvent,
  SessionBookingAfterMoveEvent,
  SessionBookingMoveEvent,
  type SessionBookingErrorDetail,
} from './session-booking.events.js';

/** What changing a booking needs of the flow it is part of. */
export interface BookingChanges {
  readonly client: Pick<LecternClient, 'bookings'>;
  readonly signal: AbortSignal;
  /** As it was when the change was asked for. */
  readonly state: BookingState;
  set(change: Partial<BookingState>): void;
  dispatch(event: Event): boolean;
  fail(error: unknown, during: SessionBookingErrorDetail['during']): void;
  /** The same wish asked again goes under the same key. */
  keyOf(input: object): string;
  refused(error: unknown, slot: Slot): void;
  /** The bookings are others now. */
  done(): void;
}

/** Nobody asks, or has asked, to cancel. */
export const CANCEL_NOTHING = {
  cancelling: 'no',
  cancelOf: undefined,
  cancelError: undefined,
  cancelled: undefined,
} as const;

/** Moves a booking to a time. */
export async function moveBooking(changes: BookingChanges, moving: Booking, slot: Slot): Promise<void> {
  const { client, signal, state, set, dispatch } = changes;
  const input = { startsAt: slot.startsAt, zone: state.zone, sequence: moving.sequence };
  if (!dispatch(new SessionBookingMoveEvent({ booking: moving, input }))) return;
  set({ sending: true, problem: undefined });
  try {
    const options = { signal, idempotencyKey: changes.keyOf({ id: moving.id, ...input }) };
    const booking = await client.bookings.move(moving.id, input, options);
    if (signal.aborted) return;
    set({ step: 'done', booking, moving: undefined, movedFrom: moving, sending: false });
    dispatch(new SessionBookingAfterMoveEvent({ booking, former: moving }));
    changes.done();
  } catch (error) {
    if (signal.aborted) return;
    const current = currentOf(error);
    if (current) set({ moving: current });
    changes.refused(error, slot);
    changes.fail(error, 'move');
    if (current) changes.done();
  }
}

/** Cancels the booking that was asked about, as it was seen. */
export async function cancelBooking(changes: BookingChanges): Promise<void> {
  const { client, signal, state, set } = changes;
  const { booking, cancelling, cancelOf, own } = state;
  if (!cancelOf || cancelling === 'sending') return;
  set({ cancelling: 'sending', cancelError: undefined });
  try {
    const { id, sequence } = cancelOf;
    const cancelled = await client.bookings.cancel(id, { sequence }, { signal });
    if (signal.aborted) return;
    set({
      cancelling: 'no',
      cancelOf: undefined,
      own: own.filter((one) => one.id !== id),
      ...(booking?.id === id ? { booking: cancelled } : { cancelled }),
    });
    changes.dispatch(new SessionBookingAfterCancelEvent({ booking: cancelled }));
  } catch (error) {
    if (signal.aborted) return;
    const current = currentOf(error);
    set({
      cancelling: 'no',
      cancelError: error,
      ...(current && booking?.id === current.id ? { booking: current } : {}),
    });
    changes.fail(error, 'cancel');
    if (current) changes.done();
  }
}

/** How a booking stands that somebody changed meanwhile. */
function currentOf(error: unknown): Booking | undefined {
  if (!LecternError.is(error) || error.code !== 'STALE') return undefined;
  return (error.details as Partial<StaleBookingDetails> | undefined)?.current;
}
