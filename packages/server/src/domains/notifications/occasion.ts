import type { SessionKind, SessionState } from '@lectern/core/contract';
import type { Db } from '../../platform/db/database.js';
import type { BookingReader } from '../booking/booking.js';
import { cancelCutoff } from '../booking/rules.js';
import type { SessionsService } from '../sessions/sessions-service.js';
import type { SessionWithSeats } from '../sessions/rules.js';
import type { NotificationAbout } from './kinds.js';

/** What people are told about: a booked lesson, or a session somebody made, as it stands now. */
export interface Occasion {
  readonly sessionId: string;
  /** Of a booked lesson. */
  readonly bookingId?: string;
  readonly title: string;
  readonly kind: SessionKind;
  readonly isCancelled: boolean;
  /** Of the session. */
  readonly state: SessionState;
  /** Rises with every change that a calendar must know. */
  readonly sequence: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Before it was moved the last time. */
  readonly movedFrom?: { readonly startsAt: Date; readonly endsAt: Date };
  readonly hostId: string;
  readonly attendeeIds: readonly string[];
  readonly hostZone: string;
  /** The zone an attendee saw when it was booked. */
  readonly viewerZone?: string;
  readonly note?: string;
  readonly cancelReason?: string;
  /** Until when an attendee may move or cancel it. */
  readonly cutoffAt?: Date;
}

export interface OccasionSources {
  readonly sessions: SessionsService;
  readonly bookings: BookingReader;
}

/** Nothing for what does not exist, and for a community: it has no time. */
export async function readOccasion(
  db: Db,
  { sessions, bookings }: OccasionSources,
  what: {
    readonly tenant: string;
    readonly about: NotificationAbout;
    readonly aboutId: string;
    readonly sessionId: string;
  },
): Promise<Occasion | undefined> {
  const session = await sessions.read(db, what.tenant, what.sessionId);
  const occasion = session && fromSession(session);
  if (!session || !occasion || session.row.booking_id === null) return occasion;
  const booking = await bookings.read(db, what.tenant, session.row.booking_id);
  if (!booking) return undefined;
  return {
    ...occasion,
    bookingId: booking.id,
    title: booking.title,
    isCancelled: booking.state === 'cancelled',
    sequence: booking.sequence,
    startsAt: booking.startsAt,
    endsAt: booking.endsAt,
    hostId: booking.hostId,
    attendeeIds: [booking.attendeeId],
    hostZone: booking.hostZone,
    viewerZone: booking.viewerZone,
    cutoffAt: cancelCutoff(booking),
    ...(booking.movedFrom && { movedFrom: booking.movedFrom }),
    ...(booking.note !== undefined && { note: booking.note }),
    ...(booking.cancelReason !== undefined && { cancelReason: booking.cancelReason }),
  };
}

function fromSession({ row, attendeeIds }: SessionWithSeats): Occasion | undefined {
  if (!row.starts_at || !row.ends_at) return undefined;
  return {
    sessionId: row.id,
    title: row.title,
    kind: row.kind,
    isCancelled: row.state === 'cancelled',
    state: row.state,
    sequence: row.sequence,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    hostId: row.host_id,
    attendeeIds,
    hostZone: row.zone,
  };
}
