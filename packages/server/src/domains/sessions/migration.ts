import type { Migration } from '../../platform/db/database.js';

/**
 * `claimed_from` and `claimed_until` are the host's time with buffers: what is freed at the end is claimed again by a
 * reopening. A room's key of a provider is stored for ever; `first_ticket_at` closes the choice of an occurrence.
 */
export const sessionsMigration: Migration = {
  name: '0010-sessions',
  owner: 'sessions',
  tables: ['people', 'sessions', 'attendees', 'time_claims', 'rooms', 'occurrences'],
  up: `
create extension if not exists btree_gist;

create table people (
  tenant text not null,
  id text not null,
  name text not null,
  role text not null check (role in ('admin', 'teacher', 'moderator', 'student', 'guest')),
  email text,
  language text,
  zone text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant, id)
);

create table sessions (
  tenant text not null,
  id text not null,
  kind text not null check (kind in ('lesson', 'class', 'community')),
  title text not null,
  state text not null check (state in ('scheduled', 'live', 'ended', 'cancelled')),
  starts_at timestamptz,
  ends_at timestamptz,
  sort_at timestamptz not null,
  zone text not null,
  claimed_from timestamptz,
  claimed_until timestamptz,
  started_at timestamptz,
  ended_at timestamptz,
  course_id text,
  host_id text not null,
  capacity integer check (capacity > 0),
  booking_id text,
  created_by text not null,
  created_at timestamptz not null,
  version integer not null,
  primary key (tenant, id),
  check ((starts_at is null) = (ends_at is null)),
  check (starts_at < ends_at),
  check (kind = 'community' or starts_at is not null)
);
create index sessions_host on sessions (tenant, host_id, sort_at, id);
create index sessions_course on sessions (tenant, course_id, sort_at, id) where course_id is not null;
create index sessions_open on sessions (ends_at) where state in ('scheduled', 'live');

create table attendees (
  tenant text not null,
  session_id text not null,
  person_id text not null,
  added_at timestamptz not null,
  primary key (tenant, session_id, person_id),
  foreign key (tenant, session_id) references sessions (tenant, id) on delete cascade
);
create index attendees_person on attendees (tenant, person_id);

create table time_claims (
  tenant text not null,
  id text not null,
  host_id text not null,
  during tstzrange not null check (not isempty(during)),
  state text not null check (state in ('held', 'taken')),
  expires_at timestamptz,
  session_id text,
  primary key (tenant, id),
  unique (tenant, session_id),
  check ((state = 'held') = (expires_at is not null)),
  constraint time_claims_no_overlap exclude using gist (tenant with =, host_id with =, during with &&)
);

create table rooms (
  tenant text not null,
  id text not null,
  session_id text not null,
  provider text not null,
  created_at timestamptz not null,
  primary key (tenant, id),
  foreign key (tenant, session_id) references sessions (tenant, id) on delete cascade
);
create index rooms_id on rooms (id);

create table occurrences (
  tenant text not null,
  id text not null,
  session_id text not null,
  room_id text not null,
  provider text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  first_ticket_at timestamptz,
  primary key (tenant, id),
  foreign key (tenant, room_id) references rooms (tenant, id) on delete cascade,
  check (ended_at >= started_at)
);
create unique index occurrences_one_open on occurrences (tenant, room_id) where ended_at is null;
create index occurrences_session on occurrences (tenant, session_id, started_at);
`,
};
