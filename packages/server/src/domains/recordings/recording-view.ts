import type { PersonRef, Recording } from '@lectern/core/contract';
import type { Db } from '../../platform/db/database.js';
import type { Actor } from '../../platform/rights/actor.js';
import type { RecordingsDeps } from './deps.js';
import { readUploadProgress } from './parts.store.js';
import { viewRights, type RecordingOfSession } from './rules.js';

/** Recordings as one person sees them, in the order given. */
export async function viewRecordings(
  db: Db,
  { sessions }: Pick<RecordingsDeps, 'sessions'>,
  actor: Actor,
  recordings: readonly RecordingOfSession[],
): Promise<readonly Recording[]> {
  const people = [...new Set(recordings.map(({ row }) => row.recorded_by))];
  const refs = await sessions.people.refs(db, actor.tenant, people);
  const names = new Map(refs.map((ref) => [ref.id, ref]));
  const waiting = recordings
    .filter(({ row }) => row.state === 'uploading' && row.ended_at !== null)
    .map(({ row }) => row.id);
  const uploads = await readUploadProgress(db, actor.tenant, waiting);
  return recordings.map((recording) =>
    viewRecording(actor, recording, {
      recordedBy: names.get(recording.row.recorded_by) ?? unknown(recording.row.recorded_by),
      uploaded: uploads.get(recording.row.id),
    }),
  );
}

function viewRecording(
  actor: Actor,
  { row, session }: RecordingOfSession,
  { recordedBy, uploaded }: { readonly recordedBy: PersonRef; readonly uploaded: number | undefined },
): Recording {
  const progress = row.state === 'uploading' ? uploaded : (row.progress ?? undefined);
  return {
    id: row.id,
    sessionId: row.session_id,
    title: session.row.title,
    state: row.state,
    ...(progress !== undefined && { progress }),
    startedAt: row.started_at.toISOString(),
    ...(row.ended_at && { endedAt: row.ended_at.toISOString() }),
    recordedBy,
    ...(row.duration_ms !== null && { durationMs: row.duration_ms }),
    ...(row.size_bytes !== null && { sizeBytes: row.size_bytes }),
    gaps: row.gaps.map(({ startMs, endMs }) => ({ startMs, endMs })),
    ...(row.failure !== null && { failure: row.failure }),
    ...(row.ready_at && { readyAt: row.ready_at.toISOString() }),
    ...(row.expires_at && { expiresAt: row.expires_at.toISOString() }),
    ...(row.deleted_at && { deletedAt: row.deleted_at.toISOString() }),
    ...(row.purge_at && { purgeAt: row.purge_at.toISOString() }),
    you: { can: viewRights(actor, session) },
    version: row.version,
  };
}

function unknown(id: string): PersonRef {
  return { id, name: id };
}
