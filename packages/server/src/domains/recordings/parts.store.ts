import { sql, type Insertable, type Updateable } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.js';
import type { RecordingKey } from './recordings.store.js';
import type { PartRow, RecordingTables } from './tables.js';

/** A part, anywhere. */
export interface PartKey {
  readonly tenant: string;
  readonly partId: string;
}

export async function readPart(
  db: Db,
  { tenant, partId }: PartKey,
  options: { readonly lock?: boolean } = {},
): Promise<PartRow | undefined> {
  let query = db
    .withTables<RecordingTables>()
    .selectFrom('recording_parts')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('id', '=', partId);
  if (options.lock) query = query.forUpdate();
  return query.executeTakeFirst();
}

/** The parts of a recording, in the order they were opened. */
export async function readParts(db: Db, { tenant, id }: RecordingKey): Promise<readonly PartRow[]> {
  return db
    .withTables<RecordingTables>()
    .selectFrom('recording_parts')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('recording_id', '=', id)
    .orderBy('position')
    .execute();
}

export async function insertPart(
  tx: Tx,
  row: Insertable<RecordingTables['recording_parts']>,
): Promise<PartRow> {
  return tx
    .withTables<RecordingTables>()
    .insertInto('recording_parts')
    .values(row)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Undefined when it is closed already. */
export async function updateOpenPart(
  tx: Tx,
  { tenant, partId }: PartKey,
  set: Updateable<RecordingTables['recording_parts']>,
): Promise<PartRow | undefined> {
  return tx
    .withTables<RecordingTables>()
    .updateTable('recording_parts')
    .set(set)
    .where('tenant', '=', tenant)
    .where('id', '=', partId)
    .where('state', '=', 'open')
    .returningAll()
    .executeTakeFirst();
}

/** How much of what was announced has come, 0 to 1, of recordings whose recorder said how many chunks there are. */
export async function readUploadProgress(
  db: Db,
  tenant: string,
  recordingIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (recordingIds.length === 0) return new Map();
  const rows = await db
    .withTables<RecordingTables>()
    .selectFrom('recording_parts as p')
    .select([
      'p.recording_id as id',
      sql<number | null>`sum(p.chunk_count)::double precision`.as('wanted'),
      sql<boolean>`bool_or(p.chunk_count is null)`.as('unknown'),
      sql<number>`sum((select count(*) from recording_chunks c where c.tenant = p.tenant and c.part_id = p.id))
        ::double precision`.as('have'),
    ])
    .where('p.tenant', '=', tenant)
    .where(sql<boolean>`p.recording_id = any(${[...recordingIds]}::text[])`)
    .groupBy('p.recording_id')
    .execute();
  return new Map(
    rows.flatMap(({ id, wanted, unknown, have }) =>
      unknown || !wanted ? [] : [[id, Math.min(1, have / wanted)] as const],
    ),
  );
}

/** Takes no more chunks of any part of a recording. */
export async function closeOpenParts(tx: Tx, { tenant, id }: RecordingKey, now: Date): Promise<void> {
  await tx
    .withTables<RecordingTables>()
    .updateTable('recording_parts')
    .set({ state: 'incomplete', finished_at: now })
    .where('tenant', '=', tenant)
    .where('recording_id', '=', id)
    .where('state', '=', 'open')
    .execute();
}
