import type { Tx } from '../../platform/db/database.js';
import {
  type Change,
  freeAttendeeTime,
  type StoredBooking,
  takeAttendeeTime,
  toBooking,
} from './bookings.store.js';
import type { BookingTables } from './tables.js';

/** What changes when a booking is moved. */
export interface BookingTimes {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly hostZone: string;
  readonly hostWallStart: string;
  readonly tzVersion: string;
  readonly viewerZone: string;
}

/**
 * Writes another time on a booking, as it was seen, and takes the attendee's own time there. Answers nothing when the
 * booking is another one meanwhile.
 *
 * @throws {@link LecternError} STUDENT_BUSY when they have another booking then.
 */
export async function rescheduleBooking(
  tx: Tx,
  before: StoredBooking,
  times: BookingTimes,
  by: Change & { readonly reason: string | undefined },
): Promise<StoredBooking | undefined> {
  const tables = tx.withTables<BookingTables>();
  const row = await tables
    .updateTable('bookings')
    .set({
      starts_at: times.startsAt,
      ends_at: times.endsAt,
      host_zone: times.hostZone,
      host_wall_start: times.hostWallStart,
      tz_version: times.tzVersion,
      viewer_zone: times.viewerZone,
      moved_from_starts_at: before.startsAt,
      moved_from_ends_at: before.endsAt,
      sequence: before.sequence + 1,
      updated_at: by.now,
    })
    .where('tenant', '=', by.tenant)
    .where('id', '=', before.id)
    .where('state', '=', 'confirmed')
    .where('sequence', '=', before.sequence)
    .returningAll()
    .executeTakeFirst();
  if (!row) return undefined;
  const after = toBooking(row);
  await freeAttendeeTime(tx, by.tenant, before.id);
  await takeAttendeeTime(tx, after, by.tenant);
  await tables
    .insertInto('booking_history')
    .values({
      tenant: by.tenant,
      booking_id: before.id,
      sequence: after.sequence,
      changed_by: by.personId,
      changed_at: by.now,
      from_state: 'confirmed',
      to_state: 'confirmed',
      reason: by.reason ?? null,
      from_starts_at: before.startsAt,
      to_starts_at: after.startsAt,
    })
    .execute();
  return after;
}

/** Whether this very change was made by them before: a request that comes again after its answer was lost. */
export async function wasMovedBy(
  tx: Tx,
  change: Pick<Change, 'tenant' | 'personId'> & {
    readonly id: string;
    readonly sequence: number;
    readonly startsAt: Date;
  },
): Promise<boolean> {
  const row = await tx
    .withTables<BookingTables>()
    .selectFrom('booking_history')
    .select('sequence')
    .where('tenant', '=', change.tenant)
    .where('booking_id', '=', change.id)
    .where('sequence', '=', change.sequence)
    .where('changed_by', '=', change.personId)
    .where('to_starts_at', '=', change.startsAt)
    .executeTakeFirst();
  return row !== undefined;
}
