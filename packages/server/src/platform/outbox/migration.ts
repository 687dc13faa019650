import type { Migration } from '../db/database.js';

/**
 * `ord` is the order of writing, `seq` the order of becoming visible. The epoch is made with the database: a cursor of
 * another database says nothing here.
 */
export const outboxMigration: Migration = {
  name: '0001-outbox',
  owner: 'platform/outbox',
  tables: ['outbox_facts', 'outbox_state', 'outbox_handlers', 'outbox_parked'],
  up: `
create table outbox_facts (
  ord bigint generated always as identity primary key,
  id text not null unique,
  tenant text not null,
  type text not null,
  topics text[] not null,
  data jsonb not null,
  occurred_at timestamptz not null,
  seq bigint unique
);
create index outbox_facts_unstamped on outbox_facts (ord) where seq is null;

create table outbox_state (
  only_row boolean primary key default true check (only_row),
  epoch text not null,
  last_seq bigint not null default 0,
  removed_seq bigint not null default 0
);
insert into outbox_state (epoch) values (substr(replace(gen_random_uuid()::text, '-', ''), 1, 12));

create table outbox_handlers (
  name text primary key,
  seq bigint not null,
  attempts integer not null default 0,
  next_at timestamptz
);

create table outbox_parked (
  handler text not null,
  fact_id text not null,
  tenant text not null,
  type text not null,
  data jsonb not null,
  error text not null,
  parked_at timestamptz not null,
  primary key (handler, fact_id)
);
`,
};
