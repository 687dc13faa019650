import type { Updateable } from 'kysely';
import type { Tx } from '../../platform/db/database.js';
import type { RecordingKey } from './recordings.store.js';
import type { RecordingTables } from './tables.js';

/** Writes what changes all the time, such as sizes and progress: no other version, and nobody is told. */
export async function touchRecording(
  tx: Tx,
  { tenant, id }: RecordingKey,
  set: Updateable<RecordingTables['recordings']>,
): Promise<void> {
  await tx
    .withTables<RecordingTables>()
    .updateTable('recordings')
    .set(set)
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .execute();
}
