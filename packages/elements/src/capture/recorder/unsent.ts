import type { StoredRecording } from '../store/chunk-store.js';
import type { ChunkStore } from '../store/chunk-store.js';
import { heldLocks, recordingLock, uploadLock } from './hold-lock.js';

/** A recording of which something waits in this browser, and nobody sends it. */
export interface UnsentRecording {
  readonly recording: StoredRecording;
  readonly unsentBytes: number;
}

/** What pages before this one left behind, of one person. What another page works on is not among it. */
export async function findUnsent(store: ChunkStore, personId: string): Promise<readonly UnsentRecording[]> {
  const held = await heldLocks();
  const found: UnsentRecording[] = [];
  for (const recording of await store.recordings()) {
    const { recordingId } = recording;
    if (recording.personId !== personId || held.has(recordingLock(recordingId))) continue;
    const parts = await store.parts(recordingId);
    if (parts.some(({ partId }) => held.has(uploadLock(partId)))) continue;
    let unsentBytes = 0;
    for (const { partId } of parts)
      for (const { sizeBytes } of await store.chunks(recordingId, partId)) unsentBytes += sizeBytes;
    found.push({ recording, unsentBytes });
  }
  return found;
}
