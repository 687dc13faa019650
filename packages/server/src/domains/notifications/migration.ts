import type { Migration } from '../../platform/db/database.js';

/** One row a mail. Its unique key is what makes every mail one, however often its fact is handled. */
export const notificationsMigration: Migration = {
  name: '0070-notifications',
  owner: 'notifications',
  tables: ['notifications'],
  up: `
create table notifications (
  tenant text not null,
  id text not null,
  about text not null check (about in ('booking', 'session', 'recording')),
  about_id text not null,
  session_id text not null,
  kind text not null check (kind in
    ('confirm', 'update', 'cancel', 'remind_1d', 'remind_1h', 'recording_ready', 'undelivered')),
  sequence int not null,
  recipient_id text not null,
  channel text not null check (channel = 'mail'),
  due_at timestamptz not null,
  state text not null check (state in ('pending', 'sending', 'sent', 'skipped', 'failed')),
  attempts int not null,
  locked_until timestamptz,
  provider_id text,
  skip_reason text,
  last_error text,
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (tenant, id),
  unique (tenant, about_id, kind, sequence, recipient_id, channel),
  check ((state = 'sending') = (locked_until is not null)),
  check ((state in ('sent', 'skipped', 'failed')) = (ended_at is not null))
);
create index notifications_due on notifications (due_at) where state = 'pending';
create index notifications_locked on notifications (locked_until) where state = 'sending';
create index notifications_ended on notifications (ended_at) where ended_at is not null;
`,
};
