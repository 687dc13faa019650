import type { TimeRange } from '@lectern/core/contract';
import type { Tx } from '../../platform/db/database.js';
import { toJsonb } from '../../platform/db/json.js';
import type { RecordingRow, RecordingTables } from './tables.js';

/** Leaves a tombstone: that there was one, who deleted it, when and why. */
export async function purgeRows(tx: Tx, { tenant, id }: RecordingRow, now: Date): Promise<void> {
  const tables = tx.withTables<RecordingTables>();
  for (const table of [
    'recording_parts',
    'recording_files',
    'recording_finishes',
    'recording_positions',
  ] as const)
    await tables.deleteFrom(table).where('tenant', '=', tenant).where('recording_id', '=', id).execute();
  await tables
    .updateTable('recordings')
    .set({
      purged_at: now,
      expires_at: null,
      idle_at: null,
      gaps: toJsonb<readonly TimeRange[]>([]),
      size_bytes: 0,
      received_bytes: 0,
      progress: null,
    })
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .execute();
}
