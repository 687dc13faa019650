import type { Migration } from '../../platform/db/database.js';

/** Tables of attendance: what video servers told us of presence, and the reports that were made of it. */
export const attendanceMigrations: readonly Migration[] = [
  {
    name: '0050-attendance',
    owner: 'attendance',
    tables: ['attendance_events', 'attendance_due', 'attendance_reports'],
    up: `
      CREATE TABLE attendance_events (
        tenant text NOT NULL,
        room_id text NOT NULL,
        event_id text NOT NULL,
        type text NOT NULL,
        occurrence_id text,
        parent_room_id text,
        occurred_at timestamptz,
        received_at timestamptz NOT NULL,
        person_id text,
        connection_id text,
        name text,
        role text,
        joined_at timestamptz,
        human boolean,
        PRIMARY KEY (tenant, room_id, event_id)
      );
      CREATE INDEX attendance_events_parent ON attendance_events (tenant, parent_room_id)
        WHERE parent_room_id IS NOT NULL;

      CREATE TABLE attendance_due (
        tenant text NOT NULL,
        session_id text NOT NULL,
        due_at timestamptz,
        PRIMARY KEY (tenant, session_id)
      );
      CREATE INDEX attendance_due_time ON attendance_due (due_at) WHERE due_at IS NOT NULL;

      CREATE TABLE attendance_reports (
        tenant text NOT NULL,
        session_id text NOT NULL,
        version int NOT NULL,
        generated_at timestamptz NOT NULL,
        report jsonb NOT NULL,
        PRIMARY KEY (tenant, session_id, version)
      );
    `,
  },
];
