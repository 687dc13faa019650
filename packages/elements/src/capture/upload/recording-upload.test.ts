import { expect } from '@open-wc/testing';
import type { ChunkStore, StoredPart } from '../store/chunk-store.js';
import { createMemoryChunkStore } from '../store/memory-chunk-store.js';
import { openOpfsChunkStore } from '../store/opfs-chunk-store.js';
import { RecordingUpload, type UploadSnapshot } from './recording-upload.js';
import { FakeUploadServer, type FakeFault } from './testing/fake-upload-server.js';
import { createUploadRequests } from './upload-requests.js';

const RECORDING = 'rec-a';
const part = (partId: string, more: Partial<StoredPart> = {}): StoredPart => ({
  recordingId: RECORDING,
  partId,
  startMs: 0,
  container: 'video/mp4',
  codecs: 'avc1.42e01f,opus',
  chunks: 0,
  durationMs: 0,
  closed: false,
  ...more,
});
const bytesOf = (number: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length: 40 }, (_, index) => (number * 7 + index) % 256);

describe('RecordingUpload', () => {
  let server: FakeUploadServer;
  let store: ChunkStore;
  let upload: RecordingUpload;
  let seen: UploadSnapshot[];
  let watchers: (() => void)[];

  beforeEach(() => {
    server = new FakeUploadServer();
    store = createMemoryChunkStore();
    begin();
  });
  afterEach(() => upload.close());

  /** As a page does that opens anew. */
  function begin(): void {
    seen = [];
    watchers = [];
    upload = new RecordingUpload({
      store,
      recordings: server.recordings,
      requests: createUploadRequests(server.fetch),
      backOff: { first: 1, longest: 4 },
      serverTime: () => Date.now(),
      onChange: () => {
        seen.push(upload.snapshot);
        for (const watch of [...watchers]) watch();
      },
    });
  }

  function until(fits: (snapshot: UploadSnapshot) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const check = (): void => {
        if (fits(upload.snapshot)) resolve();
      };
      watchers.push(check);
      check();
    });
  }

  async function write(partId: string, count: number, from = 0): Promise<StoredPart> {
    let now = part(partId);
    for (let number = from; number < from + count; number += 1) {
      const bytes = bytesOf(number);
      await store.putChunk({ recordingId: RECORDING, partId, number }, bytes);
      now = part(partId, { chunks: number + 1, durationMs: (number + 1) * 1_000 });
      await store.putPart(now);
      upload.update(now, [{ number, sizeBytes: bytes.length }]);
    }
    return now;
  }

  async function close(now: StoredPart): Promise<void> {
    const closed = { ...now, closed: true };
    await store.putPart(closed);
    upload.update(closed);
  }

  async function record(partId: string, count: number): Promise<void> {
    upload.add(part(partId));
    await close(await write(partId, count));
  }

  const whole = (count: number): Uint8Array =>
    new Uint8Array(Array.from({ length: count }, (_, number) => [...bytesOf(number)]).flat());

  async function expectWhole(partId: string, count: number): Promise<void> {
    expect(server.bytesOf(partId)).to.deep.equal(whole(count));
    expect(server.parts.get(partId)?.finished).to.deep.equal({ chunks: count, durationMs: count * 1_000 });
    expect(await store.chunks(RECORDING, partId)).to.deep.equal([]);
    expect(await store.parts(RECORDING)).to.deep.equal([]);
    expect(upload.snapshot).to.include({ unsentBytes: 0, unsentMs: 0, problem: undefined });
  }

  it('sends every chunk once, at most two at a time, then finishes and forgets', async () => {
    await record('prt-one', 9);
    await upload.settled();
    await expectWhole('prt-one', 9);
    expect(server.mostAtOnce).to.equal(2);
    expect(server.log.filter((line) => line.startsWith('PUT')).length).to.equal(9);
    expect(upload.snapshot.sentBytes).to.equal(9 * 40);
  });

  it('opens the part before anything is written: the class is told that it records', async () => {
    upload.add(part('prt-one'));
    await until(() => server.parts.has('prt-one'));
    expect(server.parts.get('prt-one')?.input).to.deep.equal({
      id: 'prt-one',
      startMs: 0,
      container: 'video/mp4',
      codecs: 'avc1.42e01f,opus',
    });
    expect(server.log).to.deep.equal(['OPEN prt-one']);
  });

  const passing: Readonly<Record<string, readonly [FakeFault, UploadSnapshot['problem']]>> = {
    'a lost network': ['unreachable', 'offline'],
    'a full server': [{ status: 507, code: 'STORAGE_FULL' }, 'storage-full'],
    'a server that restarts': [{ status: 503, code: 'UNAVAILABLE' }, 'server'],
    'a proxy without a server': [{ status: 502, code: 'UNAVAILABLE' }, 'server'],
    'a fault of the server': [{ status: 500, code: 'INTERNAL' }, 'server'],
    'too many requests': [{ status: 429, code: 'RATE_LIMITED' }, 'server'],
    'bytes damaged on the way': [{ status: 422, code: 'DIGEST_MISMATCH' }, 'server'],
  };
  for (const [name, [fault, problem]] of Object.entries(passing))
    it(`says ${name}, keeps everything and goes on by itself`, async () => {
      upload.add(part('prt-one'));
      await until(() => server.parts.has('prt-one'));
      server.failAlways(fault);
      const now = await write('prt-one', 3);
      await until((snapshot) => snapshot.problem === problem);
      expect(upload.snapshot.unsentBytes).to.equal(3 * 40);
      expect(upload.snapshot.unsentMs).to.equal(3_000);
      expect((await store.chunks(RECORDING, 'prt-one')).length).to.equal(3);
      server.failAlways(undefined);
      await close(now);
      await upload.settled();
      await expectWhole('prt-one', 3);
    });

  it('sends again what the server has when only the answer was lost', async () => {
    server.failNext('PUT prt-one 1', 'answer-lost', 'answer-lost');
    server.failNext('FINISH', 'answer-lost', 'answer-cut');
    await record('prt-one', 3);
    await upload.settled();
    await expectWhole('prt-one', 3);
    expect(server.log.filter((line) => line === 'PUT prt-one 1').length).to.equal(3);
  });

  it('asks for another ticket when one is over', async () => {
    upload.add(part('prt-one'));
    const now = await write('prt-one', 2);
    await until(({ unsentBytes }) => unsentBytes === 0);
    server.goodTickets = 2;
    await close(await write('prt-one', 2, now.chunks));
    await upload.settled();
    await expectWhole('prt-one', 4);
    expect(server.log.filter((line) => line.startsWith('RENEW')).length).to.equal(1);
  });

  it('takes the server at its word that it has another chunk of this number', async () => {
    upload.add(part('prt-one'));
    await until(() => server.parts.has('prt-one'));
    server.parts.get('prt-one')?.chunks.set(1, new Uint8Array([1]));
    await close(await write('prt-one', 3));
    await upload.settled();
    expect(server.parts.get('prt-one')?.finished?.chunks).to.equal(3);
    expect(await store.parts(RECORDING)).to.deep.equal([]);
  });

  it('sends what is missing at the end, while it has it', async () => {
    server.failNext('FINISH', { status: 409, code: 'CHUNKS_MISSING', details: { missing: [[1, 2]] } });
    upload.add(part('prt-one'));
    const now = await write('prt-one', 3);
    await until(({ unsentBytes }) => unsentBytes === 0);
    // The server lost them, and this browser could not delete its copies.
    for (const number of [1, 2]) {
      server.parts.get('prt-one')?.chunks.delete(number);
      await store.putChunk({ recordingId: RECORDING, partId: 'prt-one', number }, bytesOf(number));
    }
    await close(now);
    await upload.settled();
    await expectWhole('prt-one', 3);
  });

  it('finishes without a chunk that nobody has any more', async () => {
    upload.add(part('prt-one'));
    const now = await write('prt-one', 3);
    await until(({ unsentBytes }) => unsentBytes === 0);
    server.parts.get('prt-one')?.chunks.delete(1);
    await close(now);
    await upload.settled();
    expect(server.parts.get('prt-one')?.finished).to.deep.equal({
      chunks: 3,
      durationMs: 3_000,
      force: true,
    });
  });

  it('says that a part is refused, keeps it, and sends the others', async () => {
    server.failNext('OPEN prt-one', { status: 409, code: 'RECORDING_STATE' });
    await record('prt-one', 2);
    await record('prt-two', 2);
    await upload.settled();
    expect(upload.snapshot.refused).to.equal('RECORDING_STATE');
    expect(server.parts.get('prt-two')?.finished?.chunks).to.equal(2);
    expect((await store.chunks(RECORDING, 'prt-one')).length).to.equal(2);
  });

  it('does not wait out its time when the network is back', async () => {
    upload.close();
    begin();
    server.failNext('OPEN', 'unreachable');
    await record('prt-one', 1);
    await until(({ problem }) => problem === 'offline');
    globalThis.dispatchEvent(new Event('online'));
    await upload.settled();
    await expectWhole('prt-one', 1);
  });

  it('stops in the middle when it is closed, and keeps what was not acknowledged', async () => {
    server.failNext('PUT prt-one 1', 'held');
    await record('prt-one', 3);
    await until(() => server.parts.get('prt-one')?.chunks.has(2) ?? false);
    upload.close();
    await upload.settled();
    expect((await store.chunks(RECORDING, 'prt-one')).map(({ number }) => number)).to.deep.equal([1]);
  });

  describe('after a reload', () => {
    it('sends only what is missing, also when the page went between an answer and its note', async () => {
      store = await openOpfsChunkStore();
      begin();
      server.failNext('PUT prt-one 2', 'held');
      upload.add(part('prt-one'));
      await write('prt-one', 5);
      await until(() => server.parts.get('prt-one')?.chunks.size === 4);
      upload.close();
      // Acknowledged, but the tab was killed before it was deleted here.
      await store.putChunk({ recordingId: RECORDING, partId: 'prt-one', number: 4 }, bytesOf(4));
      server.log.splice(0);
      begin();
      const [found] = await store.parts(RECORDING);
      await upload.resume(found!);
      await upload.settled();
      expect(server.log).to.deep.equal(['RENEW prt-one', 'GET prt-one', 'PUT prt-one 2', 'FINISH prt-one']);
      await expectWhole('prt-one', 5);
      await store.deleteRecording(RECORDING);
    });

    it('opens a part that the page before could not open, and counts a chunk it could not note', async () => {
      server.failAlways('unreachable');
      upload.add(part('prt-one'));
      await write('prt-one', 2);
      upload.close();
      await store.putChunk({ recordingId: RECORDING, partId: 'prt-one', number: 2 }, bytesOf(2));
      server.failAlways(undefined);
      begin();
      const [found] = await store.parts(RECORDING);
      await upload.resume(found!);
      await upload.settled();
      expect(server.parts.get('prt-one')?.finished?.chunks).to.equal(3);
      expect(server.bytesOf('prt-one')).to.deep.equal(whole(3));
    });

    it('has the server make something of what it has when the rest is given up', async () => {
      server.failNext('PUT prt-one 1', 'held');
      await record('prt-one', 2);
      await until(() => server.parts.get('prt-one')?.chunks.has(0) ?? false);
      upload.close();
      begin();
      const [found] = await store.parts(RECORDING);
      server.failAlways('held');
      await upload.resume(found!);
      server.failAlways(undefined);
      await upload.abandon();
      expect(server.parts.get('prt-one')?.finished).to.deep.include({ chunks: 2, force: true });
    });
  });
});
