import { expect } from '@open-wc/testing';
import type { ChunkStore, StoredPart, StoredRecording } from './chunk-store.js';
import { openIndexedDbChunkStore } from './indexed-db-chunk-store.js';
import { createMemoryChunkStore } from './memory-chunk-store.js';
import { openChunkStore, withMemory } from './open-chunk-store.js';
import { openOpfsChunkStore } from './opfs-chunk-store.js';

const bytes = (...values: number[]): Uint8Array<ArrayBuffer> => new Uint8Array(values);
const recording = (recordingId: string): StoredRecording => ({
  recordingId,
  sessionId: 'ses-one',
  title: 'Algebra',
  personId: 'ana',
  startedAt: 1_000,
  stopped: false,
});
const part = (recordingId: string, partId: string, startMs = 0): StoredPart => ({
  recordingId,
  partId,
  startMs,
  container: 'video/mp4',
  codecs: 'avc1.42e01f,opus',
  chunks: 0,
  durationMs: 0,
  closed: false,
});

const STORES: Readonly<Record<string, () => Promise<ChunkStore>>> = {
  opfs: openOpfsChunkStore,
  'indexed-db': openIndexedDbChunkStore,
  memory: () => Promise.resolve(createMemoryChunkStore()),
  'opfs with memory behind it': openChunkStore,
};

for (const [name, open] of Object.entries(STORES))
  describe(`chunk store: ${name}`, () => {
    let store: ChunkStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(async () => {
      for (const { recordingId } of await store.recordings()) await store.deleteRecording(recordingId);
      await store.deleteRecording('rec-a');
    });

    it('gives back what was put, in order of numbers and not of letters', async () => {
      await store.putRecording(recording('rec-a'));
      await store.putPart(part('rec-a', 'prt-one'));
      for (const number of [10, 2, 0])
        await store.putChunk({ recordingId: 'rec-a', partId: 'prt-one', number }, bytes(number, 1, 2));
      expect(await store.chunks('rec-a', 'prt-one')).to.deep.equal([
        { number: 0, sizeBytes: 3 },
        { number: 2, sizeBytes: 3 },
        { number: 10, sizeBytes: 3 },
      ]);
      expect(await store.chunk({ recordingId: 'rec-a', partId: 'prt-one', number: 10 })).to.deep.equal(
        bytes(10, 1, 2),
      );
      expect(await store.recordings()).to.deep.equal([recording('rec-a')]);
    });

    it('keeps parts in the order of the time line, and the newest word about each', async () => {
      await store.putPart(part('rec-a', 'prt-late', 9_000));
      await store.putPart(part('rec-a', 'prt-early', 0));
      await store.putPart({ ...part('rec-a', 'prt-late', 9_000), chunks: 4, closed: true });
      const parts = await store.parts('rec-a');
      expect(parts.map(({ partId, chunks }) => `${partId} ${chunks}`)).to.deep.equal([
        'prt-early 0',
        'prt-late 4',
      ]);
    });

    it('has nothing of what it never had, and forgets what it is told to', async () => {
      const key = { recordingId: 'rec-a', partId: 'prt-one', number: 0 };
      expect(await store.chunk(key)).to.equal(undefined);
      expect(await store.parts('rec-a')).to.deep.equal([]);
      expect(await store.chunks('rec-a', 'prt-one')).to.deep.equal([]);
      await store.deleteChunk(key);
      await store.deletePart('rec-a', 'prt-one');
      await store.deleteRecording('rec-a');
      await store.putRecording(recording('rec-a'));
      await store.putPart(part('rec-a', 'prt-one'));
      await store.putPart(part('rec-a', 'prt-two', 5));
      await store.putChunk(key, bytes(1));
      await store.putChunk({ ...key, number: 1 }, bytes(2));
      await store.putChunk({ ...key, partId: 'prt-two' }, bytes(3));
      await store.deleteChunk(key);
      expect(await store.chunks('rec-a', 'prt-one')).to.deep.equal([{ number: 1, sizeBytes: 1 }]);
      await store.deletePart('rec-a', 'prt-one');
      expect((await store.parts('rec-a')).map(({ partId }) => partId)).to.deep.equal(['prt-two']);
      expect(await store.chunks('rec-a', 'prt-one')).to.deep.equal([]);
      await store.deleteRecording('rec-a');
      expect(await store.recordings()).to.deep.equal([]);
      expect(await store.chunks('rec-a', 'prt-two')).to.deep.equal([]);
    });

    if (!name.startsWith('memory'))
      it('is the same for another page of the origin', async () => {
        await store.putRecording(recording('rec-a'));
        await store.putPart(part('rec-a', 'prt-one'));
        await store.putChunk({ recordingId: 'rec-a', partId: 'prt-one', number: 0 }, bytes(7));
        const other = await open();
        expect(await other.recordings()).to.deep.equal([recording('rec-a')]);
        expect(await other.chunk({ recordingId: 'rec-a', partId: 'prt-one', number: 0 })).to.deep.equal(
          bytes(7),
        );
      });
  });

describe('openOpfsChunkStore', () => {
  it('does not see a chunk whose writing was broken off by the end of the tab', async () => {
    const store = await openOpfsChunkStore();
    await store.putPart(part('rec-torn', 'prt-one'));
    const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('lectern-recordings');
    const folder = await (await root.getDirectoryHandle('rec-torn')).getDirectoryHandle('prt-one');
    const writable = await (await folder.getFileHandle('0', { create: true })).createWritable();
    await writable.write(bytes(1, 2, 3));
    // Never closed: this is what a killed tab leaves behind.
    expect(await store.chunks('rec-torn', 'prt-one')).to.deep.equal([]);
    expect(await store.chunk({ recordingId: 'rec-torn', partId: 'prt-one', number: 0 })).to.equal(undefined);
    await writable.abort();
    await store.deleteRecording('rec-torn');
  });
});

describe('withMemory', () => {
  const key = { recordingId: 'rec-a', partId: 'prt-one', number: 0 };
  const full = (): Promise<never> => Promise.reject(new DOMException('Full.', 'QuotaExceededError'));

  it('keeps what a full disk refuses, says so, and forgets it when it was sent', async () => {
    const disk = createMemoryChunkStore();
    const store = withMemory({ ...disk, kind: 'opfs', putChunk: full, putPart: full });
    expect(store.isAtRisk).to.equal(false);
    await store.putPart({ ...part('rec-a', 'prt-one'), chunks: 1 });
    await store.putChunk(key, bytes(5));
    expect(store.isAtRisk).to.equal(true);
    expect((await store.parts('rec-a')).map(({ chunks }) => chunks)).to.deep.equal([1]);
    expect(await store.chunk(key)).to.deep.equal(bytes(5));
    await store.deleteChunk(key);
    expect(await store.chunks('rec-a', 'prt-one')).to.deep.equal([]);
  });

  it('says the newest of a part when the disk takes it again', async () => {
    const disk = createMemoryChunkStore();
    let isFull = true;
    const store = withMemory({
      ...disk,
      kind: 'opfs',
      putPart: (one) => (isFull ? full() : disk.putPart(one)),
    });
    await store.putPart({ ...part('rec-a', 'prt-one'), chunks: 1 });
    isFull = false;
    await store.putPart({ ...part('rec-a', 'prt-one'), chunks: 2 });
    expect((await store.parts('rec-a')).map(({ chunks }) => chunks)).to.deep.equal([2]);
  });

  it('is at risk from the first byte where nothing is stored at all', () => {
    expect(withMemory(createMemoryChunkStore()).isAtRisk).to.equal(true);
  });
});
