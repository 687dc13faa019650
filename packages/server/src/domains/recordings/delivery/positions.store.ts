import type { Db } from '../../../platform/db/database.js';
import type { RecordingTables } from '../tables.js';

/** Where one person is in one recording. */
export interface PositionKey {
  readonly tenant: string;
  readonly recordingId: string;
  readonly personId: string;
}

export async function readPosition(
  db: Db,
  { tenant, recordingId, personId }: PositionKey,
): Promise<{ readonly atMs: number; readonly updatedAt: Date } | undefined> {
  const row = await db
    .withTables<RecordingTables>()
    .selectFrom('recording_positions')
    .select(['at_ms', 'updated_at'])
    .where('tenant', '=', tenant)
    .where('recording_id', '=', recordingId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row && { atMs: row.at_ms, updatedAt: row.updated_at };
}

/** The last one wins. */
export async function putPosition(
  db: Db,
  { tenant, recordingId, personId }: PositionKey,
  atMs: number,
  now: Date,
): Promise<void> {
  await db
    .withTables<RecordingTables>()
    .insertInto('recording_positions')
    .values({ tenant, recording_id: recordingId, person_id: personId, at_ms: atMs, updated_at: now })
    .onConflict((conflict) =>
      conflict.columns(['tenant', 'recording_id', 'person_id']).doUpdateSet({ at_ms: atMs, updated_at: now }),
    )
    .execute();
}
