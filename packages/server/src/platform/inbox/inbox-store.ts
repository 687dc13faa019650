import { sql, type Generated, type GeneratedAlways } from 'kysely';
import type { WebhookDelivery } from '@lectern/core';
import type { Database, Tx } from '../db/database.js';
import { toJsonb } from '../db/json.js';

// A type, not an interface: Kysely asks for an index signature.
export type InboxTables = {
  inbox_deliveries: {
    ord: GeneratedAlways<number>;
    endpoint: string;
    delivery_id: string;
    body: string;
    content_type: string;
    query: Readonly<Record<string, string>>;
    received_at: Date;
    state: InboxState;
    attempts: Generated<number>;
    duplicates: Generated<number>;
    next_at: Date | null;
    error: string | null;
  };
};

export type InboxState = 'received' | 'processed' | 'ignored' | 'failed' | 'dead';

export interface StoredDelivery {
  readonly ord: number;
  readonly endpoint: string;
  readonly deliveryId: string;
  readonly delivery: WebhookDelivery;
  readonly attempts: number;
}

/** Stores a verified delivery. A second one with the same id is only counted. */
export async function storeDelivery(
  database: Database,
  endpoint: string,
  deliveryId: string,
  delivery: WebhookDelivery,
  now: Date,
): Promise<void> {
  await database.db
    .withTables<InboxTables>()
    .insertInto('inbox_deliveries')
    .values({
      endpoint,
      delivery_id: deliveryId,
      body: delivery.body,
      content_type: delivery.contentType,
      query: toJsonb(delivery.query),
      received_at: now,
      state: 'received',
      next_at: now,
      error: null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['endpoint', 'delivery_id'])
        .doUpdateSet({ duplicates: sql<number>`inbox_deliveries.duplicates + 1` }),
    )
    .execute();
}

/** Takes the oldest delivery that is due and that no other process has in hand. */
export async function takeDueDelivery(tx: Tx, now: Date): Promise<StoredDelivery | undefined> {
  const row = await tx
    .withTables<InboxTables>()
    .selectFrom('inbox_deliveries')
    .select(['ord', 'endpoint', 'delivery_id', 'body', 'content_type', 'query', 'attempts'])
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .orderBy('ord')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    ord: row.ord,
    endpoint: row.endpoint,
    deliveryId: row.delivery_id,
    delivery: { body: row.body, contentType: row.content_type, query: row.query },
    attempts: row.attempts,
  };
}

export interface InboxOutcome {
  readonly state: InboxState;
  readonly attempts: number;
  readonly nextAt: Date | null;
  readonly error: string | null;
}

export async function setOutcome(tx: Tx, ord: number, outcome: InboxOutcome): Promise<void> {
  await tx
    .withTables<InboxTables>()
    .updateTable('inbox_deliveries')
    .set({
      state: outcome.state,
      attempts: outcome.attempts,
      next_at: outcome.nextAt,
      error: outcome.error,
    })
    .where('ord', '=', ord)
    .execute();
}

/** When the next delivery is due; undefined when none waits. */
export async function nextDueAt(database: Database): Promise<Date | undefined> {
  const row = await database.db
    .withTables<InboxTables>()
    .selectFrom('inbox_deliveries')
    .select('next_at')
    .where('next_at', 'is not', null)
    .orderBy('next_at')
    .limit(1)
    .executeTakeFirst();
  return row?.next_at ?? undefined;
}

export async function countWaiting(database: Database): Promise<number> {
  const row = await database.db
    .withTables<InboxTables>()
    .selectFrom('inbox_deliveries')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('next_at', 'is not', null)
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Forgets the bodies of what was done before `bodiesBefore`, and whole rows before `rowsBefore`. */
export async function purgeDeliveries(
  database: Database,
  bodiesBefore: Date,
  rowsBefore: Date,
): Promise<void> {
  const inbox = database.db.withTables<InboxTables>();
  await inbox
    .updateTable('inbox_deliveries')
    .set({ body: '' })
    .where('received_at', '<', bodiesBefore)
    .where('next_at', 'is', null)
    .where('body', '<>', '')
    .execute();
  await inbox
    .deleteFrom('inbox_deliveries')
    .where('received_at', '<', rowsBefore)
    .where('next_at', 'is', null)
    .execute();
}
