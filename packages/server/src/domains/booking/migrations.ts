import type { Migration } from '../../platform/db/database.js';

/** Tables of booking. What a booking agreed on is copied onto it: later edits of an offering change no promise. */
export const bookingMigrations: readonly Migration[] = [
  {
    name: '0040-booking',
    owner: 'booking',
    tables: [
      'offerings',
      'offering_hosts',
      'availability',
      'bookings',
      'booking_history',
      'booking_attendee_times',
    ],
    up: `
      CREATE EXTENSION IF NOT EXISTS btree_gist;

      CREATE TABLE offerings (
        tenant text NOT NULL,
        id text NOT NULL,
        title text NOT NULL,
        description text,
        course_id text,
        duration_minutes int NOT NULL CHECK (duration_minutes > 0),
        step_minutes int NOT NULL CHECK (step_minutes > 0),
        buffer_before_minutes int NOT NULL CHECK (buffer_before_minutes >= 0),
        buffer_after_minutes int NOT NULL CHECK (buffer_after_minutes >= 0),
        notice_minutes int NOT NULL CHECK (notice_minutes >= 0),
        window_days int NOT NULL CHECK (window_days > 0),
        cancel_hours int NOT NULL CHECK (cancel_hours >= 0),
        archived boolean NOT NULL,
        created_by text NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (tenant, id)
      );

      CREATE TABLE offering_hosts (
        tenant text NOT NULL,
        offering_id text NOT NULL,
        host_id text NOT NULL,
        position int NOT NULL,
        PRIMARY KEY (tenant, offering_id, host_id),
        FOREIGN KEY (tenant, offering_id) REFERENCES offerings (tenant, id) ON DELETE CASCADE
      );
      CREATE INDEX offering_hosts_host ON offering_hosts (tenant, host_id);

      CREATE TABLE availability (
        tenant text NOT NULL,
        host_id text NOT NULL,
        zone text NOT NULL,
        weekly jsonb NOT NULL,
        overrides jsonb NOT NULL,
        version int NOT NULL,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (tenant, host_id)
      );

      CREATE TABLE bookings (
        tenant text NOT NULL,
        id text NOT NULL,
        state text NOT NULL CHECK (state IN ('confirmed', 'cancelled')),
        session_id text NOT NULL,
        offering_id text NOT NULL,
        course_id text,
        title text NOT NULL,
        host_id text NOT NULL,
        attendee_id text NOT NULL,
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        host_zone text NOT NULL,
        host_wall_start text NOT NULL,
        tz_version text NOT NULL,
        viewer_zone text NOT NULL,
        note text,
        cancel_hours int NOT NULL,
        sequence int NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        cancelled_at timestamptz,
        cancelled_by text,
        cancel_reason text,
        PRIMARY KEY (tenant, id),
        UNIQUE (tenant, session_id)
      );
      CREATE INDEX bookings_host ON bookings (tenant, host_id, starts_at DESC, id DESC);
      CREATE INDEX bookings_attendee ON bookings (tenant, attendee_id, starts_at DESC, id DESC);
      CREATE INDEX bookings_time ON bookings (tenant, starts_at DESC, id DESC);

      CREATE TABLE booking_history (
        tenant text NOT NULL,
        booking_id text NOT NULL,
        sequence int NOT NULL,
        changed_by text NOT NULL,
        changed_at timestamptz NOT NULL,
        from_state text,
        to_state text NOT NULL,
        reason text,
        PRIMARY KEY (tenant, booking_id, sequence),
        FOREIGN KEY (tenant, booking_id) REFERENCES bookings (tenant, id) ON DELETE CASCADE
      );

      CREATE TABLE booking_attendee_times (
        tenant text NOT NULL,
        booking_id text NOT NULL,
        attendee_id text NOT NULL,
        during tstzrange NOT NULL,
        PRIMARY KEY (tenant, booking_id),
        CONSTRAINT booking_attendee_times_no_overlap
          EXCLUDE USING gist (tenant WITH =, attendee_id WITH =, during WITH &&)
      );
    `,
  },
];
