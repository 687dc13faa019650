import type { Booking, CreateBookingInput, MoveBookingInput } from '@lectern/core/contract';

/** The person is about to book. Bubbles, crosses shadow roots; cancel it to book in a way of your own. */
export class SessionBookingConfirmEvent extends CustomEvent<CreateBookingInput> {
  constructor(detail: CreateBookingInput) {
    super('session-booking-confirm', { detail, bubbles: true, composed: true, cancelable: true });
  }
}

export interface SessionBookingMoveDetail {
  /** As it stands. */
  readonly booking: Booking;
  readonly input: MoveBookingInput;
}

/** The person is about to move a booking. Bubbles, crosses shadow roots; cancel it to move it in a way of your own. */
export class SessionBookingMoveEvent extends CustomEvent<SessionBookingMoveDetail> {
  constructor(detail: SessionBookingMoveDetail) {
    super('session-booking-move', { detail, bubbles: true, composed: true, cancelable: true });
  }
}

export interface SessionBookingAfterMoveDetail {
  readonly booking: Booking;
  /** As it was before. */
  readonly former: Booking;
}

/** A booking has another time. Bubbles, crosses shadow roots, not cancelable. */
export class SessionBookingAfterMoveEvent extends CustomEvent<SessionBookingAfterMoveDetail> {
  constructor(detail: SessionBookingAfterMoveDetail) {
    super('session-booking-after-move', { detail, bubbles: true, composed: true });
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

/** A booking was cancelled: the one just made, or another of the person's. Bubbles, crosses shadow roots, not cancelable. */
export class SessionBookingAfterCancelEvent extends CustomEvent<SessionBookingDetail> {
  constructor(detail: SessionBookingDetail) {
    super('session-booking-after-cancel', { detail, bubbles: true, composed: true });
  }
}

export interface SessionBookingErrorDetail {
  /** A `LecternError` where the server or the network said no. */
  readonly error: unknown;
  /** What was tried. */
  readonly during: 'offerings' | 'slots' | 'create' | 'move' | 'cancel' | 'calendar-file';
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
    'session-booking-move': SessionBookingMoveEvent;
    'session-booking-after-move': SessionBookingAfterMoveEvent;
    'session-booking-done': SessionBookingDoneEvent;
    'session-booking-after-cancel': SessionBookingAfterCancelEvent;
    'session-booking-error': SessionBookingErrorEvent;
  }
}
