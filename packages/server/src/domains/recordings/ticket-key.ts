import { randomBytes } from 'node:crypto';
import type { Db, Migration } from '../../platform/db/database.js';

const KEY_BYTES = 32;
const NAME = 'tickets';

type TicketKeyTables = {
  recording_keys: { name: string; secret: string; created_at: Date };
};

/**
 * The key of tickets stands in the database: token keys may be public halves only, and all servers of one database must
 * take each other's tickets. Deleting the row and starting again makes every ticket invalid.
 */
export const ticketKeyMigration: Migration = {
  name: '0061-recording-keys',
  owner: 'recordings',
  tables: ['recording_keys'],
  up: `
create table recording_keys (
  name text primary key,
  secret text not null,
  created_at timestamptz not null
);
`,
};

/** Made by whoever asks first. */
export async function readTicketKey(db: Db, now: Date): Promise<Uint8Array> {
  const tables = db.withTables<TicketKeyTables>();
  await tables
    .insertInto('recording_keys')
    .values({ name: NAME, secret: randomBytes(KEY_BYTES).toString('base64url'), created_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { secret } = await tables
    .selectFrom('recording_keys')
    .select('secret')
    .where('name', '=', NAME)
    .executeTakeFirstOrThrow();
  return new Uint8Array(Buffer.from(secret, 'base64url'));
}
