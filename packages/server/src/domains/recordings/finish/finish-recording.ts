import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TimeRange } from '@lectern/core/contract';
import { toJsonb } from '../../../platform/db/json.js';
import { isFull } from '../../../ports/object-store/durable-file.js';
import type { ObjectStore } from '../../../ports/object-store/object-store.js';
import { deleteChunks, readChunks } from '../chunks.store.js';
import type { RecordingsDeps } from '../deps.js';
import { endFinish, releaseFinish, renewFinish, type FinishLease } from '../finishes.store.js';
import { chunkPrefix, fileKey, filePrefix } from '../object-keys.js';
import { readParts } from '../parts.store.js';
import { expiryOf, failRecording, moveRecording } from '../recording-states.js';
import { readFiles, readRecording, replaceFiles } from '../recordings.store.js';
import type { FileRow, RecordingRow } from '../tables.js';
import { touchRecording } from '../touch-recording.js';
import type { ChunkFile, FinishedFile, FinishPart, FinishResult } from './finish-job.js';
import { runFinish } from './run-finish.js';

/** Somebody else may take the work of a server that said nothing for so long. */
export const LEASE_MS = 60_000;
const RENEW_MS = 20_000;
const MOST_ATTEMPTS = 5;
const AGAIN_MS = 60_000;
const ROOM_AGAIN_MS = 15 * 60_000;
const PROGRESS_STEP = 0.05;

/** Makes one recording seekable, or goes on where a server died doing so. Does nothing twice that can be seen. */
export async function finishRecording(deps: RecordingsDeps, lease: FinishLease): Promise<void> {
  const lost = new AbortController();
  const stopRenewing = deps.timer.every(RENEW_MS, () => {
    const until = new Date(deps.clock.now().getTime() + LEASE_MS);
    renewFinish(deps.database.db, lease, until).then(
      (isOurs) => {
        if (!isOurs) lost.abort(new Error('another server has this recording meanwhile'));
      },
      (error: unknown) => deps.log.warn('a lease could not be renewed', { recordingId: lease.id, error }),
    );
  });
  try {
    await work(deps, lease, AbortSignal.any([deps.stopping, lost.signal]));
  } catch (error) {
    await giveBack(deps, lease, error, lost.signal);
  } finally {
    stopRenewing();
  }
}

async function work(deps: RecordingsDeps, lease: FinishLease, signal: AbortSignal): Promise<void> {
  const { database, clock } = deps;
  let row = await readRecording(database.db, lease);
  if (row?.state === 'failed' && row.failure === 'storage-full')
    row = await database.transaction((tx) =>
      moveRecording(
        tx,
        deps,
        { ...lease, from: ['failed'] },
        { state: 'processing', failure: null, expires_at: null, progress: 0 },
        clock.now(),
      ),
    );
  if (row?.state === 'processing') {
    const made = await makeFiles(deps, lease, row, signal);
    if (!made) return;
  } else if (row?.state !== 'ready') {
    await database.transaction((tx) => endFinish(tx, lease));
    return;
  }
  await removeRest(deps, lease);
}

/** False when it came to nothing, or was another's. */
async function makeFiles(
  deps: RecordingsDeps,
  lease: FinishLease,
  row: RecordingRow,
  signal: AbortSignal,
): Promise<boolean> {
  const store = deps.requireStore();
  const folder = (await store.local?.makeScratch()) ?? (await mkdtemp(join(tmpdir(), 'lectern-')));
  try {
    const parts = await readJobParts(deps, store, row, folder);
    const result = await runFinish({ parts, folder }, { signal, onProgress: progressWriter(deps, row) });
    for (const note of result.notes) deps.log.warn('a recording is not whole', { recordingId: row.id, note });
    const attempt = lease.holder.slice(0, 8);
    const files: Kept[] = [];
    for (const [position, file] of result.files.entries())
      files.push(
        await keepFile(store, file, fileKey(row.id, attempt, position, file.extension), deps.clock.now()),
      );
    if (await commit(deps, lease, result, files)) return files.length > 0;
    for (const { key } of files) await store.delete(key);
    return false;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Kept = Omit<FileRow, 'tenant' | 'recording_id' | 'position'>;

async function keepFile(store: ObjectStore, file: FinishedFile, key: string, now: Date): Promise<Kept> {
  const info = store.local
    ? await store.local.adopt(key, file.path)
    : await store.put(key, createReadStream(file.path));
  if (info.size !== file.sizeBytes)
    throw new Error(`${key} has ${String(info.size)} bytes and not ${String(file.sizeBytes)}`);
  return {
    key,
    size_bytes: info.size,
    duration_ms: file.durationMs,
    start_ms: file.startMs,
    type: file.type,
    etag: randomUUID(),
    made_at: now,
  };
}

/** False when the recording is another's to finish meanwhile, or was deleted. */
async function commit(
  deps: RecordingsDeps,
  lease: FinishLease,
  { gaps }: FinishResult,
  files: readonly Kept[],
): Promise<boolean> {
  const { database, clock } = deps;
  return database.transaction(async (tx) => {
    const now = clock.now();
    const row = await readRecording(tx, lease, { lock: true });
    const isOurs = await renewFinish(tx, lease, new Date(now.getTime() + LEASE_MS));
    if (row?.state !== 'processing' || !isOurs) return false;
    if (files.length === 0) {
      await failRecording(tx, deps, row, 'unreadable', now);
      await endFinish(tx, lease);
      return true;
    }
    await replaceFiles(tx, row, files);
    await moveRecording(
      tx,
      deps,
      { ...lease, from: ['processing'] },
      {
        state: 'ready',
        progress: null,
        failure: null,
        duration_ms: Math.max(...files.map((file) => file.start_ms + file.duration_ms)),
        size_bytes: files.reduce((sum, file) => sum + file.size_bytes, 0),
        gaps: toJsonb<readonly TimeRange[]>(gaps),
        ready_at: now,
        expires_at: row.kept ? null : expiryOf(deps, now),
      },
      now,
    );
    return true;
  });
}

/** Once the files are safe: chunks, and files of attempts that came to nothing. */
async function removeRest(deps: RecordingsDeps, lease: FinishLease): Promise<void> {
  const { database } = deps;
  const store = deps.requireStore();
  const kept = new Set((await readFiles(database.db, lease)).map(({ key }) => key));
  for (const prefix of [chunkPrefix(lease.id), filePrefix(lease.id)])
    for await (const { key } of store.list(prefix)) if (!kept.has(key)) await store.delete(key);
  await database.transaction(async (tx) => {
    if (await endFinish(tx, lease)) await deleteChunks(tx, lease);
  });
}

async function giveBack(
  deps: RecordingsDeps,
  lease: FinishLease,
  error: unknown,
  lost: AbortSignal,
): Promise<void> {
  const { database, clock, log, stopping } = deps;
  const { id: recordingId } = lease;
  if (lost.aborted) return;
  const now = clock.now();
  const later = (ms: number): Date => new Date(now.getTime() + ms);
  if (stopping.aborted) {
    await releaseFinish(database.db, lease, now);
    return;
  }
  const full = isStorageFull(error);
  log.error('a recording could not be finished', { recordingId, attempts: lease.attempts, error });
  if (!full && lease.attempts < MOST_ATTEMPTS) {
    await releaseFinish(database.db, lease, later(lease.attempts * AGAIN_MS));
    return;
  }
  await database.transaction(async (tx) => {
    const row = await readRecording(tx, lease, { lock: true });
    if (row?.state === 'processing')
      await failRecording(tx, deps, row, full ? 'storage-full' : 'unreadable', now);
    // Everything that came is still there: with more room it is tried again.
    if (full) await releaseFinish(tx, lease, later(ROOM_AGAIN_MS));
    else await endFinish(tx, lease);
  });
}

function isStorageFull(error: unknown): boolean {
  return isFull(error) || (error instanceof Error && 'code' in error && error.code === 'STORAGE_FULL');
}

async function readJobParts(
  { database }: RecordingsDeps,
  store: ObjectStore,
  row: RecordingRow,
  folder: string,
): Promise<readonly FinishPart[]> {
  const parts: FinishPart[] = [];
  for (const part of await readParts(database.db, row)) {
    const chunks: ChunkFile[] = [];
    for (const chunk of await readChunks(database.db, { tenant: part.tenant, partId: part.id })) {
      const path = store.local?.path(chunk.key) ?? (await fetchChunk(store, chunk.key, folder));
      chunks.push({ n: chunk.n, path, sizeBytes: chunk.size_bytes });
    }
    parts.push({
      startMs: part.start_ms,
      container: part.container,
      codecs: part.codecs,
      chunks,
      ...(part.chunk_count !== null && { chunkCount: part.chunk_count }),
      ...(part.duration_ms !== null && { durationMs: part.duration_ms }),
    });
  }
  // In the order of the time line: a part may be opened late.
  return parts.sort((one, other) => one.startMs - other.startMs);
}

async function fetchChunk(store: ObjectStore, key: string, folder: string): Promise<string> {
  const path = join(folder, key.replaceAll('/', '-'));
  const body = await store.get(key);
  if (!body) throw new Error(`the object store has no ${key} although it was acknowledged`);
  await writeFile(path, body);
  return path;
}

/** A list may show it; nobody is told of every step. */
function progressWriter({ database, log }: RecordingsDeps, row: RecordingRow): (done: number) => void {
  let told = 0;
  return (done) => {
    if (done - told < PROGRESS_STEP) return;
    told = done;
    touchRecording(database.db, row, { progress: done }).catch((error: unknown) =>
      log.warn('progress could not be written', { recordingId: row.id, error }),
    );
  };
}
