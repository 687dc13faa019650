import { sql } from 'kysely';
import type { Clock } from '../../ports/clock/clock.js';
import type { Database } from '../db/database.js';
import type { Sweep } from '../jobs/sweep.js';
import type { OutboxTables } from './outbox-tables.js';

const EVERY_MS = 60_000;
const KEEP_MS = 10 * 60_000;
const KEEP_ROWS = 10_000;

export interface RetentionOptions {
  readonly database: Database;
  readonly clock: Clock;
  /** Their cursors hold facts back. */
  readonly handlers: readonly string[];
  /** Default: 10,000. */
  readonly keepRows?: number;
}

/** Removes facts that are both old and far behind, and that every handler has seen. */
export function outboxRetention({ database, handlers, keepRows = KEEP_ROWS }: RetentionOptions): Sweep {
  return {
    name: 'outbox-retention',
    everyMs: EVERY_MS,
    async run(now) {
      const cutoff = new Date(now.getTime() - KEEP_MS);
      await database.transaction(async (tx) => {
        const outbox = tx.withTables<OutboxTables>();
        const state = await outbox
          .selectFrom('outbox_state')
          .select(['last_seq', 'removed_seq'])
          .forUpdate()
          .executeTakeFirstOrThrow();
        const young = await outbox
          .selectFrom('outbox_facts')
          .select(({ fn }) => fn.min('seq').as('seq'))
          .where('seq', 'is not', null)
          .where('occurred_at', '>=', cutoff)
          .executeTakeFirst();
        const seen = await outbox
          .selectFrom('outbox_handlers')
          .select(({ fn }) => fn.min('seq').as('seq'))
          .where(sql<boolean>`name = any(${[...handlers]}::text[])`)
          .executeTakeFirst();
        const upTo = Math.min(
          state.last_seq - keepRows,
          young?.seq == null ? state.last_seq : Number(young.seq) - 1,
          seen?.seq == null ? state.last_seq : Number(seen.seq),
        );
        if (upTo <= state.removed_seq) return;
        await outbox.deleteFrom('outbox_facts').where('seq', '<=', upTo).execute();
        await outbox.updateTable('outbox_state').set({ removed_seq: upTo }).execute();
      });
      return undefined;
    },
  };
}
