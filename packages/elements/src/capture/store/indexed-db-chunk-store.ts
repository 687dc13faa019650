import type { ChunkStore, StoredChunk, StoredPart, StoredRecording } from './chunk-store.js';
import { byNumber, byStart } from './order.js';

const DATABASE = 'lectern-recordings';
const STORES = ['recordings', 'parts', 'chunks'] as const;
type StoreName = (typeof STORES)[number];

/** Everything of a recording, or of a part: arrays sort after all strings and numbers. */
const under = (...prefix: readonly string[]): IDBKeyRange => IDBKeyRange.bound(prefix, [...prefix, []]);

function finished<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The request failed.'));
  });
}

/** Keeps bytes in IndexedDB, for browsers whose private files cannot be written from a page. */
export async function openIndexedDbChunkStore(): Promise<ChunkStore> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => {
    for (const name of STORES) opening.result.createObjectStore(name);
  };
  const database = await finished(opening);

  const get = <Value>(name: StoreName, key: IDBValidKey): Promise<Value | undefined> =>
    finished(database.transaction(name).objectStore(name).get(key) as IDBRequest<Value | undefined>);
  const all = <Value>(name: StoreName, range?: IDBKeyRange): Promise<Value[]> =>
    finished(database.transaction(name).objectStore(name).getAll(range) as IDBRequest<Value[]>);

  /** Resolves when it is written, not when it was asked for. */
  function change(names: readonly StoreName[], work: (transaction: IDBTransaction) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const transaction = database.transaction([...names], 'readwrite', { durability: 'strict' });
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error('The transaction was aborted.'));
      work(transaction);
    });
  }
  const put = (name: StoreName, key: IDBValidKey, value: unknown): Promise<void> =>
    change([name], (transaction) => void transaction.objectStore(name).put(value, key));

  return {
    kind: 'indexed-db',
    recordings: () => all<StoredRecording>('recordings'),
    putRecording: (recording) => put('recordings', [recording.recordingId], recording),
    deleteRecording: (recordingId) =>
      change(STORES, (transaction) => {
        for (const name of STORES) transaction.objectStore(name).delete(under(recordingId));
      }),
    parts: async (recordingId) => (await all<StoredPart>('parts', under(recordingId))).sort(byStart),
    putPart: (part) => put('parts', [part.recordingId, part.partId], part),
    deletePart: (recordingId, partId) =>
      change(['parts', 'chunks'], (transaction) => {
        for (const name of ['parts', 'chunks'])
          transaction.objectStore(name).delete(under(recordingId, partId));
      }),
    async chunks(recordingId, partId) {
      const found: StoredChunk[] = [];
      const store = database.transaction('chunks').objectStore('chunks');
      // One at a time: all at once would hold a whole lesson in memory.
      const request = store.openCursor(under(recordingId, partId));
      await new Promise<void>((resolve, reject) => {
        request.onerror = () => reject(request.error ?? new Error('The request failed.'));
        request.onsuccess = () => {
          const cursor = request.result;
          if (!cursor) return resolve();
          const [, , number] = cursor.key as [string, string, number];
          found.push({ number, sizeBytes: (cursor.value as Uint8Array).byteLength });
          cursor.continue();
        };
      });
      return found.sort(byNumber);
    },
    putChunk: ({ recordingId, partId, number }, bytes) => put('chunks', [recordingId, partId, number], bytes),
    chunk: ({ recordingId, partId, number }) => get('chunks', [recordingId, partId, number]),
    deleteChunk: ({ recordingId, partId, number }) =>
      change(
        ['chunks'],
        (transaction) => void transaction.objectStore('chunks').delete([recordingId, partId, number]),
      ),
  };
}
