import { expect } from '@open-wc/testing';
import { LecternError } from '@lectern/core/contract';
import { FakeCall } from '../call/testing/fake-call.js';
import { takeOverTime, type FakeTime } from '../testing/fake-time.js';
import { KeyedState } from './keyed-state.js';
import { MediaRequests } from './media-requests.js';
import { ReactionLog, type ShownReaction } from './reaction-log.js';
import { knowingNothing, type SessionState } from './session-state.js';
import { SessionStore } from './session-store.js';
import { FakeClass, type FakeClassOptions } from './testing/fake-class.js';

describe('SessionStore, moderated', () => {
  let room: FakeClass;
  let store: SessionStore;
  afterEach(() => store.close());

  const now = (): SessionState => store.state.current;

  function until(fits: (state: SessionState) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const stop = store.state.subscribe(check);
      function check(): void {
        if (!fits(now())) return;
        stop();
        resolve();
      }
      check();
    });
  }

  async function inCall(options: FakeClassOptions = {}): Promise<void> {
    room = new FakeClass(options);
    store = new SessionStore({
      client: room.client,
      sessionId: room.sessionId,
      deviceId: 'device',
      timing: { retry: 5, showOffline: 5 },
      openCall: (_ticket, given) => Promise.resolve(new FakeCall({ tracks: given.tracks })),
    });
    await store.load();
    await store.join();
    await until(({ phase }) => phase === 'in-call');
  }

  it('turns the microphone off when it is told to, and says who did it', async () => {
    await inCall();
    await store.setMicrophone(true);
    room.ask('mute');
    await until(({ local }) => !local.microphone);
    expect(now().asked).to.deep.equal({ ask: 'mute', by: { id: 'ana', name: 'Ana Kovač' } });
    // Twice is once; read is read.
    room.ask('mute');
    store.requests.answer(true);
    expect([now().asked, now().local.microphone]).to.deep.equal([undefined, false]);
    room.ask('mute');
    expect(now().asked).to.equal(undefined);
  });

  it('mutes also who is just turning it on', async () => {
    await inCall();
    const turning = store.setMicrophone(true);
    room.ask('mute');
    await turning;
    await until(({ local }) => !local.microphone);
    await store.setCamera(false);
    expect(now().local.microphone).to.equal(false);
  });

  it('turns the microphone on only for who agrees', async () => {
    await inCall();
    room.ask('unmute');
    expect(now().asked?.ask).to.equal('unmute');
    expect(now().local.microphone).to.equal(false);
    store.requests.answer(false);
    expect([now().asked, now().local.microphone]).to.deep.equal([undefined, false]);
    room.ask('unmute');
    store.requests.answer(true);
    await until(({ local }) => local.microphone);
    // Whoever speaks already is not asked.
    room.ask('unmute');
    expect(now().asked).to.equal(undefined);
  });

  it('asks no more once one has done it oneself, and nobody who may not', async () => {
    await inCall();
    room.ask('unmute');
    await store.setMicrophone(true);
    expect(now().asked).to.equal(undefined);
    store.close();
    const { you } = room.session;
    await inCall({ session: { you: { ...you, can: { ...you.can, 'media.microphone': false } } } });
    room.ask('unmute');
    expect(now().asked).to.equal(undefined);
  });

  it('hears no request that comes when one has left', async () => {
    await inCall();
    store.leave();
    room.ask('unmute');
    room.react('heart');
    expect([now().asked, now().reactions]).to.deep.equal([undefined, []]);
  });

  it('knows whether the chat is locked, from the beginning and from then on', async () => {
    await inCall();
    expect(now().chatLocked).to.equal(false);
    room.lockChat(true);
    expect(now().chatLocked).to.equal(true);
    store.close();
    await inCall();
    expect(now().chatLocked).to.equal(false);
    room.chatLocked = true;
    room.reset();
    await until(({ chatLocked }) => chatLocked);
  });

  it('shows every reaction of the class once, one’s own when the server passes it on', async () => {
    await inCall();
    await store.commands.sendReaction('clap');
    room.react('heart');
    expect(now().reactions.map(({ personId, reaction }) => `${personId} ${reaction}`)).to.deep.equal([
      'ben clap',
      'ana heart',
    ]);
  });

  it('says nothing of a reaction that was one too many', async () => {
    await inCall();
    room.client.failNext('channel.sendReaction', new LecternError('RATE_LIMITED', 'Wait.'));
    await store.commands.sendReaction('clap');
    expect(now().error).to.equal(undefined);
    room.client.failNext('channel.sendReaction', new LecternError('FORBIDDEN', 'No.'));
    await store.commands.sendReaction('clap');
    expect(now().error?.code).to.equal('FORBIDDEN');
  });
});

describe('MediaRequests', () => {
  it('go on saying who muted one though a camera changes before it is done', () => {
    const local = { microphone: true, camera: false, screen: false, streams: {}, problems: {} };
    const state = new KeyedState<SessionState>({ ...knowingNothing(local), phase: 'in-call' });
    const turned: boolean[] = [];
    const requests = new MediaRequests(state, (on) => {
      turned.push(on);
      return Promise.resolve();
    });
    const change = (media: Partial<typeof local>): void => {
      state.set({ local: { ...state.current.local, ...media } });
      requests.mediaChanged();
    };
    change({});
    requests.receive({ sessionId: 'ses-1', ask: 'mute', everybody: false, by: { id: 'ana', name: 'Ana' } });
    change({ camera: true });
    change({ microphone: false });
    change({ camera: false });
    expect([turned, state.current.asked?.by.name]).to.deep.equal([[false], 'Ana']);
    change({ microphone: true });
    expect(state.current.asked).to.equal(undefined);
  });
});

describe('ReactionLog', () => {
  let time: FakeTime;
  beforeEach(() => (time = takeOverTime(0)));
  afterEach(() => time.restore());

  const event = (id: string) => ({
    sessionId: 'ses-1',
    reaction: 'clap' as const,
    from: { id, name: id },
  });

  it('forgets each after some seconds, and leaves no timer behind', () => {
    let shown: readonly ShownReaction[] = [];
    const log = new ReactionLog((now) => (shown = now));
    log.add(event('ana'));
    time.advance(3_000);
    log.add(event('ben'));
    expect(shown.map(({ name }) => name)).to.deep.equal(['ana', 'ben']);
    time.advance(2_500);
    expect(shown.map(({ name }) => name)).to.deep.equal(['ben']);
    log.clear();
    expect([shown.length, time.waiting]).to.deep.equal([0, 0]);
  });

  it('does not draw a whole class that claps', () => {
    let shown: readonly ShownReaction[] = [];
    const log = new ReactionLog((now) => (shown = now));
    for (let count = 0; count < 500; count += 1) log.add(event(String(count)));
    expect(shown.length).to.be.below(50);
    expect(shown.at(-1)?.name).to.equal('499');
  });
});
