import type { RecordingState, TimeRange } from '@lectern/core/contract';
import { sql, type Insertable, type UpdateObject } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.js';
import { toJsonb } from '../../platform/db/json.js';
import { isRecordingId } from './rules.js';
import type { FileRow, RecordingRow, RecordingTables } from './tables.js';

/** A recording, anywhere. */
export interface RecordingKey {
  readonly tenant: string;
  readonly id: string;
}

/** One recording; undefined for what is no id of ours as well. Locked, nobody else changes it until the commit. */
export async function readRecording(
  db: Db,
  { tenant, id }: RecordingKey,
  options: { readonly lock?: boolean } = {},
): Promise<RecordingRow | undefined> {
  if (!isRecordingId(id)) return undefined;
  let query = db
    .withTables<RecordingTables>()
    .selectFrom('recordings')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('id', '=', id);
  if (options.lock) query = query.forUpdate();
  return query.executeTakeFirst();
}

/** The one that records a session now. */
export async function readRunning(
  db: Db,
  tenant: string,
  sessionId: string,
): Promise<RecordingRow | undefined> {
  return db
    .withTables<RecordingTables>()
    .selectFrom('recordings')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('session_id', '=', sessionId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
}

/** Undefined when there is a row of this id, or one that records the session already. */
export async function insertRecording(
  tx: Tx,
  row: Omit<Insertable<RecordingTables['recordings']>, 'gaps'>,
): Promise<RecordingRow | undefined> {
  return tx
    .withTables<RecordingTables>()
    .insertInto('recordings')
    .values({ ...row, gaps: toJsonb<readonly TimeRange[]>([]) })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
}

/** One guarded step: undefined when it is in another state meanwhile. */
export async function updateRecording(
  tx: Db,
  at: RecordingKey & { readonly from: readonly RecordingState[] },
  set: UpdateObject<RecordingTables, 'recordings'>,
): Promise<RecordingRow | undefined> {
  return tx
    .withTables<RecordingTables>()
    .updateTable('recordings')
    .set({ ...set, version: sql<number>`version + 1` })
    .where('tenant', '=', at.tenant)
    .where('id', '=', at.id)
    .where('state', 'in', [...at.from])
    .returningAll()
    .executeTakeFirst();
}

/** The finished files of a recording, in the order of its time line. */
export async function readFiles(db: Db, { tenant, id }: RecordingKey): Promise<readonly FileRow[]> {
  return db
    .withTables<RecordingTables>()
    .selectFrom('recording_files')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('recording_id', '=', id)
    .orderBy('position')
    .execute();
}

/** Puts other files in the place of those it has. */
export async function replaceFiles(
  tx: Tx,
  { tenant, id }: RecordingKey,
  files: readonly Omit<FileRow, 'tenant' | 'recording_id' | 'position'>[],
): Promise<void> {
  const tables = tx.withTables<RecordingTables>();
  await tables
    .deleteFrom('recording_files')
    .where('tenant', '=', tenant)
    .where('recording_id', '=', id)
    .execute();
  if (files.length === 0) return;
  await tables
    .insertInto('recording_files')
    .values(files.map((file, position) => ({ ...file, tenant, recording_id: id, position })))
    .execute();
}
