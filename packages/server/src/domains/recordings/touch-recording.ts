import type { UpdateObject } from 'kysely';
import type { Db } from '../../platform/db/database.js';
import type { RecordingKey } from './recordings.store.js';
import type { RecordingTables } from './tables.js';

/** Writes what changes all the time, such as sizes and progress: no other version, and nobody is told. */
export async function touchRecording(
  db: Db,
  { tenant, id }: RecordingKey,
  set: UpdateObject<RecordingTables, 'recordings'>,
): Promise<void> {
  await db
    .withTables<RecordingTables>()
    .updateTable('recordings')
    .set(set)
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .execute();
}
