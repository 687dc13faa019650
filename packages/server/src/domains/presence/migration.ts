import type { Migration } from '../../platform/db/database.js';

/**
 * `ord` is the order in which they came. A connection is a lease: `lease_until` moves with every heartbeat. `joined_at` is when it was admitted; waiting is not
 * presence. `stream_closed_at` and `heartbeat_at` are the evidence that a lapse ends at.
 */
export const presenceMigration: Migration = {
  name: '0020-presence',
  owner: 'presence',
  tables: ['connections', 'removals'],
  up: `
create table connections (
  tenant text not null,
  id text not null,
  ord bigint generated always as identity,
  session_id text not null,
  person_id text not null,
  name text not null,
  role text not null,
  is_host boolean not null,
  device_id text not null,
  state text not null check (state in ('waiting', 'admitted', 'left')),
  waited boolean not null,
  why text check (why in ('left', 'lapsed', 'superseded', 'removed', 'session-ended')),
  mic boolean not null,
  camera boolean not null,
  screen boolean not null,
  occurrence_id text,
  created_at timestamptz not null,
  joined_at timestamptz,
  ended_at timestamptz,
  heartbeat_at timestamptz not null,
  stream_id text,
  stream_closed_at timestamptz,
  lease_until timestamptz not null,
  primary key (tenant, id),
  check ((state = 'left') = (ended_at is not null)),
  check ((state = 'left') = (why is not null)),
  check (state <> 'admitted' or joined_at is not null),
  check ((joined_at is null) = (occurrence_id is null)),
  check (ended_at >= coalesce(joined_at, created_at))
);
create unique index connections_one_a_person on connections (tenant, session_id, person_id) where state <> 'left';
create index connections_session on connections (tenant, session_id, ord);
create index connections_lease on connections (lease_until) where state <> 'left';

create table removals (
  tenant text not null,
  session_id text not null,
  person_id text not null,
  removed_by text not null,
  removed_at timestamptz not null,
  primary key (tenant, session_id, person_id)
);
`,
};
