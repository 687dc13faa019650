import type { Migration } from '../../platform/db/database.js';

/** When a booking was before it was moved: the last time on the booking, each time in its history. */
export const bookingMoveMigration: Migration = {
  name: '0041-booking-moves',
  owner: 'booking',
  tables: [],
  up: `
alter table bookings add column moved_from_starts_at timestamptz, add column moved_from_ends_at timestamptz;
alter table booking_history add column from_starts_at timestamptz, add column to_starts_at timestamptz;
`,
};
