import { expect } from '@open-wc/testing';
import { LecternError } from '@lectern/core/contract';
import type { CaptureScene } from '../capture.js';
import type { StoredRecording } from '../store/chunk-store.js';
import { openChunkStore, type OpenedChunkStore } from '../store/open-chunk-store.js';
import { FakeUploadServer } from '../upload/testing/fake-upload-server.js';
import { createUploadRequests } from '../upload/upload-requests.js';
import type { RecordingSource } from './part-chain.js';
import { Recorder } from './recorder.js';
import type { RecorderSnapshot } from './recorder-state.js';
import { FakeCaptures } from './testing/fake-capture.js';
import { findUnsent } from './unsent.js';

const RECORDING = 'rec-recorder';
const scene = (...ids: readonly string[]): CaptureScene => ({
  people: ids.map((id) => ({ id, name: id, streams: {} })),
});

describe('Recorder', () => {
  let server: FakeUploadServer;
  let store: OpenedChunkStore;
  let captures: FakeCaptures;
  let audioContext: AudioContext;
  let stops: string[];
  let stopFailures: unknown[];
  let open: Recorder[];
  let watchers: (() => void)[];

  beforeEach(async () => {
    server = new FakeUploadServer();
    store = await openChunkStore();
    captures = new FakeCaptures();
    audioContext = new AudioContext();
    stops = [];
    stopFailures = [];
    open = [];
    watchers = [];
  });
  afterEach(async () => {
    for (const recorder of open) recorder.close();
    for (const { recordingId } of await store.recordings()) await store.deleteRecording(recordingId);
    await audioContext.close();
  });

  function create(more: Partial<StoredRecording> = {}): Recorder {
    const recorder = new Recorder({
      recording: {
        recordingId: RECORDING,
        sessionId: 'ses-one',
        title: 'Algebra',
        personId: 'ana',
        stopped: false,
        ...more,
      },
      store,
      requests: createUploadRequests(server.fetch),
      recordings: {
        ...server.recordings,
        stop: (id) => {
          stops.push(id);
          const failure = stopFailures.shift();
          return failure ? Promise.reject(failure as Error) : Promise.resolve({} as never);
        },
      },
      backOff: { first: 1, longest: 4 },
      startCapture: captures.start,
      serverTime: () => Date.now() + 1_000_000,
      onChange: () => {
        for (const watch of [...watchers]) watch();
      },
    });
    open.push(recorder);
    return recorder;
  }

  const source = (more: Partial<RecordingSource> = {}): RecordingSource => ({
    way: 'tracks',
    audioContext,
    scene: () => scene('ana'),
    ...more,
  });

  function until(fits: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const check = (): void => {
        if (fits()) resolve();
      };
      watchers.push(check);
      check();
    });
  }
  const untilPhase = (recorder: Recorder, phase: RecorderSnapshot['phase']): Promise<void> =>
    until(() => recorder.snapshot.phase === phase);

  async function recording(): Promise<Recorder> {
    const recorder = create();
    await recorder.open();
    await recorder.begin(source());
    expect(recorder.snapshot.phase).to.equal('recording');
    return recorder;
  }

  const partIds = (): string[] => [...server.parts.keys()];
  const leaves = (): boolean => {
    const event = new Event('beforeunload', { cancelable: true });
    return globalThis.dispatchEvent(event);
  };

  it('records one part, ends it, tells the server and forgets', async () => {
    const recorder = await recording();
    const { last: capture } = captures;
    capture.emit(1, 2);
    capture.emit(3);
    capture.rest = [4, 5];
    expect(leaves()).to.equal(false);
    await recorder.stop();
    expect(recorder.snapshot).to.include({ phase: 'done', unsentBytes: 0, sentBytes: 5 });
    const [id] = partIds();
    expect([...server.bytesOf(id!)]).to.deep.equal([1, 2, 3, 4, 5]);
    expect(server.parts.get(id!)?.finished).to.deep.equal({ chunks: 3, durationMs: 5_000 });
    expect(stops).to.deep.equal([RECORDING]);
    expect(await store.recordings()).to.deep.equal([]);
    expect(leaves()).to.equal(true);
  });

  it('keeps bytes that come before it is known what they are', async () => {
    captures.onStart = (capture) => capture.emit(9);
    const recorder = await recording();
    captures.last.emit(8);
    await recorder.stop();
    expect([...server.bytesOf(partIds()[0]!)]).to.deep.equal([9, 8]);
  });

  it('shows whoever came while it began, and passes on who comes later', async () => {
    let now = scene('ana');
    captures.onStart = () => void (now = scene('ana', 'ben'));
    const recorder = create();
    await recorder.open();
    await recorder.begin(source({ scene: () => now }));
    recorder.setScene(scene('ana', 'ben', 'cem'));
    expect(captures.last.scenes.map(({ people }) => people.length)).to.deep.equal([1, 2, 3]);
    await recorder.stop();
  });

  it('goes on in the next part, on the same time line and with another codec, when the encoder fails', async () => {
    let now = 50_000;
    captures.now = () => Date.now() - 100_000 + now;
    const recorder = await recording();
    captures.last.emit(1);
    now = 53_000;
    captures.last.fail('encoder', 2_500);
    await until(() => captures.all.length === 2 && server.parts.size === 2);
    captures.last.emit(2);
    await recorder.stop();
    const parts = partIds().map((id) => server.parts.get(id));
    expect(parts[0]?.finished).to.deep.equal({ chunks: 1, durationMs: 2_500 });
    expect(parts[0]?.input.startMs).to.equal(0);
    expect(parts[1]?.input.startMs).to.be.closeTo(3_000, 100);
    expect(captures.all[1]?.options.avoid).to.deep.equal(['avc']);
    expect([...server.bytesOf(partIds()[1]!)]).to.deep.equal([2]);
  });

  it('says that it is broken when it fails again and again, and begins when asked', async () => {
    captures.onStart = (capture) => {
      if (captures.all.length <= 4) capture.fail('worker', 0);
    };
    const recorder = create();
    await recorder.open();
    await recorder.begin(source());
    expect(recorder.snapshot.phase).to.equal('broken');
    expect(captures.all.length).to.equal(4);
    await recorder.begin(source());
    expect(recorder.snapshot.phase).to.equal('recording');
    await recorder.stop();
  });

  it('is broken when no codec works', async () => {
    const unsupported = new LecternError('PROVIDER_UNSUPPORTED', 'No codec.');
    captures.failures.push(unsupported, unsupported);
    const recorder = create();
    await recorder.open();
    await recorder.begin(source());
    expect(recorder.snapshot.phase).to.equal('broken');
  });

  it('takes the old way when the codecs that a browser names do not work', async () => {
    captures.failures.push(new LecternError('PROVIDER_UNSUPPORTED', 'No codec.'));
    const recorder = await recording();
    expect(captures.last.options.way).to.equal('canvas');
    await recorder.stop();
  });

  it('is blocked until a click gives sound, and then begins', async () => {
    const silent = { state: 'suspended', resume: () => new Promise(() => undefined) };
    const recorder = create();
    await recorder.open();
    await recorder.begin(source({ audioContext: silent as unknown as AudioContext }));
    expect(recorder.snapshot.phase).to.equal('blocked');
    expect(captures.all.length).to.equal(0);
    await recorder.begin(source());
    expect(recorder.snapshot.phase).to.equal('recording');
  });

  it('lets a capture go that begins after the stop', async () => {
    let begin!: () => void;
    const asked = new Promise<void>((resolve) => {
      captures.onStart = () => {
        resolve();
        return new Promise<void>((go) => (begin = go));
      };
    });
    const recorder = create();
    await recorder.open();
    const beginning = recorder.begin(source());
    await asked;
    const stopping = recorder.stop();
    begin();
    await Promise.all([beginning, stopping]);
    expect(captures.last.stopped).to.equal(1);
    expect(server.parts.size).to.equal(0);
    expect(recorder.snapshot.phase).to.equal('done');
  });

  it('tells the server that it stopped until it hears it', async () => {
    stopFailures.push(new LecternError('NETWORK', 'No server.'), new LecternError('UNAVAILABLE', 'Later.'));
    const recorder = await recording();
    await recorder.stop();
    expect(stops.length).to.equal(3);
    expect(recorder.snapshot.phase).to.equal('done');
  });

  it('does not mind that the server stopped it before', async () => {
    stopFailures.push(new LecternError('RECORDING_STATE', 'It is processing.'));
    const recorder = await recording();
    await recorder.stop();
    expect(recorder.snapshot.phase).to.equal('done');
  });

  it('keeps the page from going while bytes wait, and says how much of the lesson they are', async () => {
    const recorder = await recording();
    await until(() => server.parts.size === 1);
    server.failAlways('unreachable');
    captures.last.emit(1, 2, 3);
    await until(() => recorder.snapshot.problem === 'offline');
    void recorder.stop();
    await untilPhase(recorder, 'uploading');
    expect(recorder.snapshot.unsentBytes).to.equal(3);
    expect(leaves()).to.equal(false);
    server.failAlways(undefined);
    await untilPhase(recorder, 'done');
    expect(leaves()).to.equal(true);
  });

  it('says that the server refuses the rest, and keeps it', async () => {
    server.failNext('PUT', { status: 409, code: 'RECORDING_STATE' });
    const recorder = await recording();
    captures.last.emit(1);
    await recorder.stop();
    expect(recorder.snapshot).to.include({ phase: 'refused', refused: 'RECORDING_STATE' });
    expect((await store.parts(RECORDING)).length).to.equal(1);
    expect(leaves()).to.equal(true);
  });

  it('says that the machine is too slow, and when it is not any more', async () => {
    const recorder = await recording();
    const health = { fps: 15, skipped: 0, queue: 0, silenceMs: 0, layout: 'everybody' } as const;
    captures.last.options.onHealth?.({ ...health, layout: 'single' });
    expect(recorder.snapshot.isOverloaded).to.equal(true);
    captures.last.options.onHealth?.(health);
    expect(recorder.snapshot.isOverloaded).to.equal(false);
  });

  describe('after the page went', () => {
    /** The tab dies: nothing is said to anybody. */
    async function killed(): Promise<void> {
      const recorder = await recording();
      captures.last.emit(1);
      captures.last.emit(2);
      await until(() => recorder.snapshot.sentBytes === 2);
      server.failAlways('unreachable');
      captures.last.emit(3);
      await until(() => recorder.snapshot.problem === 'offline');
      recorder.close();
      server.failAlways(undefined);
    }

    it('goes on as the next part of the same time line, and sends what was left', async () => {
      await killed();
      captures.now = () => Date.now() + 7_000;
      const recorder = create();
      await recorder.open();
      await recorder.begin(source());
      captures.last.emit(4);
      await recorder.stop();
      const [first, second] = partIds();
      expect([...server.bytesOf(first!)]).to.deep.equal([1, 2, 3]);
      expect([...server.bytesOf(second!)]).to.deep.equal([4]);
      expect(server.parts.get(second!)?.input.startMs).to.be.closeTo(7_000, 1_000);
      expect(server.parts.get(first!)?.finished?.chunks).to.equal(3);
      expect(await store.recordings()).to.deep.equal([]);
    });

    it('is found, by its own person only, and sent when nobody records any more', async () => {
      await killed();
      expect(await findUnsent(store, 'ben')).to.deep.equal([]);
      const [found] = await findUnsent(store, 'ana');
      expect(found).to.deep.include({ unsentBytes: 1 });
      const recorder = create(found!.recording);
      await recorder.open();
      expect(await findUnsent(store, 'ana'), 'worked on').to.deep.equal([]);
      await recorder.stop();
      expect([...server.bytesOf(partIds()[0]!)]).to.deep.equal([1, 2, 3]);
      expect(stops).to.deep.equal([RECORDING]);
    });

    it('is discarded: the server makes something of what it has', async () => {
      await killed();
      server.failAlways('held');
      const recorder = create();
      await recorder.open();
      server.failAlways(undefined);
      await recorder.discard();
      expect(await store.recordings()).to.deep.equal([]);
      expect(server.parts.get(partIds()[0]!)?.finished).to.deep.include({ force: true });
      expect([...server.bytesOf(partIds()[0]!)].slice(0, 2)).to.deep.equal([1, 2]);
    });
  });

  describe('two pages of one browser', () => {
    it('make it one after the other, and neither sends what the other sends', async () => {
      const first = await recording();
      captures.last.emit(1);
      await until(() => first.snapshot.sentBytes === 1);
      const second = create();
      let isOpen = false;
      const opening = second.open().then(() => (isOpen = true));
      server.failNext('PUT', 'held');
      captures.last.emit(2);
      await until(() => first.snapshot.unsentBytes === 1);
      expect(isOpen).to.equal(false);
      // Taken over by the second page.
      const handing = first.hand();
      await opening;
      await second.begin(source());
      captures.last.emit(3);
      await until(() => second.snapshot.sentBytes === 1);
      const stopping = second.stop();
      server.release();
      await Promise.all([handing, stopping]);
      expect(partIds().map((id) => [...server.bytesOf(id)])).to.deep.equal([[1, 2], [3]]);
      expect(server.log.filter((line) => line.startsWith('PUT')).length).to.equal(3);
      expect(stops).to.deep.equal([RECORDING]);
      expect(await store.recordings()).to.deep.equal([]);
    });
  });
});
