import type { Migration } from '../../platform/db/database.js';

/** Messages that do not fit into a NOTIFY. Unlogged: after a crash they are worth nothing. */
export const busMigration: Migration = {
  name: '0004-bus',
  owner: 'ports/bus',
  tables: ['bus_messages'],
  up: `
create unlogged table bus_messages (
  id bigint generated always as identity primary key,
  body text not null,
  written_at timestamptz not null
);
create index bus_messages_written_at on bus_messages (written_at);
`,
};
