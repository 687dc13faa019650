import { randomUUID } from 'node:crypto';
import type { Database } from '../db/database.js';
import { toJsonb } from '../db/json.js';
import type { AppendFacts } from './fact.js';
import type { OutboxTables } from './outbox-tables.js';

/** Makes the one way into the outbox. `kick` is called after the commit of each transaction that wrote facts. */
export function createAppendFacts(database: Database, kick: () => void): AppendFacts {
  return async (tx, facts) => {
    if (facts.length === 0) return;
    await tx
      .withTables<OutboxTables>()
      .insertInto('outbox_facts')
      .values(
        facts.map((fact) => ({
          id: randomUUID(),
          tenant: fact.tenant,
          type: fact.type,
          topics: [...fact.topics],
          data: toJsonb(fact.data),
          occurred_at: fact.occurredAt,
        })),
      )
      .execute();
    database.afterCommit(tx, kick);
  };
}
