import type { ChunkStore, StoredPart, StoredRecording } from './chunk-store.js';
import { openIndexedDbChunkStore } from './indexed-db-chunk-store.js';
import { createMemoryChunkStore } from './memory-chunk-store.js';
import { hasOpfs, openOpfsChunkStore } from './opfs-chunk-store.js';
import { byNumber, byStart } from './order.js';

/** A store with room in memory behind it, for what it would no longer take. */
export interface OpenedChunkStore extends ChunkStore {
  /** Whether something is kept in memory only: a closed tab would lose it. */
  readonly isAtRisk: boolean;
}

/** The safest store this browser has. */
export async function openChunkStore(): Promise<OpenedChunkStore> {
  return withMemory(await openSafest());
}

async function openSafest(): Promise<ChunkStore> {
  const ways = [...(hasOpfs() ? [openOpfsChunkStore] : []), openIndexedDbChunkStore];
  for (const open of ways) {
    try {
      return await open();
    } catch {
      // Private windows refuse some of them; the next may do.
    }
  }
  return createMemoryChunkStore();
}

/** Takes into memory what the store refuses, such as on a full disk: a lesson is recorded once. */
export function withMemory(store: ChunkStore): OpenedChunkStore {
  if (store.kind === 'memory') return { ...store, isAtRisk: true };
  const recordings = new Map<string, StoredRecording>();
  const parts = new Map<string, StoredPart>();
  const chunks = createMemoryChunkStore();
  let isAtRisk = false;

  /** What was written at last stands in one place only. */
  async function describe<Value>(
    id: string,
    value: Value,
    remembered: Map<string, Value>,
    write: (value: Value) => Promise<void>,
  ): Promise<void> {
    try {
      await write(value);
      remembered.delete(id);
    } catch {
      isAtRisk = true;
      remembered.set(id, value);
    }
  }

  return {
    kind: store.kind,
    get isAtRisk() {
      return isAtRisk;
    },
    recordings: async () =>
      merged(await store.recordings(), recordings.values(), ({ recordingId }) => recordingId),
    putRecording: (recording) =>
      describe(recording.recordingId, recording, recordings, (value) => store.putRecording(value)),
    async deleteRecording(recordingId) {
      recordings.delete(recordingId);
      for (const [id, part] of parts) if (part.recordingId === recordingId) parts.delete(id);
      await chunks.deleteRecording(recordingId);
      await store.deleteRecording(recordingId);
    },
    parts: async (recordingId) =>
      merged(
        await store.parts(recordingId),
        [...parts.values()].filter((part) => part.recordingId === recordingId),
        ({ partId }) => partId,
      ).sort(byStart),
    putPart: (part) => describe(part.partId, part, parts, (value) => store.putPart(value)),
    async deletePart(recordingId, partId) {
      parts.delete(partId);
      await chunks.deletePart(recordingId, partId);
      await store.deletePart(recordingId, partId);
    },
    chunks: async (recordingId, partId) =>
      merged(
        await store.chunks(recordingId, partId),
        await chunks.chunks(recordingId, partId),
        ({ number }) => number,
      ).sort(byNumber),
    async putChunk(key, bytes) {
      try {
        await store.putChunk(key, bytes);
      } catch {
        isAtRisk = true;
        await chunks.putChunk(key, bytes);
      }
    },
    chunk: async (key) => (await chunks.chunk(key)) ?? store.chunk(key),
    async deleteChunk(key) {
      await chunks.deleteChunk(key);
      await store.deleteChunk(key);
    },
  };
}

/** The later of two with the same id wins. */
function merged<Item>(first: Iterable<Item>, second: Iterable<Item>, idOf: (item: Item) => unknown): Item[] {
  return [...new Map([...first, ...second].map((item) => [idOf(item), item])).values()];
}
