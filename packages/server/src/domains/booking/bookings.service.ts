import type {
  Booking,
  BookingPage,
  CancelBookingInput,
  CreateBookingInput,
  ListBookingsInput,
  MoveBookingInput,
} from '@lectern/core/contract';
import { isZone } from '@lectern/core/slots';
import type { Tx } from '../../platform/db/database.js';
import { calendarFile, calendarId } from '../../platform/calendar/calendar-file.js';
import type { DomainDeps } from '../../platform/deps.js';
import type { Actor } from '../../platform/rights/actor.js';
import { can } from '../../platform/rights/rights.js';
import { readSessionStates } from '../sessions/session-states.js';
import type { SessionsService } from '../sessions/sessions-service.js';
import { unknownZone } from './availability.service.js';
import { bookingChanged } from './booking-facts.js';
import { viewBooking } from './booking-view.js';
import {
  cancelBooking,
  findBooking,
  findBookingOfSession,
  freeAttendeeTime,
  listBookings,
  type StoredBooking,
} from './bookings.store.js';
import { alreadyCancelled, type Changed, requireChange, staleBooking } from './change-guards.js';
import { type BookingIds, confirmBooking } from './confirm-booking.js';
import { moveBooking } from './move-booking.js';
import type { OfferingsService } from './offerings.service.js';
import { formatPageCursor, parsePageCursor } from './page-cursor.js';
import { notFound, placeOfBooking } from './rules.js';
import type { SlotsService } from './slots.service.js';

const DEFAULT_LIMIT = 20;

/** Seats that people booked. */
export interface BookingsService {
  list(actor: Actor, input: ListBookingsInput): Promise<BookingPage>;
  get(actor: Actor, id: string): Promise<Booking>;
  /** Books a free slot for the actor. Nobody books in another's name. */
  create(actor: Actor, input: CreateBookingInput, ids: BookingIds): Promise<Booking>;
  cancel(actor: Actor, id: string, input: CancelBookingInput): Promise<Booking>;
  /** Another time with the same teacher, or nothing. */
  move(actor: Actor, id: string, input: MoveBookingInput): Promise<Booking>;
  /** The booking as an iCalendar file. */
  calendarFile(actor: Actor, id: string): Promise<string>;
  /** A cancelled session takes its booking with it; one that is over gives its attendee's time back. */
  followSession(tx: Tx, tenant: string, sessionId: string): Promise<void>;
}

export interface BookingsParts {
  readonly sessions: SessionsService;
  readonly offerings: OfferingsService;
  readonly slots: SlotsService;
}

export function createBookings(deps: DomainDeps, parts: BookingsParts): BookingsService {
  const { database, clock, appendFacts } = deps;
  const { sessions } = parts;

  async function requireVisible(
    tx: Tx | typeof database.db,
    actor: Actor,
    id: string,
  ): Promise<StoredBooking> {
    const booking = await findBooking(tx, actor.tenant, id);
    if (!booking || !can(actor.role, 'booking.view', placeOfBooking(actor, booking)))
      throw notFound('booking');
    return booking;
  }

  async function view(actor: Actor, bookings: readonly StoredBooking[]): Promise<readonly Booking[]> {
    const { db } = database;
    const { tenant } = actor;
    const ids = [...new Set(bookings.flatMap(({ hostId, attendeeId }) => [hostId, attendeeId]))];
    const names = new Map((await sessions.people.refs(db, tenant, ids)).map((ref) => [ref.id, ref]));
    const states = await readSessionStates(
      db,
      tenant,
      bookings.map(({ sessionId }) => sessionId),
    );
    const now = clock.now();
    return bookings.map((booking) =>
      viewBooking(actor, booking, { names, sessionState: states.get(booking.sessionId), now }),
    );
  }

  async function viewOne(actor: Actor, booking: StoredBooking): Promise<Booking> {
    const [answer] = await view(actor, [booking]);
    if (!answer) throw new TypeError('[@lectern/server] a booking went missing on its way out');
    return answer;
  }

  async function viewChanged(actor: Actor, changed: Changed): Promise<Booking> {
    if ('stale' in changed) throw staleBooking(await viewOne(actor, changed.stale));
    return viewOne(actor, changed.booking);
  }

  return {
    async list(actor, { limit = DEFAULT_LIMIT, cursor }) {
      const rows = await listBookings(database.db, actor.tenant, {
        ...(actor.role === 'admin' ? {} : { personId: actor.id }),
        ...(cursor === undefined ? {} : { after: parsePageCursor(cursor) }),
        limit: limit + 1,
      });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        items: await view(
          actor,
          page.filter((booking) => can(actor.role, 'booking.view', placeOfBooking(actor, booking))),
        ),
        ...(rows.length > limit && last ? { nextCursor: formatPageCursor(last) } : {}),
        serverNow: clock.now().toISOString(),
      };
    },

    async get(actor, id) {
      return viewOne(actor, await requireVisible(database.db, actor, id));
    },

    async create(actor, input, ids) {
      if (!isZone(input.zone)) throw unknownZone(input.zone);
      // The same request again, after a crash between the commit and the answer.
      const before = await findBooking(database.db, actor.tenant, ids.bookingId);
      if (before) return viewOne(actor, before);
      return viewOne(actor, await confirmBooking(deps, parts, { actor, input, ids }));
    },

    async cancel(actor, id, { reason, sequence }) {
      const done = await database.transaction(async (tx): Promise<Changed> => {
        const now = clock.now();
        const { sessionId } = await requireVisible(tx, actor, id);
        // Whatever else changes the session or its booking waits for this lock, or we for it.
        const session = await sessions.read(tx, actor.tenant, sessionId, { lock: true });
        const booking = await requireVisible(tx, actor, id);
        if (!session) throw new TypeError(`[@lectern/server] booking ${id} has no session`);
        requireChange('cancel', actor, booking, { state: session.row.state, now });
        if (sequence !== undefined && sequence !== booking.sequence) return { stale: booking };
        const by = { tenant: actor.tenant, personId: actor.id, now };
        const stored = await cancelBooking(tx, id, reason === '' ? undefined : reason, by);
        if (!stored) throw alreadyCancelled();
        await sessions.cancel(tx, session, now);
        await appendFacts(tx, [bookingChanged(actor.tenant, stored, now)]);
        return { booking: stored };
      });
      return viewChanged(actor, done);
    },

    async move(actor, id, input) {
      if (!isZone(input.zone)) throw unknownZone(input.zone);
      return viewChanged(actor, await moveBooking(deps, parts, { actor, id, input }));
    },

    async calendarFile(actor, id) {
      const booking = await requireVisible(database.db, actor, id);
      const [host] = await sessions.people.refs(database.db, actor.tenant, [booking.hostId]);
      const url = deps.sessionUrl(booking.sessionId);
      const entry = {
        id: calendarId({ id: booking.sessionId, bookingId: booking.id }),
        sequence: booking.sequence,
        cancelled: booking.state === 'cancelled',
        title: booking.title,
        hostName: host?.name ?? booking.hostId,
        startsAt: booking.startsAt,
        endsAt: booking.endsAt,
        ...(url === undefined ? {} : { sessionUrl: url }),
      };
      const domain = new URL(deps.publicUrl).hostname;
      return calendarFile([entry], { domain, stamp: clock.now() });
    },

    async followSession(tx, tenant, sessionId) {
      const booking = await findBookingOfSession(tx, tenant, sessionId);
      if (!booking) return;
      const state = (await readSessionStates(tx, tenant, [sessionId])).get(sessionId);
      if (state === 'ended') await freeAttendeeTime(tx, tenant, booking.id);
      if (state !== 'cancelled') return;
      const now = clock.now();
      const by = { tenant, personId: booking.hostId, now };
      const stored = await cancelBooking(tx, booking.id, undefined, by);
      if (stored) await appendFacts(tx, [bookingChanged(tenant, stored, now)]);
    },
  };
}
