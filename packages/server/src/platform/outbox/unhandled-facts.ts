import type { Db } from '../db/database.js';
import type { Fact } from './fact.js';
import type { OutboxTables } from './outbox-tables.js';
import { readFacts, type ReadFactsOptions } from './read-facts.js';

/** More than a handler that is well ever has before it. */
const AT_MOST = 1_000;

/**
 * What a handler made of the facts so far, and the stamped facts that it has not come to yet. The order of the three
 * readings is what makes it whole: what is handled meanwhile is in `before`, in `facts`, or in both.
 */
export async function readUnhandled<Handled>(
  db: Db,
  handler: string,
  readHandled: () => Promise<Handled>,
  options: Omit<ReadFactsOptions, 'after' | 'limit'>,
): Promise<{ readonly before: Handled; readonly facts: readonly Fact[] }> {
  const row = await db
    .withTables<OutboxTables>()
    .selectFrom('outbox_handlers')
    .select('seq')
    .where('name', '=', handler)
    .executeTakeFirst();
  const before = await readHandled();
  const facts = await readFacts(db, { ...options, after: row?.seq ?? 0, limit: AT_MOST });
  return { before, facts };
}
