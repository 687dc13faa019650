import { expect } from '@open-wc/testing';
import { LecternError } from '@lectern/core/contract';
import { FakeCall } from '../call/testing/fake-call.js';
import { recordingLock, uploadLock } from '../capture/recorder/hold-lock.js';
import { FakeRecording } from '../capture/recorder/testing/fake-recorder-kit.js';
import { writePreferences } from '../internal/preferences.js';
import type { OwnRecordingPhase } from './class-recording.js';
import type { SessionState } from './session-state.js';
import { SessionStore } from './session-store.js';
import { FakeClass, type FakeClassOptions } from './testing/fake-class.js';

describe('SessionRecording', () => {
  let room: FakeClass;
  let store: SessionStore;
  let fake: FakeRecording;
  let call: FakeCall;
  let seen: string[];

  beforeEach(() => {
    localStorage.removeItem('lectern');
    fake = new FakeRecording();
    room = inClass({ as: 'host' });
    store = open();
  });
  afterEach(async () => {
    store.close();
    for (const { recordingId } of await fake.store.recordings())
      await fake.store.deleteRecording(recordingId);
  });

  function inClass(options: FakeClassOptions): FakeClass {
    const made = new FakeClass({ session: { state: 'live' }, ...options });
    fake.answer(made.client);
    return made;
  }

  /** A page of this browser. */
  function open(): SessionStore {
    seen = [];
    const made = new SessionStore({
      client: room.client,
      sessionId: room.sessionId,
      deviceId: 'device',
      timing: { retry: 5, showOffline: 5, countdown: 1 },
      loadRecorder: fake.load,
      openCall: (_ticket, { tracks }) => Promise.resolve((call = new FakeCall({ tracks }))),
    });
    made.state.subscribe(() => {
      const { own } = made.state.current.recording;
      const now = own ? `${own.phase}${own.secondsLeft ?? ''}` : '-';
      if (seen.at(-1) !== now) seen.push(now);
    });
    return made;
  }

  function until(fits: (state: SessionState) => boolean, of = store): Promise<void> {
    return new Promise((resolve) => {
      const stop = of.state.subscribe(check);
      function check(): void {
        if (!fits(of.state.current)) return;
        stop();
        resolve();
      }
      check();
    });
  }
  const untilOwn = (phase: OwnRecordingPhase | undefined, of = store): Promise<void> =>
    until(({ recording }) => recording.own?.phase === phase, of);

  async function join(of = store): Promise<void> {
    await of.load();
    await of.join();
    await until(({ phase }) => phase === 'in-call', of);
  }

  async function recording(): Promise<void> {
    await join();
    await store.recording.start();
    await untilOwn('recording');
  }

  const now = (): SessionState['recording'] => store.state.current.recording;
  const stops = (): readonly unknown[] => room.client.calls('recordings.stop');
  /** The page is reloaded or its tab is killed: no word to anybody but what the browser says. */
  function goAway(): void {
    globalThis.dispatchEvent(new PageTransitionEvent('pagehide'));
    store.close();
  }

  describe('for everybody', () => {
    it('is known from the snapshot, by a late comer and by one who waits', async () => {
      for (const waiting of [false, true]) {
        store.close();
        room = inClass({ waiting });
        room.recording = { ...room.record(), state: 'uploading' };
        store = open();
        await store.load();
        await store.join();
        await until(({ phase }) => phase === (waiting ? 'waiting' : 'in-call'));
        expect(now().notice?.recordedBy.name).to.equal('Ana Kovač');
        expect(now().own).to.equal(undefined);
      }
    });

    it('comes and goes with the events, and an older recording changes nothing', async () => {
      store.close();
      room = inClass({ as: 'student' });
      store = open();
      await join();
      room.record({ state: 'announced' });
      expect(now().notice?.state).to.equal('announced');
      room.record({ state: 'uploading' });
      expect(now().notice?.state).to.equal('uploading');
      const { recording: running } = room;
      room.record({ id: 'rec-older', state: 'ready', endedAt: '2026-01-01T00:00:00.000Z' });
      expect(now().notice?.id).to.equal(running?.id);
      room.record({ id: running!.id, state: 'processing', endedAt: '2026-01-01T00:00:00.000Z' });
      expect(now().notice).to.equal(undefined);
      expect(fake.captures.all.length).to.equal(0);
    });
  });

  describe('recording', () => {
    it('is announced, counted down, and only then begun with everybody in the picture', async () => {
      let told: unknown;
      fake.captures.onStart = () => void (told = room.recording?.state);
      await join();
      room.enter('ben', 'Ben Okafor');
      await store.recording.start();
      await untilOwn('recording');
      expect(told).to.equal('announced');
      expect(seen.slice(0, 6)).to.deep.equal([
        '-',
        'starting',
        'countdown',
        'countdown3',
        'countdown2',
        'countdown1',
      ]);
      expect(fake.captures.last.last?.people.map(({ name }) => name)).to.deep.equal([
        'Ana Kovač',
        'Ben Okafor',
      ]);
    });

    it('follows who comes, goes, shares and speaks, and says nothing twice', async () => {
      await recording();
      const before = fake.captures.last.scenes.length;
      room.enter('ben', 'Ben Okafor', { media: { mic: true, camera: true, screen: true } });
      await until(() => fake.captures.last.last?.screen === 'con-ben');
      call.setPeer('con-ben', { audioLevel: 0.4 });
      await until(() => fake.captures.last.last?.speaker === 'con-ben');
      const { length } = fake.captures.last.scenes;
      call.setPeer('con-ben', { audioLevel: 0.5 });
      room.setHand('ben', true);
      await new Promise((resolve) => setTimeout(resolve));
      expect(fake.captures.last.scenes.length).to.equal(length);
      room.leave('con-ben');
      await until(() => fake.captures.last.last?.people.length === 1);
      expect(fake.captures.last.last?.screen).to.equal(undefined);
      expect(length).to.be.greaterThan(before);
    });

    it('stops, sends the rest and tells the server once', async () => {
      await recording();
      const { id } = room.recording!;
      fake.captures.last.emit(1, 2);
      fake.captures.last.rest = [3];
      await store.recording.stop();
      await untilOwn('done');
      expect(now().notice).to.equal(undefined);
      expect(stops()).to.deep.equal([[id]]);
      expect([...fake.server.bytesOf([...fake.server.parts.keys()][0]!)]).to.deep.equal([1, 2, 3]);
      store.recording.dismiss();
      expect(now().own).to.equal(undefined);
    });

    it('can be done again in the same class', async () => {
      await recording();
      fake.captures.last.emit(1);
      await store.recording.stop();
      await untilOwn('done');
      await store.recording.start();
      await untilOwn('recording');
      expect(fake.captures.all.length).to.equal(2);
      expect(now().own?.recordingId).to.equal(room.recording?.id);
    });

    it('is not begun when one stops it while it counts down', async () => {
      await join();
      const starting = store.recording.start();
      await until(({ recording: { own } }) => own?.secondsLeft === 2);
      await store.recording.stop();
      await starting;
      await untilOwn(undefined);
      expect(fake.captures.all.length).to.equal(0);
      expect(stops().length).to.equal(1);
    });

    it('is not begun, and taken back, when one leaves before it was announced', async () => {
      await join();
      const release = room.client.hold('recordings.announce');
      const starting = store.recording.start();
      await untilOwn('starting');
      await until(() => room.client.calls('recordings.announce').length === 1);
      store.leave();
      release();
      await starting;
      expect(fake.captures.all.length).to.equal(0);
      expect(stops().length).to.equal(1);
    });

    it('is not offered where this browser cannot, and nobody is told', async () => {
      fake.way = undefined;
      await join();
      await store.recording.check();
      expect(now().isPossible).to.equal(false);
      await store.recording.start();
      expect(now().own).to.equal(undefined);
      expect(room.client.calls('recordings.announce').length).to.equal(0);
    });

    it('says what the server refuses', async () => {
      await join();
      room.client.failNext('recordings.announce', new LecternError('RECORDING_RUNNING', 'Another one.'));
      await store.recording.start();
      expect(store.state.current.error?.code).to.equal('RECORDING_RUNNING');
      expect(now().own).to.equal(undefined);
    });

    it('is no business of who may not', async () => {
      store.close();
      room = inClass({ as: 'student' });
      store = open();
      await join();
      await store.recording.start();
      expect(room.client.calls('recordings.announce').length).to.equal(0);
    });

    for (const [how, end] of [
      ['one leaves', () => store.leave()],
      ['the class ends', () => room.end()],
      ['one is removed', () => room.leave(room.connectionId, 'removed')],
      ['the page lets the class go', () => store.close()],
      [
        'somebody else stops it',
        () => room.record({ state: 'processing', endedAt: '2026-01-01T00:00:00.000Z' }),
      ],
    ] as const)
      it(`ends properly, with its last bytes, when ${how}`, async () => {
        await recording();
        fake.captures.last.rest = [7];
        const [part] = await fake.store.parts(room.recording!.id);
        end();
        await untilOwn('done');
        expect(fake.captures.last.stopped).to.equal(1);
        expect(fake.server.parts.get(part!.partId)?.finished?.chunks).to.equal(1);
        expect(await fake.store.recordings()).to.deep.equal([]);
      });

    it('goes on while the connection is interrupted', async () => {
      await recording();
      room.leave(room.connectionId, 'lapsed');
      await until(({ rejoining }) => rejoining);
      await until(({ rejoining }) => !rejoining);
      expect(fake.captures.all.length).to.equal(1);
      expect(fake.captures.last.stopped).to.equal(0);
      expect(now().own?.phase).to.equal('recording');
    });
  });

  describe('interrupted', () => {
    it('goes on by itself as a new part after a reload', async () => {
      await recording();
      fake.captures.last.emit(1);
      goAway();
      expect(stops()).to.deep.equal([]);
      // The lock of a page that is gone is free; here the page lives on.
      store = open();
      await join();
      await untilOwn('recording');
      fake.captures.last.emit(2);
      expect(fake.captures.all.length).to.equal(2);
      expect(room.client.calls('recordings.announce').length).to.equal(1);
      expect(seen).not.to.include('countdown3');
      await store.recording.stop();
      await untilOwn('done');
      expect(fake.server.parts.size).to.equal(2);
    });

    it('is handed over to another tab, and comes back when one takes the class back', async () => {
      await recording();
      fake.captures.last.emit(1);
      room.leave(room.connectionId, 'superseded');
      await until(({ phase }) => phase === 'moved');
      await untilOwn('done');
      expect(stops()).to.deep.equal([]);
      expect(fake.captures.last.stopped).to.equal(1);
      await store.join();
      await untilOwn('recording');
      expect(fake.captures.all.length).to.equal(2);
    });

    it('is offered on another device, and goes on there when one wants it', async () => {
      room.record({ state: 'uploading' });
      await join();
      await untilOwn('elsewhere');
      expect(fake.captures.all.length).to.equal(0);
      await store.recording.resume();
      await untilOwn('recording');
      expect(now().own?.recordingId).to.equal(room.recording?.id);
    });

    it('can be stopped on another device too', async () => {
      room.record({ state: 'uploading' });
      await join();
      await untilOwn('elsewhere');
      await store.recording.stop();
      expect(stops().length).to.equal(1);
      expect(now().notice).to.equal(undefined);
      expect(now().own).to.equal(undefined);
    });
  });

  describe('what was not sent', () => {
    async function leftBehind(): Promise<void> {
      await recording();
      await until(() => fake.server.parts.size === 1);
      fake.server.failAlways('unreachable');
      fake.captures.last.emit(1, 2, 3);
      await until(({ recording: { own } }) => own?.problem === 'offline');
      // What a killed tab leaves: the recorder says nothing to anybody any more.
      const { recordingId } = now().own!;
      const [part] = await fake.store.parts(recordingId);
      goAway();
      fake.server.failAlways(undefined);
      // A page that is gone holds nothing; this one lets go a moment later.
      for (const name of [recordingLock(recordingId), uploadLock(part!.partId)])
        await navigator.locks.request(name, () => undefined);
    }

    it('is found when the class is over, and sent when one wants it', async () => {
      await leftBehind();
      room.recording = undefined;
      room.session = { ...room.session, state: 'ended' };
      store = open();
      await store.load();
      await until(({ recording: { unsent } }) => unsent.length === 1);
      expect(now().unsent[0]).to.include({ unsentBytes: 3, isSending: false });
      await store.recording.sendUnsent(now().unsent[0]!.recordingId);
      expect(now().unsent).to.deep.equal([]);
      expect([...fake.server.bytesOf([...fake.server.parts.keys()][0]!)]).to.deep.equal([1, 2, 3]);
      expect(await fake.store.recordings()).to.deep.equal([]);
    });

    it('is discarded when one wants that', async () => {
      await leftBehind();
      room.recording = undefined;
      room.session = { ...room.session, state: 'ended' };
      store = open();
      await store.load();
      await until(({ recording: { unsent } }) => unsent.length === 1);
      await store.recording.discardUnsent(now().unsent[0]!.recordingId);
      expect(now().unsent).to.deep.equal([]);
      expect(await fake.store.recordings()).to.deep.equal([]);
    });

    it('is not looked for where nothing was ever recorded', async () => {
      writePreferences({ hasRecorded: false });
      fake.failure = new LecternError('NETWORK', 'Not to be loaded.');
      await join();
      expect(store.state.current.error).to.equal(undefined);
      expect(now().unsent).to.deep.equal([]);
    });
  });
});
