import type { DateOverride, WeeklyRule } from '@lectern/core/contract';
import type { ColumnType, RawBuilder } from 'kysely';

export interface OfferingsTable {
  tenant: string;
  id: string;
  title: string;
  description: string | null;
  course_id: string | null;
  duration_minutes: number;
  step_minutes: number;
  buffer_before_minutes: number;
  buffer_after_minutes: number;
  notice_minutes: number;
  window_days: number;
  cancel_hours: number;
  archived: boolean;
  version: number;
  created_by: string;
  created_at: Date;
  updated_at: Date;
}

export interface OfferingHostsTable {
  tenant: string;
  offering_id: string;
  host_id: string;
  position: number;
}

export interface AvailabilityTable {
  tenant: string;
  host_id: string;
  zone: string;
  weekly: readonly WeeklyRule[];
  overrides: readonly DateOverride[];
  version: number;
  updated_at: Date;
}

export interface BookingsTable {
  tenant: string;
  id: string;
  state: 'confirmed' | 'cancelled';
  session_id: string;
  offering_id: string;
  course_id: string | null;
  title: string;
  host_id: string;
  attendee_id: string;
  starts_at: Date;
  ends_at: Date;
  host_zone: string;
  host_wall_start: string;
  tz_version: string;
  viewer_zone: string;
  note: string | null;
  cancel_hours: number;
  sequence: number;
  created_at: Date;
  updated_at: Date;
  cancelled_at: Date | null;
  cancelled_by: string | null;
  cancel_reason: string | null;
  /** Before it was moved the last time. */
  moved_from_starts_at: Date | null;
  moved_from_ends_at: Date | null;
}

export interface BookingHistoryTable {
  tenant: string;
  booking_id: string;
  sequence: number;
  changed_by: string;
  changed_at: Date;
  from_state: 'confirmed' | 'cancelled' | null;
  to_state: 'confirmed' | 'cancelled';
  reason: string | null;
  /** Both where it was moved. */
  from_starts_at: Date | null;
  to_starts_at: Date | null;
}

export interface BookingAttendeeTimesTable {
  tenant: string;
  booking_id: string;
  attendee_id: string;
  during: ColumnType<string, RawBuilder<string>, never>;
}

/** For `db.withTables<BookingTables>()`. */
export type BookingTables = {
  offerings: OfferingsTable;
  offering_hosts: OfferingHostsTable;
  availability: AvailabilityTable;
  bookings: BookingsTable;
  booking_history: BookingHistoryTable;
  booking_attendee_times: BookingAttendeeTimesTable;
};
