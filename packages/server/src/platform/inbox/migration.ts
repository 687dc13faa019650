import type { Migration } from '../db/database.js';

/** Verified deliveries of providers, once each. Without a tenant: that is the room's. */
export const inboxMigration: Migration = {
  name: '0002-inbox',
  owner: 'platform/inbox',
  tables: ['inbox_deliveries'],
  up: `
create table inbox_deliveries (
  ord bigint generated always as identity primary key,
  endpoint text not null,
  delivery_id text not null,
  body text not null,
  content_type text not null,
  query jsonb not null,
  received_at timestamptz not null,
  state text not null check (state in ('received', 'processed', 'ignored', 'failed', 'dead')),
  attempts integer not null default 0,
  duplicates integer not null default 0,
  next_at timestamptz,
  error text,
  unique (endpoint, delivery_id)
);
create index inbox_deliveries_due on inbox_deliveries (next_at) where next_at is not null;
`,
};
