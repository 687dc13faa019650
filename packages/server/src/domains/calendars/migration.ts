import type { Migration } from '../../platform/db/database.js';

/** One link a person: a new one replaces it. */
export const calendarsMigration: Migration = {
  name: '0035-calendars',
  owner: 'calendars',
  tables: ['calendar_feeds'],
  up: `
create table calendar_feeds (
  tenant text not null,
  person_id text not null,
  ticket_hash text not null unique,
  created_at timestamptz not null,
  primary key (tenant, person_id)
);
`,
};
