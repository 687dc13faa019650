import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.js';
import type { RecordingKey } from './recordings.store.js';
import type { RecordingTables } from './tables.js';

/** A recording that one process works on. */
export interface FinishLease extends RecordingKey {
  readonly holder: string;
  /** Counts this one. */
  readonly attempts: number;
}

/** Says that a recording is to be made seekable, from then on. */
export async function planFinish(tx: Tx, { tenant, id }: RecordingKey, dueAt: Date): Promise<void> {
  await tx
    .withTables<RecordingTables>()
    .insertInto('recording_finishes')
    .values({ tenant, recording_id: id, due_at: dueAt, attempts: 0, holder: null, leased_until: null })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant', 'recording_id'])
        .doUpdateSet({ due_at: dueAt, attempts: 0, holder: null, leased_until: null }),
    )
    .execute();
}

/** Takes the work that waits the longest and that nobody else holds. */
export async function takeFinish(
  db: Db,
  { holder, now, until }: { readonly holder: string; readonly now: Date; readonly until: Date },
): Promise<FinishLease | undefined> {
  const { rows } = await sql<{ tenant: string; recording_id: string; attempts: number }>`
    update recording_finishes set holder = ${holder}, leased_until = ${until}, attempts = attempts + 1
    where (tenant, recording_id) = (
      select tenant, recording_id from recording_finishes
      where due_at <= ${now} and (leased_until is null or leased_until <= ${now})
      order by due_at limit 1 for update skip locked
    )
    returning tenant, recording_id, attempts`.execute(db);
  const [row] = rows;
  return row && { tenant: row.tenant, id: row.recording_id, holder, attempts: row.attempts };
}

/** False when somebody else has it meanwhile. */
export async function renewFinish(db: Db, lease: FinishLease, until: Date): Promise<boolean> {
  const row = await db
    .withTables<RecordingTables>()
    .updateTable('recording_finishes')
    .set({ leased_until: until })
    .where('tenant', '=', lease.tenant)
    .where('recording_id', '=', lease.id)
    .where('holder', '=', lease.holder)
    .returning('recording_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Gives it back, to be done at that time; false when somebody else has it meanwhile. */
export async function releaseFinish(db: Db, lease: FinishLease, dueAt: Date): Promise<boolean> {
  const row = await db
    .withTables<RecordingTables>()
    .updateTable('recording_finishes')
    .set({ due_at: dueAt, holder: null, leased_until: null })
    .where('tenant', '=', lease.tenant)
    .where('recording_id', '=', lease.id)
    .where('holder', '=', lease.holder)
    .returning('recording_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** It is done: false when somebody else has it meanwhile, and does it again. */
export async function endFinish(tx: Tx, lease: FinishLease): Promise<boolean> {
  const row = await tx
    .withTables<RecordingTables>()
    .deleteFrom('recording_finishes')
    .where('tenant', '=', lease.tenant)
    .where('recording_id', '=', lease.id)
    .where('holder', '=', lease.holder)
    .returning('recording_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** When there is something to do at the earliest. */
export async function readNextFinish(db: Db): Promise<Date | undefined> {
  const row = await db
    .withTables<RecordingTables>()
    .selectFrom('recording_finishes')
    .select(sql<Date>`greatest(due_at, coalesce(leased_until, due_at))`.as('at'))
    .orderBy('at')
    .limit(1)
    .executeTakeFirst();
  return row?.at;
}
