import type { Migration } from '../../platform/db/database.js';

/** `ord` orders what was posted in one millisecond. */
export const channelMigration: Migration = {
  name: '0030-channel',
  owner: 'channel',
  tables: ['chat_messages', 'raised_hands'],
  up: `
create table chat_messages (
  tenant text not null,
  session_id text not null,
  id text not null,
  ord bigint generated always as identity,
  person_id text not null,
  name text not null,
  is_host boolean not null,
  text text not null,
  posted_at timestamptz not null,
  primary key (tenant, session_id, id)
);
create index chat_messages_order on chat_messages (tenant, session_id, ord);

create table raised_hands (
  tenant text not null,
  session_id text not null,
  person_id text not null,
  ord bigint generated always as identity,
  name text not null,
  raised_at timestamptz not null,
  primary key (tenant, session_id, person_id)
);
`,
};
