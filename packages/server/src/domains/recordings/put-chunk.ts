import { LecternError } from '@lectern/core';
import type { Db } from '../../platform/db/database.js';
import { chunkBody, chunkTooLarge } from './chunk-body.js';
import { insertChunk, readChunk } from './chunks.store.js';
import { contentDigestOf } from './content-digest.js';
import type { RecordingsDeps } from './deps.js';
import { chunkKey } from './object-keys.js';
import { readPart } from './parts.store.js';
import { requireRoom } from './quota.js';
import { moveRecording, TAKING } from './recording-states.js';
import { readRecording } from './recordings.store.js';
import { IDLE_MS, MAX_CHUNK_BYTES, recordingStateError } from './rules.js';
import type { PartRow, RecordingRow } from './tables.js';
import { touchRecording } from './touch-recording.js';
import { ticketInvalid } from './tickets.js';
import type { UploadGrant } from './upload-tickets.js';

export interface PutChunkInput {
  readonly grant: UploadGrant;
  readonly n: number;
  readonly request: Request;
  readonly now: Date;
  readonly signal: AbortSignal;
}

/**
 * Keeps one chunk. When it resolves, the chunk outlives a crash; the same one twice is one, in any order.
 *
 * @throws {@link LecternError} CHUNK_CONFLICT, DIGEST_MISMATCH, BODY_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, STORAGE_FULL,
 * RECORDING_STATE once it was finished, TICKET_INVALID.
 */
export async function putChunk(deps: RecordingsDeps, input: PutChunkInput): Promise<void> {
  const { grant, n, request, now, signal } = input;
  const { db } = deps.database;
  const store = deps.requireStore();
  const sha256 = contentDigestOf(request);
  const before = await readChunk(db, grant, n);
  if (before) {
    requireSame(before.sha256, sha256);
    await request.body?.cancel();
    return;
  }
  const { part, recording } = await readOpen(db, grant);
  const announced = Number(request.headers.get('content-length') ?? 0);
  // Before the room is looked at: a claim alone must not say that the disk is full.
  if (announced > MAX_CHUNK_BYTES) throw chunkTooLarge(MAX_CHUNK_BYTES);
  await requireRoom(db, deps, { ...grant, sessionId: recording.session_id, bytes: announced }).catch(
    async (error: unknown) => {
      await noteFull(deps, recording, error, now);
      throw error;
    },
  );
  const key = chunkKey(grant, n, sha256);
  const body = chunkBody({
    request,
    limitBytes: MAX_CHUNK_BYTES,
    sha256,
    container: n === 0 ? part.container : undefined,
  });
  const { size } = await store.put(key, body, { signal }).catch(async (error: unknown) => {
    await noteFull(deps, recording, error, now);
    throw error;
  });
  const outcome = await deps.database.transaction(async (tx) => {
    const row = await readRecording(tx, recording, { lock: true });
    const same = await readChunk(tx, grant, n);
    if (same) return same.sha256 === sha256 ? 'same' : 'other';
    const open = await readPart(tx, grant);
    if (!row || open?.state !== 'open' || !TAKING.includes(row.state)) return 'closed';
    await insertChunk(tx, {
      tenant: grant.tenant,
      part_id: grant.partId,
      n,
      key,
      sha256,
      size_bytes: size,
      received_at: now,
    });
    const idleAt = new Date(now.getTime() + IDLE_MS);
    const set = {
      received_bytes: row.received_bytes + size,
      last_chunk_at: now,
      idle_at: row.idle_at && row.idle_at > idleAt ? row.idle_at : idleAt,
    };
    if (row.state === 'announced' || row.failure !== null)
      await moveRecording(
        tx,
        deps,
        { ...row, from: TAKING },
        { ...set, state: 'uploading', failure: null },
        now,
      );
    else await touchRecording(tx, row, set);
    return 'kept';
  });
  if (outcome === 'kept' || outcome === 'same') return;
  // Nobody knows of it: it would never be deleted.
  await store.delete(key);
  if (outcome === 'other') throw chunkConflict();
  throw recordingStateError((await readRecording(db, recording))?.state ?? 'deleted');
}

async function readOpen(
  db: Db,
  grant: UploadGrant,
): Promise<{ readonly part: PartRow; readonly recording: RecordingRow }> {
  const part = await readPart(db, grant);
  const recording = await readRecording(db, { tenant: grant.tenant, id: grant.recordingId });
  if (!part || !recording || part.recording_id !== recording.id) throw ticketInvalid();
  if (part.state !== 'open' || !TAKING.includes(recording.state)) throw recordingStateError(recording.state);
  return { part, recording };
}

/** Says that there is no room, where those who record and those who look at the list see it. Gone with the next chunk. */
async function noteFull(
  deps: RecordingsDeps,
  recording: RecordingRow,
  error: unknown,
  now: Date,
): Promise<void> {
  if (!LecternError.is(error) || error.code !== 'STORAGE_FULL' || recording.failure !== null) return;
  try {
    await deps.database.transaction((tx) =>
      moveRecording(tx, deps, { ...recording, from: TAKING }, { failure: 'storage-full' }, now),
    );
  } catch (noted) {
    // The database may have no room either; the answer says it all the same.
    deps.log.warn('a full disk could not be noted', { recordingId: recording.id, error: noted });
  }
}

function requireSame(one: string, other: string): void {
  if (one !== other) throw chunkConflict();
}

function chunkConflict(): LecternError {
  return new LecternError(
    'CHUNK_CONFLICT',
    'This chunk came before with other bytes. Open a new part for another file.',
  );
}
