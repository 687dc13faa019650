import { LecternError, type Playback, type Recording } from '@lectern/core/contract';
import type { FakeAnswers } from './fake-answers.js';
import { FAKE_NOW, instant, type FakeWorld } from './fake-world.js';

type RecordingAnswers = {
  [Name in keyof FakeAnswers as Name extends `recordings.${string}` ? Name : never]: FakeAnswers[Name];
};

const notFound = (): never => {
  throw new LecternError('NOT_FOUND', 'There is no such recording.');
};

/** A recording of an hour that ended a while ago, for a student to watch. */
export function fakeRecording(more: Partial<Recording> = {}): Recording {
  return {
    id: 'rec-aaaaaaaaaaaaaaaaaaaaaa',
    sessionId: 'ses-aaaaaaaaaaaaaaaaaaaaaa',
    title: 'German conversation',
    state: 'ready',
    startedAt: instant(FAKE_NOW - 7_200_000),
    recordedBy: { id: 'ana', name: 'Ana Kovač' },
    gaps: [],
    you: {
      can: {
        'recording.view': true,
        'recording.download': false,
        'recording.upload': false,
        'recording.keep': false,
        'recording.delete': false,
      },
    },
    version: 1,
    ...more,
  };
}

/** What there is to play of it, for an hour from the world's now on. */
export function fakePlayback(more: Partial<Playback> = {}): Playback {
  return {
    recordingId: 'rec-aaaaaaaaaaaaaaaaaaaaaa',
    title: 'German conversation',
    durationMs: 30_000,
    sources: [],
    tracks: [],
    gaps: [],
    canDownload: false,
    expiresAt: instant(FAKE_NOW + 3_600_000),
    renewAfter: instant(FAKE_NOW + 3_000_000),
    serverNow: instant(FAKE_NOW),
    ...more,
  };
}

/** What a well-behaved server would answer of the recordings of this world. */
export function fakeRecordingAnswers(world: FakeWorld): RecordingAnswers {
  const find = (id: string): Recording => world.recordings.find((one) => one.id === id) ?? notFound();
  const set = (id: string, change: Partial<Recording>): Recording => {
    const changed = { ...find(id), ...change, version: find(id).version + 1 };
    world.recordings = world.recordings.map((one) => (one.id === id ? changed : one));
    return changed;
  };
  const upload = (partId: string): { url: string; expiresAt: string; maxChunkBytes: number } => ({
    url: `https://upload.test/v1/uploads/${partId}`,
    expiresAt: instant(world.now() + 600_000),
    maxChunkBytes: 8 * 1024 * 1024,
  });
  return {
    'recordings.list': ({ sessionId, state } = {}) => ({
      items: world.recordings.filter(
        (one) => (!sessionId || one.sessionId === sessionId) && (!state || one.state === state),
      ),
      serverNow: instant(world.now()),
    }),
    'recordings.get': find,
    'recordings.announce': notFound,
    'recordings.openPart': (id, input) => ({
      partId: `${find(id).id}-${input.id}`,
      index: 0,
      upload: upload(input.id),
    }),
    'recordings.renewUpload': upload,
    'recordings.stop': (id) => set(id, { state: 'processing', endedAt: instant(world.now()) }),
    'recordings.playback': (id) => world.playbacks.get(id) ?? notFound(),
    'recordings.download': notFound,
    'recordings.setPosition': () => undefined,
    'recordings.keep': find,
    'recordings.delete': (id) => set(id, { state: 'deleted', deletedAt: instant(world.now()) }),
    'recordings.restore': (id) => set(id, { state: 'ready' }),
  };
}
