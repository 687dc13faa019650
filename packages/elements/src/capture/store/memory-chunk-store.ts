import { type ChunkStore, type ChunkKey, type StoredPart, type StoredRecording } from './chunk-store.js';
import { byNumber, byStart } from './order.js';

const nameOf = ({ recordingId, partId, number }: ChunkKey): string => `${recordingId} ${partId} ${number}`;

/** Keeps bytes as long as the page lives: for browsers, or windows, that store nothing. */
export function createMemoryChunkStore(): ChunkStore {
  const recordings = new Map<string, StoredRecording>();
  const parts = new Map<string, StoredPart>();
  const chunks = new Map<string, { readonly key: ChunkKey; readonly bytes: Uint8Array<ArrayBuffer> }>();
  const done = (): Promise<void> => Promise.resolve();
  const drop = (fits: (key: { recordingId: string; partId: string }) => boolean): Promise<void> => {
    for (const [id, part] of parts) if (fits(part)) parts.delete(id);
    for (const [name, { key }] of chunks) if (fits(key)) chunks.delete(name);
    return done();
  };
  return {
    kind: 'memory',
    recordings: () => Promise.resolve([...recordings.values()]),
    putRecording(recording) {
      recordings.set(recording.recordingId, recording);
      return done();
    },
    deleteRecording(recordingId) {
      recordings.delete(recordingId);
      return drop((key) => key.recordingId === recordingId);
    },
    parts: (recordingId) =>
      Promise.resolve([...parts.values()].filter((part) => part.recordingId === recordingId).sort(byStart)),
    putPart(part) {
      parts.set(part.partId, part);
      return done();
    },
    deletePart: (recordingId, partId) =>
      drop((key) => key.recordingId === recordingId && key.partId === partId),
    chunks: (recordingId, partId) =>
      Promise.resolve(
        [...chunks.values()]
          .filter(({ key }) => key.recordingId === recordingId && key.partId === partId)
          .map(({ key, bytes }) => ({ number: key.number, sizeBytes: bytes.byteLength }))
          .sort(byNumber),
      ),
    putChunk(key, bytes) {
      chunks.set(nameOf(key), { key, bytes });
      return done();
    },
    chunk: (key) => Promise.resolve(chunks.get(nameOf(key))?.bytes),
    deleteChunk(key) {
      chunks.delete(nameOf(key));
      return done();
    },
  };
}
