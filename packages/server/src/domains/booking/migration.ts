import type { Migration } from '../../platform/db/database.js';

/** Tables of booking. What a booking agreed on is copied onto it: later edits of an offering change no promise. */
export const bookingMigration: Migration = {
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
create extension if not exists btree_gist;

create table offerings (
  tenant text not null,
  id text not null,
  title text not null,
  description text,
  course_id text,
  duration_minutes int not null check (duration_minutes > 0),
  step_minutes int not null check (step_minutes > 0),
  buffer_before_minutes int not null check (buffer_before_minutes >= 0),
  buffer_after_minutes int not null check (buffer_after_minutes >= 0),
  notice_minutes int not null check (notice_minutes >= 0),
  window_days int not null check (window_days > 0),
  cancel_hours int not null check (cancel_hours >= 0),
  archived boolean not null,
  version int not null,
  created_by text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant, id)
);

create table offering_hosts (
  tenant text not null,
  offering_id text not null,
  host_id text not null,
  position int not null,
  primary key (tenant, offering_id, host_id),
  foreign key (tenant, offering_id) references offerings (tenant, id) on delete cascade
);
create index offering_hosts_host on offering_hosts (tenant, host_id);

create table availability (
  tenant text not null,
  host_id text not null,
  zone text not null,
  weekly jsonb not null,
  overrides jsonb not null,
  version int not null,
  updated_at timestamptz not null,
  primary key (tenant, host_id)
);

create table bookings (
  tenant text not null,
  id text not null,
  state text not null check (state in ('confirmed', 'cancelled')),
  session_id text not null,
  offering_id text not null,
  course_id text,
  title text not null,
  host_id text not null,
  attendee_id text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  host_zone text not null,
  host_wall_start text not null,
  tz_version text not null,
  viewer_zone text not null,
  note text,
  cancel_hours int not null,
  sequence int not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  cancelled_at timestamptz,
  cancelled_by text,
  cancel_reason text,
  primary key (tenant, id),
  unique (tenant, session_id)
);
create index bookings_host on bookings (tenant, host_id, starts_at desc, id desc);
create index bookings_attendee on bookings (tenant, attendee_id, starts_at desc, id desc);
create index bookings_time on bookings (tenant, starts_at desc, id desc);

create table booking_history (
  tenant text not null,
  booking_id text not null,
  sequence int not null,
  changed_by text not null,
  changed_at timestamptz not null,
  from_state text,
  to_state text not null,
  reason text,
  primary key (tenant, booking_id, sequence),
  foreign key (tenant, booking_id) references bookings (tenant, id) on delete cascade
);

create table booking_attendee_times (
  tenant text not null,
  booking_id text not null,
  attendee_id text not null,
  during tstzrange not null,
  primary key (tenant, booking_id),
  constraint booking_attendee_times_no_overlap
    exclude using gist (tenant with =, attendee_id with =, during with &&)
);
`,
};
