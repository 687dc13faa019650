import type { Migration } from '../../platform/db/database.js';

/** A calendar entry is replaced by one of a higher SEQUENCE only; `version` rises with every state as well. */
export const sessionSequenceMigration: Migration = {
  name: '0011-session-sequence',
  owner: 'sessions',
  tables: [],
  up: `
alter table sessions add column sequence integer not null default 0;
update sessions set sequence = 1 where state = 'cancelled';
`,
};
