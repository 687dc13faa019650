import type { Migration } from '../../platform/db/database.js';

/** Tables of attendance: what video servers told us of presence, and the reports that were made of it. */
export const attendanceMigration: Migration = {
  name: '0050-attendance',
  owner: 'attendance',
  tables: ['attendance_events', 'attendance_due', 'attendance_reports'],
  up: `
create table attendance_events (
  tenant text not null,
  room_id text not null,
  event_id text not null,
  type text not null,
  occurrence_id text,
  parent_room_id text,
  occurred_at timestamptz,
  received_at timestamptz not null,
  person_id text,
  connection_id text,
  name text,
  joined_at timestamptz,
  human boolean,
  primary key (tenant, room_id, event_id)
);
create index attendance_events_parent on attendance_events (tenant, parent_room_id)
  where parent_room_id is not null;

create table attendance_due (
  tenant text not null,
  session_id text not null,
  due_at timestamptz,
  primary key (tenant, session_id)
);
create index attendance_due_time on attendance_due (due_at) where due_at is not null;

create table attendance_reports (
  tenant text not null,
  session_id text not null,
  version int not null,
  generated_at timestamptz not null,
  report jsonb not null,
  primary key (tenant, session_id, version)
);
`,
};
