import type { Instant, LocalDate, Page, Zone } from './common.js';
import type { PersonRef } from './person.js';

/** `start` and `end` in minutes from local midnight: 0 to 2,880; above 1,440 runs into the next day. */
export interface WallInterval {
  readonly startMinute: number;
  readonly endMinute: number;
}

export interface WeeklyRule extends WallInterval {
  /** 1 is Monday, 7 is Sunday (ISO 8601). */
  readonly weekday: 1 | 2 | 3 | 4 | 5 | 6 | 7;
}

export interface DateOverride {
  readonly date: LocalDate;
  /** Empty: closed. */
  readonly intervals: readonly WallInterval[];
}

/** `GET` and `PUT /v1/hosts/:id/availability`. Rules live in the host's zone. */
export interface Availability {
  readonly zone: Zone;
  readonly weekly: readonly WeeklyRule[];
  readonly overrides: readonly DateOverride[];
}

/** A template of what can be booked. */
export interface Offering {
  /** `off-` and 22 of `[a-z0-9]`. */
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly courseId?: string;
  readonly hosts: readonly PersonRef[];
  readonly durationMinutes: number;
  /** Between starts. Default: the duration. */
  readonly stepMinutes: number;
  readonly bufferBeforeMinutes: number;
  readonly bufferAfterMinutes: number;
  /** Least time between booking and start. */
  readonly noticeMinutes: number;
  /** How many calendar days ahead can be booked. */
  readonly windowDays: number;
  /** Hours before the start until which a student may cancel or move. 0: until the start. */
  readonly cancelHours: number;
  readonly capacity: number;
  readonly archived: boolean;
}

/** `GET /v1/offerings` */
export interface ListOfferingsInput {
  /** 1 to 100. Default: 100. */
  readonly limit?: number;
  readonly cursor?: string;
}

/** `POST /v1/offerings`; `PUT /v1/offerings/:id` */
export interface PutOfferingInput {
  readonly title: string;
  readonly description?: string;
  readonly courseId?: string;
  /** Default: you. */
  readonly hostIds?: readonly string[];
  /** 5 to 480. Default: 60. */
  readonly durationMinutes?: number;
  readonly stepMinutes?: number;
  readonly bufferBeforeMinutes?: number;
  readonly bufferAfterMinutes?: number;
  readonly noticeMinutes?: number;
  readonly windowDays?: number;
  readonly cancelHours?: number;
  readonly archived?: boolean;
}

/** A free time. */
export interface Slot {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** `+01:00`, in the host's zone at that time. */
  readonly hostOffset: string;
  /** `HH:MM` in the host's zone. */
  readonly hostTime: string;
  readonly viewerDate: LocalDate;
  /** `HH:MM`, 24 hours. */
  readonly viewerTime: string;
  readonly viewerOffset: string;
  readonly capacity: number;
  readonly seatsLeft: number;
  readonly sessionId?: string;
}

/** `GET /v1/offerings/:id/slots` */
export interface ListSlotsInput {
  readonly offeringId: string;
  readonly hostId: string;
  /** Viewer-local dates, both included, at most 62 days. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** The viewer's zone. */
  readonly zone: Zone;
  /** A booking that is to be moved: its own time counts as free. */
  readonly bookingId?: string;
}

export interface SlotList {
  readonly slots: readonly Slot[];
  readonly hostZone: Zone;
  readonly viewerZone: Zone;
  /** First date with a free slot after `to`, within the window, when the range itself has none. */
  readonly nextFreeDate?: LocalDate;
  readonly serverNow: Instant;
}

export type BookingState = 'confirmed' | 'cancelled';

export interface Booking {
  /** `bkg-` and 22 of `[a-z0-9]`. */
  readonly id: string;
  readonly state: BookingState;
  readonly sessionId: string;
  readonly offeringId: string;
  readonly title: string;
  readonly host: PersonRef;
  readonly attendee: PersonRef;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly hostZone: Zone;
  /** `YYYY-MM-DDTHH:MM` on the host's wall. */
  readonly hostWallStart: string;
  readonly viewerZone: Zone;
  readonly note?: string;
  readonly cancelledAt?: Instant;
  readonly cancelReason?: string;
  /** When it was before it was moved the last time. */
  readonly movedFrom?: { readonly startsAt: Instant; readonly endsAt: Instant };
  /** Rises with every change; SEQUENCE of the calendar entry. */
  readonly sequence: number;
  readonly you: {
    readonly can: {
      readonly 'booking.view': boolean;
      readonly 'booking.cancel': boolean;
      readonly 'booking.move': boolean;
    };
  };
}

/** `POST /v1/bookings` */
export interface CreateBookingInput {
  readonly offeringId: string;
  readonly hostId: string;
  readonly startsAt: Instant;
  /** The zone the person saw. */
  readonly zone: Zone;
  /** At most 1,000 characters, for the host. */
  readonly note?: string;
}

/** `POST /v1/bookings/:id/cancel` */
export interface CancelBookingInput {
  /** Of the booking as the person saw it: another one meanwhile is `STALE`. Left out: whatever it is. */
  readonly sequence?: number;
  /** At most 500 characters. */
  readonly reason?: string;
}

/** `POST /v1/bookings/:id/move`: another time with the same teacher, all or nothing. */
export interface MoveBookingInput {
  readonly startsAt: Instant;
  /** The zone the person saw. */
  readonly zone: Zone;
  /** Of the booking as the person saw it: another one meanwhile is `STALE`. */
  readonly sequence: number;
  /** At most 500 characters. */
  readonly reason?: string;
}

/** `details` of `STALE` for a booking. */
export interface StaleBookingDetails {
  readonly current: Booking;
}

/** `details` of `SLOT_TAKEN`. */
export interface SlotTakenDetails {
  /** Up to three near free slots, in the zone of the request. */
  readonly alternatives: readonly Slot[];
}

/** `GET /v1/bookings` */
export interface ListBookingsInput {
  readonly limit?: number;
  readonly cursor?: string;
}
export type BookingPage = Page<Booking>;
