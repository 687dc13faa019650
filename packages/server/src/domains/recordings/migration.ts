import type { Migration } from '../../platform/db/database.js';

/** Tables of recordings. A recording that was purged stays as a row without files: who deleted it, when and why. */
export const recordingsMigration: Migration = {
  name: '0060-recordings',
  owner: 'recordings',
  tables: [
    'recordings',
    'recording_parts',
    'recording_chunks',
    'recording_files',
    'recording_finishes',
    'recording_positions',
  ],
  up: `
create table recordings (
  tenant text not null,
  id text not null,
  session_id text not null,
  recorded_by text not null,
  state text not null check (state in ('announced', 'uploading', 'processing', 'ready', 'failed', 'deleted')),
  started_at timestamptz not null,
  ended_at timestamptz,
  idle_at timestamptz,
  last_chunk_at timestamptz,
  received_bytes double precision not null default 0,
  progress double precision,
  duration_ms double precision,
  size_bytes double precision,
  gaps jsonb not null default '[]',
  failure text,
  ready_at timestamptz,
  kept boolean not null default false,
  expires_at timestamptz,
  deleted_at timestamptz,
  deleted_by text,
  delete_reason text,
  state_before text,
  purge_at timestamptz,
  purged_at timestamptz,
  version int not null,
  created_at timestamptz not null,
  primary key (tenant, id)
);
create unique index recordings_one_running on recordings (tenant, session_id) where ended_at is null;
create index recordings_session on recordings (tenant, session_id);
create index recordings_newest on recordings (tenant, started_at, id);
create index recordings_idle on recordings (idle_at) where idle_at is not null;
create index recordings_expires on recordings (expires_at) where expires_at is not null;
create index recordings_purge on recordings (purge_at) where purge_at is not null and purged_at is null;

create table recording_parts (
  tenant text not null,
  id text not null,
  recording_id text not null,
  position int not null,
  start_ms double precision not null,
  container text not null,
  codecs text not null,
  opened_by text not null,
  opened_at timestamptz not null,
  state text not null check (state in ('open', 'complete', 'incomplete')),
  chunk_count int,
  duration_ms double precision,
  wants_rest boolean not null default false,
  finished_at timestamptz,
  primary key (tenant, id),
  unique (tenant, recording_id, position),
  foreign key (tenant, recording_id) references recordings (tenant, id) on delete cascade
);

create table recording_chunks (
  tenant text not null,
  part_id text not null,
  n int not null check (n >= 0),
  key text not null,
  sha256 text not null,
  size_bytes double precision not null,
  received_at timestamptz not null,
  primary key (tenant, part_id, n),
  foreign key (tenant, part_id) references recording_parts (tenant, id) on delete cascade
);

create table recording_files (
  tenant text not null,
  recording_id text not null,
  position int not null,
  key text not null,
  size_bytes double precision not null,
  duration_ms double precision not null,
  start_ms double precision not null,
  type text not null,
  etag text not null,
  made_at timestamptz not null,
  primary key (tenant, recording_id, position),
  foreign key (tenant, recording_id) references recordings (tenant, id) on delete cascade
);

create table recording_finishes (
  tenant text not null,
  recording_id text not null,
  due_at timestamptz not null,
  attempts int not null default 0,
  holder text,
  leased_until timestamptz,
  primary key (tenant, recording_id),
  foreign key (tenant, recording_id) references recordings (tenant, id) on delete cascade
);
create index recording_finishes_due on recording_finishes (due_at);

create table recording_positions (
  tenant text not null,
  recording_id text not null,
  person_id text not null,
  at_ms double precision not null,
  updated_at timestamptz not null,
  primary key (tenant, recording_id, person_id),
  foreign key (tenant, recording_id) references recordings (tenant, id) on delete cascade
);
`,
};
