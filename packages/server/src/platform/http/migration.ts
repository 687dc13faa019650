import type { Migration } from '../db/database.js';

/** Answers kept for requests that are tried again. */
export const httpMigration: Migration = {
  name: '0003-idempotency',
  owner: 'platform/http',
  tables: ['idempotency_keys'],
  up: `
create table idempotency_keys (
  tenant text not null,
  actor_id text not null,
  key text not null,
  request_hash text not null,
  state text not null check (state in ('running', 'done')),
  status integer,
  headers jsonb,
  body text,
  attempt text not null,
  started_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (tenant, actor_id, key)
);
create index idempotency_keys_expiry on idempotency_keys (expires_at);
`,
};
