import type { Migration } from '../../platform/db/database.js';

/**
 * A row of `chat_locks` stands for every session that was ever written in: lines share its lock, so that none goes
 * through while the chat is being locked.
 */
export const classStateMigration: Migration = {
  name: '0031-class-state',
  owner: 'channel',
  tables: ['chat_locks', 'running_recordings'],
  up: `
create table chat_locks (
  tenant text not null,
  session_id text not null,
  locked boolean not null,
  by_id text,
  by_name text,
  primary key (tenant, session_id)
);

create table running_recordings (
  tenant text not null,
  session_id text not null,
  recording_id text not null,
  notice jsonb not null,
  primary key (tenant, session_id, recording_id)
);
`,
};
