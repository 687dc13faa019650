import { LecternError } from '@lectern/core';
import { sql, type Selectable } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.js';
import type { BookingsTable, BookingTables } from './tables.js';

/** A booking as it is kept; its people by id. */
export interface StoredBooking {
  readonly id: string;
  readonly state: 'confirmed' | 'cancelled';
  readonly sessionId: string;
  readonly offeringId: string;
  readonly courseId: string | undefined;
  readonly title: string;
  readonly hostId: string;
  readonly attendeeId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly hostZone: string;
  readonly hostWallStart: string;
  readonly viewerZone: string;
  readonly note: string | undefined;
  readonly cancelHours: number;
  readonly sequence: number;
  readonly cancelledAt: Date | undefined;
  readonly cancelReason: string | undefined;
  /** When it was before it was moved the last time. */
  readonly movedFrom: { readonly startsAt: Date; readonly endsAt: Date } | undefined;
}

/** What is known when a seat is booked. */
export interface NewBooking extends Omit<
  StoredBooking,
  'state' | 'sequence' | 'cancelledAt' | 'cancelReason' | 'movedFrom'
> {
  /** Release of the zone rules that turned the wall time into an instant. */
  readonly tzVersion: string;
}

/** Who changes a booking, when. */
export interface Change {
  readonly tenant: string;
  readonly personId: string;
  readonly now: Date;
}

/** Where a page of bookings goes on: the last one of the page before. */
export interface BookingPlace {
  readonly startsAt: Date;
  readonly id: string;
}

/**
 * Writes a booking and takes the attendee's own time.
 *
 * @throws {@link LecternError} STUDENT_BUSY when they have another booking then.
 */
export async function insertBooking(tx: Tx, booking: NewBooking, by: Change): Promise<StoredBooking> {
  const tables = tx.withTables<BookingTables>();
  const row = await tables
    .insertInto('bookings')
    .values({
      tenant: by.tenant,
      id: booking.id,
      state: 'confirmed',
      session_id: booking.sessionId,
      offering_id: booking.offeringId,
      course_id: booking.courseId ?? null,
      title: booking.title,
      host_id: booking.hostId,
      attendee_id: booking.attendeeId,
      starts_at: booking.startsAt,
      ends_at: booking.endsAt,
      host_zone: booking.hostZone,
      host_wall_start: booking.hostWallStart,
      tz_version: booking.tzVersion,
      viewer_zone: booking.viewerZone,
      note: booking.note ?? null,
      cancel_hours: booking.cancelHours,
      sequence: 0,
      created_at: by.now,
      updated_at: by.now,
      cancelled_at: null,
      cancelled_by: null,
      cancel_reason: null,
      moved_from_starts_at: null,
      moved_from_ends_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await tables
    .insertInto('booking_history')
    .values({
      tenant: by.tenant,
      booking_id: booking.id,
      sequence: 0,
      changed_by: by.personId,
      changed_at: by.now,
      from_state: null,
      to_state: 'confirmed',
      reason: null,
      from_starts_at: null,
      to_starts_at: null,
    })
    .execute();
  await takeAttendeeTime(tx, booking, by.tenant);
  return toBooking(row);
}

/** Marks a booking cancelled and frees the attendee's time. Answers nothing when it was cancelled before. */
export async function cancelBooking(
  tx: Tx,
  id: string,
  reason: string | undefined,
  by: Change,
): Promise<StoredBooking | undefined> {
  const tables = tx.withTables<BookingTables>();
  const row = await tables
    .updateTable('bookings')
    .set((column) => ({
      state: 'cancelled' as const,
      sequence: column('sequence', '+', 1),
      updated_at: by.now,
      cancelled_at: by.now,
      cancelled_by: by.personId,
      cancel_reason: reason ?? null,
    }))
    .where('tenant', '=', by.tenant)
    .where('id', '=', id)
    .where('state', '=', 'confirmed')
    .returningAll()
    .executeTakeFirst();
  if (!row) return undefined;
  await freeAttendeeTime(tx, by.tenant, id);
  await tables
    .insertInto('booking_history')
    .values({
      tenant: by.tenant,
      booking_id: id,
      sequence: row.sequence,
      changed_by: by.personId,
      changed_at: by.now,
      from_state: 'confirmed',
      to_state: 'cancelled',
      reason: reason ?? null,
      from_starts_at: null,
      to_starts_at: null,
    })
    .execute();
  return toBooking(row);
}

/** Lets the attendee be booked at that time again. */
export async function freeAttendeeTime(tx: Tx, tenant: string, bookingId: string): Promise<void> {
  await tx
    .withTables<BookingTables>()
    .deleteFrom('booking_attendee_times')
    .where('tenant', '=', tenant)
    .where('booking_id', '=', bookingId)
    .execute();
}

/** One booking of a tenant. */
export async function findBooking(db: Db, tenant: string, id: string): Promise<StoredBooking | undefined> {
  const row = await selectBookings(db, tenant).where('id', '=', id).executeTakeFirst();
  return row && toBooking(row);
}

/** The booking that a session was made for. */
export async function findBookingOfSession(
  db: Db,
  tenant: string,
  sessionId: string,
): Promise<StoredBooking | undefined> {
  const row = await selectBookings(db, tenant).where('session_id', '=', sessionId).executeTakeFirst();
  return row && toBooking(row);
}

/** Bookings, the latest start first: of one person, or of all. */
export async function listBookings(
  db: Db,
  tenant: string,
  page: { readonly personId?: string; readonly after?: BookingPlace; readonly limit: number },
): Promise<readonly StoredBooking[]> {
  let query = selectBookings(db, tenant);
  const { personId, after } = page;
  if (personId !== undefined)
    query = query.where((where) =>
      where.or([where('host_id', '=', personId), where('attendee_id', '=', personId)]),
    );
  if (after)
    query = query.where(sql<boolean>`(starts_at, id) < (${after.startsAt}::timestamptz, ${after.id}::text)`);
  const rows = await query.orderBy('starts_at', 'desc').orderBy('id', 'desc').limit(page.limit).execute();
  return rows.map(toBooking);
}

/** When the attendee has bookings within a time. */
export async function listAttendeeTimes(
  db: Db,
  tenant: string,
  attendeeId: string,
  from: Date,
  to: Date,
): Promise<readonly { readonly startsAt: Date; readonly endsAt: Date }[]> {
  const rows = await db
    .withTables<BookingTables>()
    .selectFrom('booking_attendee_times')
    .select([sql<Date>`lower(during)`.as('starts_at'), sql<Date>`upper(during)`.as('ends_at')])
    .where('tenant', '=', tenant)
    .where('attendee_id', '=', attendeeId)
    .where(sql<boolean>`during && ${timeRange(from, to)}`)
    .execute();
  return rows.map((row) => ({ startsAt: row.starts_at, endsAt: row.ends_at }));
}

/**
 * Takes the attendee's own time.
 *
 * @throws {@link LecternError} STUDENT_BUSY
 */
export async function takeAttendeeTime(
  tx: Tx,
  booking: Pick<StoredBooking, 'id' | 'attendeeId' | 'startsAt' | 'endsAt'>,
  tenant: string,
): Promise<void> {
  const taken = await tx
    .withTables<BookingTables>()
    .insertInto('booking_attendee_times')
    .values({
      tenant,
      booking_id: booking.id,
      attendee_id: booking.attendeeId,
      during: timeRange(booking.startsAt, booking.endsAt),
    })
    // Rivals wait for one another here without a deadlock.
    .onConflict((conflict) => conflict.doNothing())
    .returning('booking_id')
    .executeTakeFirst();
  if (!taken)
    throw new LecternError(
      'STUDENT_BUSY',
      'You have another booking at this time. Choose another time, or cancel the other booking first.',
    );
}

function timeRange(from: Date, to: Date) {
  return sql<string>`tstzrange(${from}::timestamptz, ${to}::timestamptz, '[)')`;
}

function selectBookings(db: Db, tenant: string) {
  return db.withTables<BookingTables>().selectFrom('bookings').selectAll().where('tenant', '=', tenant);
}

/** A row as the domain knows it. */
export function toBooking(row: Selectable<BookingsTable>): StoredBooking {
  return {
    id: row.id,
    state: row.state,
    sessionId: row.session_id,
    offeringId: row.offering_id,
    courseId: row.course_id ?? undefined,
    title: row.title,
    hostId: row.host_id,
    attendeeId: row.attendee_id,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    hostZone: row.host_zone,
    hostWallStart: row.host_wall_start,
    viewerZone: row.viewer_zone,
    note: row.note ?? undefined,
    cancelHours: row.cancel_hours,
    sequence: row.sequence,
    cancelledAt: row.cancelled_at ?? undefined,
    cancelReason: row.cancel_reason ?? undefined,
    movedFrom:
      row.moved_from_starts_at && row.moved_from_ends_at
        ? { startsAt: row.moved_from_starts_at, endsAt: row.moved_from_ends_at }
        : undefined,
  };
}
