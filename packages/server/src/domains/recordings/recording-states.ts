import type { RecordingFailure, RecordingState } from '@lectern/core/contract';
import type { UpdateObject } from 'kysely';
import type { Tx } from '../../platform/db/database.js';
import type { RecordingsDeps } from './deps.js';
import { planFinish } from './finishes.store.js';
import { closeOpenParts, readParts } from './parts.store.js';
import { recordingChanged } from './recording-facts.js';
import { readRecording, updateRecording, type RecordingKey } from './recordings.store.js';
import {
  IDLE_MS,
  MS_PER_DAY,
  recordingNotFound,
  recordingStateError,
  type RecordingOfSession,
} from './rules.js';
import type { RecordingRow, RecordingTables } from './tables.js';

/** States of a recording that takes chunks. */
export const TAKING: readonly RecordingState[] = ['announced', 'uploading'];

type StateDeps = Pick<RecordingsDeps, 'database' | 'appendFacts' | 'sessions' | 'settings' | 'wakeJobs'>;

/** One guarded step, with its fact. @throws {@link LecternError} RECORDING_STATE, NOT_FOUND. */
export async function moveRecording(
  tx: Tx,
  deps: StateDeps,
  at: RecordingKey & { readonly from: readonly RecordingState[] },
  set: UpdateObject<RecordingTables, 'recordings'>,
  now: Date,
): Promise<RecordingRow> {
  const row = await updateRecording(tx, at, set);
  if (!row) {
    const current = await readRecording(tx, at);
    throw current ? recordingStateError(current.state) : recordingNotFound();
  }
  await tellChanged(tx, deps, row, now);
  return row;
}

/** Tells everybody of the session how a recording stands. */
export async function tellChanged(
  tx: Tx,
  { sessions, appendFacts }: Pick<StateDeps, 'sessions' | 'appendFacts'>,
  row: RecordingRow,
  now: Date,
): Promise<void> {
  const session = await sessions.read(tx, row.tenant, row.session_id);
  if (!session) return;
  const [recordedBy] = await sessions.people.refs(tx, row.tenant, [row.recorded_by]);
  const known = recordedBy ?? { id: row.recorded_by, name: row.recorded_by };
  await appendFacts(tx, [recordingChanged({ row, session } satisfies RecordingOfSession, known, now)]);
}

/** The recorder stopped, or is taken for stopped. One that was stopped before stays as it is. */
export async function stopRecording(
  tx: Tx,
  deps: StateDeps,
  row: RecordingRow,
  { endedAt, now }: { readonly endedAt: Date; readonly now: Date },
): Promise<RecordingRow> {
  if (row.ended_at !== null || !TAKING.includes(row.state)) return row;
  const idleAt = new Date(now.getTime() + IDLE_MS);
  const stopped = await moveRecording(
    tx,
    deps,
    { ...row, from: TAKING },
    { ended_at: endedAt, idle_at: idleAt },
    now,
  );
  deps.database.afterCommit(tx, () => deps.wakeJobs(idleAt));
  return processWhenWhole(tx, deps, stopped, now);
}

/** Goes on to processing once it is stopped and none of its parts is still on its way. */
export async function processWhenWhole(
  tx: Tx,
  deps: StateDeps,
  row: RecordingRow,
  now: Date,
): Promise<RecordingRow> {
  if (row.ended_at === null || !TAKING.includes(row.state)) return row;
  const parts = await readParts(tx, row);
  if (parts.some(({ state }) => state === 'open')) return row;
  if (row.received_bytes === 0) return failRecording(tx, deps, row, 'nothing-recorded', now);
  const moved = await moveRecording(
    tx,
    deps,
    { ...row, from: TAKING },
    { state: 'processing', idle_at: null, progress: 0, failure: null },
    now,
  );
  await planFinish(tx, row, now);
  deps.database.afterCommit(tx, () => deps.wakeJobs());
  return moved;
}

/** Waits no longer for what is still on its way. */
export async function giveUpWaiting(
  tx: Tx,
  deps: StateDeps,
  row: RecordingRow,
  now: Date,
): Promise<RecordingRow> {
  await closeOpenParts(tx, row, now);
  return processWhenWhole(tx, deps, row, now);
}

export async function failRecording(
  tx: Tx,
  deps: StateDeps,
  row: RecordingRow,
  failure: RecordingFailure,
  now: Date,
): Promise<RecordingRow> {
  return moveRecording(
    tx,
    deps,
    { ...row, from: [...TAKING, 'processing'] },
    {
      state: 'failed',
      failure,
      idle_at: null,
      progress: null,
      ended_at: row.ended_at ?? now,
      expires_at: row.kept ? null : expiryOf(deps, now),
    },
    now,
  );
}

/** When what is ready now goes by itself. */
export function expiryOf({ settings }: Pick<StateDeps, 'settings'>, readyAt: Date): Date {
  return new Date(readyAt.getTime() + settings.retentionDays * MS_PER_DAY);
}
