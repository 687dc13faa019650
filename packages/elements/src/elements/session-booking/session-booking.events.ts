import type { Booking, CreateBookingInput } from '@lectern/core/contract';

/** The person is about to book. Bubbles, crosses shadow roots; cancel it to book in a way of your own. */
export class SessionBookingConfirmEvent extends CustomEvent<CreateBookingInput> {
  constructor(detail: CreateBookingInput) {
    super('session-booking-confirm', { detail, bubbles: true, composed: true, cancelable: true });
  }
}

export interface SessionBookingDetail {
  readonly booking: Booking;
}

/** A time was booked. Bubbles, crosses shadow roots, not cancelable. */
export class SessionBookingDoneEvent extends CustomEvent<SessionBookingDetail> {
  constructor(detail: SessionBookingDetail) {
    super('session-booking-done', { detail, bubbles: true, composed: true });
  }
}

/** The booking that was just made was cancelled again. Bubbles, crosses shadow roots, not cancelable. */
export class SessionBookingAfterCancelEvent extends CustomEvent<SessionBookingDetail> {
  constructor(detail: SessionBookingDetail) {
    super('session-booking-after-cancel', { detail, bubbles: true, composed: true });
  }
}

export interface SessionBookingErrorDetail {
  /** A `LecternError` where the server or the network said no. */
  readonly error: unknown;
  /** What was tried. */
  readonly during: 'offerings' | 'slots' | 'create' | 'cancel' | 'calendar-file';
}

/** Something failed; the element shows it already. Bubbles, crosses shadow roots, not cancelable. */
export class SessionBookingErrorEvent extends CustomEvent<SessionBookingErrorDetail> {
  constructor(detail: SessionBookingErrorDetail) {
    super('session-booking-error', { detail, bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'session-booking-confirm': SessionBookingConfirmEvent;
    'session-booking-done': SessionBookingDoneEvent;
    'session-booking-after-cancel': SessionBookingAfterCancelEvent;
    'session-booking-error': SessionBookingErrorEvent;
  }
}
