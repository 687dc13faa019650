import { LecternError, type Recording } from '@lectern/core/contract';
import { expect, oneEvent } from '@open-wc/testing';
import { expectAccessible } from '../../testing/expect-accessible.js';
import { createFakeClient, type FakeClient } from '../../testing/fake-client.js';
import { fakeRecording } from '../../testing/fake-recordings.js';
import { takeOverTime, type FakeTime } from '../../testing/fake-time.js';
import { FAKE_NOW, instant } from '../../testing/fake-world.js';
import { hearWarnings, type HeardWarnings } from '../../testing/hear-warnings.js';
import { control, find, findAll, settle, textOf } from '../../testing/settle.js';
import type { RecordingPlayerElement } from './recording-player.element.js';
import {
  mountPlayer,
  onePlayback,
  openSettings,
  place,
  revokeAll,
  until,
  untilLoaded,
} from './testing/mount-player.js';

const MINUTE = 60_000;
const at = (minutes: number): string => instant(FAKE_NOW + minutes * MINUTE);

describe('a recording that cannot be played', () => {
  let time: FakeTime | undefined;
  let warnings: HeardWarnings;
  beforeEach(() => {
    localStorage.clear();
    warnings = hearWarnings();
  });
  afterEach(() => {
    time?.restore();
    time = undefined;
    warnings.restore();
    revokeAll();
  });

  function clientOf(recording: Partial<Recording>): FakeClient {
    const client = createFakeClient({ recordings: [fakeRecording(recording)] });
    client.answer('recordings.playback', () => {
      throw new LecternError('RECORDING_STATE', 'It is not ready.');
    });
    return client;
  }
  async function mount(client: FakeClient): Promise<RecordingPlayerElement> {
    const element = document.createElement('recording-player');
    Object.assign(element, { client, recordingId: fakeRecording().id, zone: 'Europe/Berlin' });
    await place(element);
    return element;
  }
  /** With the clock of the page in hand. */
  async function mountInTime(client: FakeClient): Promise<RecordingPlayerElement> {
    time = takeOverTime(FAKE_NOW);
    const element = document.createElement('recording-player');
    Object.assign(element, { client, recordingId: fakeRecording().id, zone: 'Europe/Berlin' });
    document.body.append(element);
    // What it has to say is fetched, which takes more than promises.
    for (let frame = 0; frame < 6; frame += 1) {
      await settle(element);
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return element;
  }
  // Fetched by the first of them, which may take longer than promises.
  before(() => import('./recording-message.js'));

  const progressOf = (element: RecordingPlayerElement): number | undefined =>
    element.shadowRoot?.querySelector('progress')?.position;

  const states: Record<string, readonly [Partial<Recording>, RegExp]> = {
    announced: [{ state: 'announced' }, /has not begun/],
    'while it records': [{ state: 'uploading' }, /Recording now/],
    'on its way': [{ state: 'uploading', endedAt: at(-1), progress: 0.4 }, /on its way.*40%/],
    'being prepared': [{ state: 'processing', endedAt: at(-1) }, /being prepared/],
    'with nothing in it': [{ state: 'failed', failure: 'nothing-recorded' }, /Nothing was recorded/],
    unreadable: [{ state: 'failed', failure: 'unreadable' }, /Ask the teacher/],
    'without room': [{ state: 'failed', failure: 'storage-full' }, /no room left/],
    unfinished: [{ state: 'failed', failure: 'never-finished' }, /never sent the rest/],
    deleted: [{ state: 'deleted', deletedAt: at(-5) }, /was deleted/],
    'no longer kept': [{ state: 'deleted', expiresAt: at(-6), deletedAt: at(-5) }, /no longer kept/],
  };
  for (const [name, [recording, words]] of Object.entries(states))
    it(`says what is, ${name}, and passes axe`, async () => {
      const element = await mount(clientOf(recording));
      await until('the words', () => findAll(element, '.message').length === 1);
      expect(textOf(find(element, '.message'))).to.match(words);
      expect(findAll(element, 'video')).to.have.length(0);
      await expectAccessible(element);
    });

  it('names the time it is expected by, and says when that is over', async () => {
    const soon = await mountInTime(clientOf({ state: 'processing', endedAt: at(-5), progress: 0.25 }));
    expect(textOf(find(soon, '.message')))
      .to.contain('Expected by 11:25')
      .and.to.contain('25%');
    soon.remove();
    time?.restore();
    const late = await mountInTime(clientOf({ state: 'processing', endedAt: at(-31) }));
    expect(textOf(find(late, '.message'))).to.contain('longer than expected');
    late.remove();
  });

  it('asks how far it is, less and less often while nothing changes, and plays when it is ready', async () => {
    const client = clientOf({ state: 'processing', endedAt: at(-1), progress: 0.1 });
    const element = await mountInTime(client);
    const asked = (): number => client.calls('recordings.get').length;
    const pass = async (ms: number): Promise<number> => {
      time?.advance(ms);
      await settle(element);
      return asked();
    };
    expect(asked()).to.equal(1);
    expect(await pass(1_999)).to.equal(1);
    expect(await pass(1)).to.equal(2);
    expect(await pass(2_999)).to.equal(2);
    expect(await pass(1)).to.equal(3);
    const [recording] = client.world.recordings;
    client.world.recordings = recording ? [{ ...recording, progress: 0.7, version: 2 }] : [];
    expect(await pass(4_500)).to.equal(4);
    expect(progressOf(element)).to.equal(0.7);
    expect(await pass(2_000), 'soon again after a change').to.equal(5);
    client.failNext('recordings.get', new LecternError('NETWORK', 'No connection.', { retryable: true }));
    await pass(3_000);
    expect(textOf(element), 'a moment without a server is no news').to.contain('being prepared');
    const playback = await onePlayback();
    client.answer('recordings.playback', () => playback);
    client.world.recordings = recording ? [{ ...recording, state: 'ready', version: 3 }] : [];
    await pass(30_000);
    time?.restore();
    await untilLoaded(element);
    expect(element.durationSeconds).to.equal(30);
    element.remove();
  });

  it('hears from the stream that it is ready', async () => {
    const client = clientOf({ state: 'processing', endedAt: at(-1) });
    const element = await mountInTime(client);
    const playback = await onePlayback();
    client.answer('recordings.playback', () => playback);
    const { id, sessionId, startedAt, recordedBy } = fakeRecording();
    client.emit({
      type: 'recording-changed',
      data: { sessionId, recording: { id: 'rec-other', state: 'ready', startedAt, recordedBy } },
    });
    await settle(element);
    expect(client.calls('recordings.playback')).to.have.length(1);
    client.emit({
      type: 'recording-changed',
      data: { sessionId, recording: { id, state: 'ready', startedAt, recordedBy } },
    });
    await settle(element);
    time?.restore();
    await untilLoaded(element);
    element.remove();
  });

  it('stops asking when it is taken out of the page', async () => {
    const client = clientOf({ state: 'processing', endedAt: at(-1) });
    const element = await mountInTime(client);
    element.remove();
    time?.advance(120_000);
    await settle(element);
    expect(client.calls('recordings.get')).to.have.length(1);
  });

  it('stops playing one that is deleted meanwhile, and brings it back for who may', async () => {
    const playback = await onePlayback();
    const { element, client } = await mountPlayer(playback);
    await element.play();
    const { id, sessionId, startedAt, recordedBy } = fakeRecording();
    const can = { ...fakeRecording().you.can, 'recording.delete': true };
    client.world.recordings = [
      fakeRecording({ state: 'deleted', deletedAt: at(0), purgeAt: at(7 * 1_440), you: { can } }),
    ];
    client.emit({
      type: 'recording-changed',
      data: { sessionId, recording: { id, state: 'deleted', startedAt, recordedBy } },
    });
    await until('the words', () => textOf(element).includes('was deleted'));
    expect(element.paused).to.equal(true);
    control(element, 'Bring it back').click();
    await untilLoaded(element);
    expect(client.calls('recordings.restore')).to.have.length(1);
  });

  const refusals: Record<string, readonly [LecternError, RegExp]> = {
    'who may not': [new LecternError('NOT_FOUND', 'None.'), /cannot watch this recording/],
    'who is refused': [new LecternError('FORBIDDEN', 'No.'), /cannot watch this recording/],
    'who is signed out': [new LecternError('TOKEN_EXPIRED', 'Over.'), /signed out/],
    'without a connection': [new LecternError('NETWORK', 'None.', { retryable: true }), /No connection/],
  };
  for (const [name, [error, words]] of Object.entries(refusals))
    it(`tells somebody ${name}, fires the error, and passes axe`, async () => {
      const client = createFakeClient();
      client.failNext('recordings.playback', error);
      client.failNext('recordings.get', error);
      const element = document.createElement('recording-player');
      Object.assign(element, { client, recordingId: 'rec-x' });
      const fails = oneEvent(element, 'recording-error') as Promise<CustomEvent<{ recoverable: boolean }>>;
      await place(element);
      expect((await fails).detail.recoverable).to.equal(error.retryable);
      await settle(element);
      expect(textOf(find(element, '.message'))).to.match(words);
      await expectAccessible(element);
    });

  it('tries again when asked', async () => {
    const playback = await onePlayback();
    const client = createFakeClient();
    client.failNext('recordings.playback', new LecternError('NETWORK', 'None.', { retryable: true }));
    client.world.playbacks.set(playback.recordingId, playback);
    const element = await mount(client);
    control(element, 'Try again').click();
    await untilLoaded(element);
  });

  it('shows that it loads, that there is nothing, and that no server was given', async () => {
    const client = createFakeClient();
    client.hold('recordings.playback');
    const loading = await mount(client);
    expect(findAll(loading, '.spinner')).to.have.length(1);
    await expectAccessible(loading);
    const empty = document.createElement('recording-player');
    await place(empty);
    expect(textOf(find(empty, '.message'))).to.equal('There is no recording here.');
    time = takeOverTime(FAKE_NOW);
    const alone = document.createElement('recording-player');
    alone.recordingId = 'rec-x';
    document.body.append(alone);
    await settle(alone);
    time.advance(3_001);
    await settle(alone);
    expect(textOf(find(alone, '.message'))).to.contain('not connected to a server');
    alone.remove();
  });

  it('saves the place with the server, and goes on from the one that it knows', async () => {
    const { element, client } = await mountPlayer(
      await onePlayback({ resume: { atMs: 15_000, updatedAt: at(-60) } }),
    );
    expect(element.currentSeconds).to.equal(15);
    control(element, 'Continue at 0:15').click();
    await until('playing', () => element.currentSeconds > 15.2);
    element.seekTo(25);
    element.pause();
    const [, last] = client.calls('recordings.setPosition').at(-1) ?? [];
    expect((last as { atMs: number }).atMs).to.be.closeTo(25_000, 500);
  });

  it('does not go on from the first seconds, nor from the last', async () => {
    for (const atMs of [9_000, 29_000]) {
      const { element } = await mountPlayer(await onePlayback({ resume: { atMs, updatedAt: at(-60) } }));
      expect(element.currentSeconds).to.equal(0);
    }
  });

  it('downloads by the server’s address, for who may', async () => {
    const { element, client } = await mountPlayer(await onePlayback({ canDownload: true }));
    client.answer('recordings.download', () => ({ files: [], expiresAt: at(5) }));
    await openSettings(element);
    control(element, 'Download').click();
    await settle(element);
    expect(client.calls('recordings.download')).to.have.length(1);
    expect(textOf(find(element, '.toast'))).to.equal('The download begins.');
    const { element: other } = await mountPlayer(await onePlayback());
    await openSettings(other);
    expect(textOf(find(other, '.settings'))).not.to.contain('Download');
  });
});
