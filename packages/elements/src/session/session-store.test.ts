import { aTimeout, expect } from '@open-wc/testing';
import { LecternError } from '@lectern/core/contract';
import type { OpenCallOptions } from '../call/open-call.js';
import { FakeCall } from '../call/testing/fake-call.js';
import type { SessionState } from './session-state.js';
import { SessionStore } from './session-store.js';
import { holdSessionStore } from './store-registry.js';
import { FakeClass, type FakeClassOptions } from './testing/fake-class.js';

const offline = (): LecternError => new LecternError('NETWORK', 'No server.', { retryable: true });

describe('SessionStore', () => {
  let room: FakeClass;
  let store: SessionStore;
  let calls: { readonly call: FakeCall; readonly options: OpenCallOptions }[];
  afterEach(() => store.close());

  function create(options: FakeClassOptions = {}): void {
    room = new FakeClass(options);
    calls = [];
    store = new SessionStore({
      client: room.client,
      sessionId: room.sessionId,
      deviceId: 'device',
      timing: { retry: 5, showOffline: 5 },
      openCall: (_ticket, given) => {
        const call = new FakeCall({ tracks: given.tracks });
        calls.push({ call, options: given });
        return Promise.resolve(call);
      },
    });
  }

  function until(fits: (state: SessionState) => boolean): Promise<SessionState> {
    return new Promise((resolve) => {
      const stop = store.state.subscribe(check);
      function check(): void {
        if (!fits(store.state.current)) return;
        stop();
        resolve(store.state.current);
      }
      check();
    });
  }

  async function inCall(options: FakeClassOptions = {}): Promise<void> {
    create(options);
    await store.load();
    await store.join();
    await until(({ phase }) => phase === 'in-call');
  }

  const texts = (): string[] => store.state.current.chat.map(({ text, status }) => `${text} ${status}`);
  const names = (): string[] => store.state.current.roster.map(({ name }) => name);

  describe('joining', () => {
    it('reads the session, joins with what is on, and opens a call of its connection', async () => {
      create();
      await store.load();
      expect(store.state.current.phase).to.equal('prejoin');
      expect(store.state.current.me?.name).to.equal('Ben Okafor');
      await store.prepare({ microphone: true, camera: false });
      await store.join();
      expect(store.state.current.phase).to.equal('in-call');
      expect(room.client.calls('sessions.join')).to.deep.equal([
        [room.sessionId, { deviceId: 'device', media: { mic: true, camera: false, screen: false } }],
      ]);
      expect(calls.map(({ options }) => options.connectionId)).to.deep.equal([room.connectionId]);
      expect(calls[0]?.options.tracks.snapshot.microphone).to.equal(true);
    });

    for (const [code, phase] of [
      ['ROOM_FULL', 'full'],
      ['SESSION_ENDED', 'ended'],
      ['CONNECTION_REMOVED', 'removed'],
      ['SESSION_NOT_OPEN', 'failed'],
      ['FORBIDDEN', 'failed'],
      ['NETWORK', 'failed'],
    ] as const)
      it(`is ${phase} after ${code}, lets the devices go, and may try again`, async () => {
        create();
        await store.load();
        await store.prepare();
        const track = store.state.current.local.streams.camera?.getTracks()[0];
        room.client.failNext('sessions.join', new LecternError(code, 'No.'));
        await store.join();
        expect(store.state.current.phase).to.equal(phase);
        expect(store.state.current.error?.code).to.equal(code);
        expect(track?.readyState).to.equal('ended');
        await store.join();
        expect(store.state.current.phase).to.equal('in-call');
        await until(({ local }) => local.camera);
      });

    it('leaves the connection again when the ticket is refused', async () => {
      create();
      await store.load();
      room.client.failNext('connections.ticket', new LecternError('ROOM_FULL', 'Six are here.'));
      await store.join();
      expect(store.state.current.phase).to.equal('full');
      expect(room.client.calls('connections.leave')).to.deep.equal([[room.connectionId]]);
    });

    it('leaves what it joined when one left before the answer came', async () => {
      create();
      await store.load();
      const release = room.client.hold('sessions.join');
      const joining = store.join();
      store.leave();
      release();
      await joining;
      expect(store.state.current.phase).to.equal('left');
      expect(room.client.calls('connections.leave')).to.deep.equal([[room.connectionId]]);
      expect(calls.length).to.equal(0);
    });

    it('waits for the host with the camera on, and enters when admitted', async () => {
      create({ waiting: true });
      await store.load();
      await store.prepare();
      const track = store.state.current.local.streams.camera?.getTracks()[0];
      await store.join();
      expect(store.state.current.phase).to.equal('waiting');
      room.enter('ana', 'Ana Kovač', { isHost: true });
      room.admit();
      await until(({ phase }) => phase === 'in-call');
      expect(names()).to.deep.equal(['Ana Kovač', 'Ben Okafor']);
      expect(track?.readyState).to.equal('live');
      expect([...(calls[0]?.call.snapshot.peers.keys() ?? [])]).to.deep.equal(['con-ana']);
    });

    it('learns of the admission by a heartbeat when the event was lost', async () => {
      create({ waiting: true, heartbeatSeconds: 0.01 });
      await store.load();
      await store.join();
      room.roster = room.roster.map((entry) => ({ ...entry, state: 'admitted' }));
      await until(({ phase }) => phase === 'in-call');
      expect(calls.length).to.equal(1);
    });
  });

  describe('the class', () => {
    it('keeps the roster, the host first, and tells the call', async () => {
      await inCall();
      room.enter('cem', 'Cem');
      room.enter('ana', 'Ana', { isHost: true, joinedAt: '2030-01-01T00:00:00.000Z' });
      expect(names()).to.deep.equal(['Ana', 'Ben Okafor', 'Cem']);
      room.change('con-cem', { media: { mic: true, camera: false, screen: false } });
      expect(Object.keys(calls[0]?.call.snapshot.peers.get('con-cem')?.streams ?? {})).to.deep.equal([
        'microphone',
      ]);
      room.leave('con-cem');
      expect(names()).to.deep.equal(['Ana', 'Ben Okafor']);
      expect([...(calls[0]?.call.snapshot.peers.keys() ?? [])]).to.deep.equal(['con-ana']);
    });

    it('is not confused by events that a snapshot already contains', async () => {
      await inCall();
      const stream = room.client.streams[0];
      stream?.options.onEvent({
        type: 'connection-changed',
        id: 'one-0',
        data: {
          sessionId: room.sessionId,
          connection: {
            connectionId: 'con-old',
            personId: 'old',
            name: 'Old',
            role: 'student',
            isHost: false,
            state: 'admitted',
            media: { mic: false, camera: false, screen: false },
            joinedAt: '2020-01-01T00:00:00.000Z',
          },
        },
      });
      expect(names()).to.deep.equal(['Ben Okafor']);
    });

    it('reads everything again after a reset, and loses no event meanwhile', async () => {
      await inCall();
      const release = room.client.hold('connections.get');
      room.reset();
      room.say({ text: 'during' });
      release();
      room.enter('cem', 'Cem');
      await until(() => names().includes('Cem') && texts().length === 1);
      expect(texts()).to.deep.equal(['during sent']);
    });

    it('tells what is on, once a change, again when it failed', async () => {
      await inCall();
      room.client.failNext('connections.setMedia', offline());
      await store.setCamera(true);
      await store.setMicrophone(true);
      await store.setCamera(false);
      while (room.client.calls('connections.setMedia').length < 2) await aTimeout(5);
      expect(room.client.calls('connections.setMedia').at(-1)).to.deep.equal([
        room.connectionId,
        { mic: true, camera: false, screen: false },
      ]);
    });

    it('shows a raised hand at once, and takes it back when refused', async () => {
      await inCall();
      room.client.failNext('channel.setHand', new LecternError('FORBIDDEN', 'No.'));
      const raising = store.commands.setHand(true);
      expect(store.state.current.hands.map(({ personId }) => personId)).to.deep.equal(['ben']);
      await raising;
      expect(store.state.current.hands).to.deep.equal([]);
      expect(store.state.current.error?.code).to.equal('FORBIDDEN');
      await store.commands.setHand(true);
      expect(store.state.current.hands.length).to.equal(1);
    });
  });

  describe('chat', () => {
    it('shows a line at once and once, whichever comes first, answer or event', async () => {
      await inCall();
      store.postChat('  hello ');
      expect(texts()).to.deep.equal(['hello sending']);
      await until(() => texts()[0] === 'hello sent');
      room.say({ text: 'hi', postedAt: '2099-01-01T00:00:00.000Z' });
      expect(texts()).to.deep.equal(['hello sent', 'hi sent']);
      expect(store.state.current.chat.map(({ own }) => own)).to.deep.equal([true, false]);
    });

    it('loses and doubles no line over an outage, and keeps their order', async () => {
      await inCall();
      const real = room.chat;
      // Taken by the server, the answer lost.
      room.client.answer('channel.postChat', (_id, input) => {
        if (!real.some(({ id }) => id === input.id)) room.say({ ...input, personId: 'ben', isHost: false });
        throw offline();
      });
      store.postChat('one');
      store.postChat('two');
      await aTimeout(20);
      room.client.answer('channel.postChat', (_id, input) => {
        const known = real.find(({ id }) => id === input.id);
        if (known) return known;
        const message = {
          ...input,
          personId: 'ben',
          name: 'Ben',
          isHost: false,
          postedAt: new Date().toISOString(),
        };
        room.say(message);
        return message;
      });
      await until(() => texts().join() === 'one sent,two sent');
      expect(real.map(({ text }) => text)).to.deep.equal(['one', 'two']);
      const ids = new Set(
        room.client.calls('channel.postChat').map(([, input]) => (input as { id: string }).id),
      );
      expect(ids.size).to.equal(2);
      expect([...ids].every((id) => /^msg-[a-z0-9]{22}$/.test(id))).to.equal(true);
    });

    it('marks a refused line as failed and tries it again under the same id when told to', async () => {
      await inCall();
      room.client.failNext('channel.postChat', new LecternError('FORBIDDEN', 'Not now.'));
      store.postChat('one');
      await until(() => texts()[0] === 'one failed');
      store.postChat('two');
      await until(() => texts().includes('two sent'));
      store.retryChat(store.state.current.chat.find(({ status }) => status === 'failed')?.id ?? '');
      await until(() => texts().every((text) => text.endsWith('sent')));
      expect(texts().length).to.equal(2);
    });
  });

  describe('trouble', () => {
    it('says that the chat is offline after a while, and the call goes on', async () => {
      await inCall();
      room.setOnline(false);
      await until(({ online }) => !online);
      expect(store.state.current.phase).to.equal('in-call');
      expect(calls[0]?.call.closed).to.equal(0);
      room.setOnline(true);
      expect(store.state.current.online).to.equal(true);
    });

    it('comes back in place when the server forgot the connection: devices on, another id, one call', async () => {
      await inCall({ heartbeatSeconds: 0.01 });
      await store.prepare();
      const track = store.state.current.local.streams.camera?.getTracks()[0];
      const former = room.connectionId;
      room.roster = [];
      room.client.failNext('sessions.join', offline());
      room.client.failNext('sessions.join', offline());
      await until(({ rejoining }) => rejoining);
      expect(calls[0]?.call.closed).to.equal(0);
      await until(({ rejoining }) => !rejoining);
      expect(store.state.current.phase).to.equal('in-call');
      expect(store.state.current.connectionId).to.not.equal(former);
      expect(track?.readyState).to.equal('live');
      expect(calls.length).to.equal(2);
      expect(calls[0]?.call.closed).to.equal(1);
      expect(calls[1]?.options.connectionId).to.equal(room.connectionId);
    });

    it('comes back when the stream says that the connection is unknown, and the stream of others goes on', async () => {
      await inCall();
      room.client.streams.at(-1)?.options.onError?.(new LecternError('CONNECTION_UNKNOWN', 'Join again.'));
      await until(({ connectionId }) => connectionId === 'con-me-2');
      await until(({ rejoining }) => !rejoining);
      expect(room.client.streams.filter(({ open }) => open).at(-1)?.topics).to.deep.equal([
        'connection:con-me-2',
      ]);
    });

    for (const [why, phase] of [
      ['superseded', 'moved'],
      // The same browser joined in another tab.
      ['left', 'moved'],
      ['removed', 'removed'],
      ['session-ended', 'ended'],
    ] as const)
      it(`is ${phase} when ${why}, ends the call and does not come back by itself`, async () => {
        await inCall();
        await store.prepare();
        const track = store.state.current.local.streams.camera?.getTracks()[0];
        room.leave(room.connectionId, why);
        expect(store.state.current.phase).to.equal(phase);
        expect(calls[0]?.call.closed).to.equal(1);
        expect(track?.readyState).to.equal('ended');
        await aTimeout(20);
        expect(room.client.calls('sessions.join').length).to.equal(1);
        expect(room.client.streams.every(({ open }) => !open)).to.equal(true);
      });

    it('takes the class back from another device when told to', async () => {
      await inCall();
      room.leave(room.connectionId, 'superseded');
      await store.join();
      expect(store.state.current.phase).to.equal('in-call');
      expect(room.client.calls('sessions.join').length).to.equal(2);
    });

    it('ends when the class does', async () => {
      await inCall();
      room.end();
      expect(store.state.current.phase).to.equal('ended');
    });
  });

  describe('leaving', () => {
    it('says goodbye, ends the call and lets the devices go', async () => {
      await inCall();
      await store.prepare();
      const track = store.state.current.local.streams.camera?.getTracks()[0];
      store.leave();
      expect(store.state.current.phase).to.equal('left');
      expect(room.client.calls('connections.leave')).to.deep.equal([['con-me-1']]);
      expect(calls[0]?.call.closed).to.equal(1);
      expect(track?.readyState).to.equal('ended');
      expect(store.state.current.local.camera).to.equal(false);
    });

    it('leaves with the page', async () => {
      create();
      const held = holdSessionStore({
        client: room.client,
        sessionId: room.sessionId,
        deviceId: 'device',
        openCall: (_ticket, { tracks }) => Promise.resolve(new FakeCall({ tracks })),
      });
      await held.store.load();
      await held.store.join();
      globalThis.dispatchEvent(new PageTransitionEvent('pagehide'));
      expect(room.client.calls('connections.leave')).to.deep.equal([['con-me-1']]);
      held.release();
    });

    it('is one store per client and session, and outlives a move within a task', async () => {
      create();
      const options = { client: room.client, sessionId: room.sessionId, deviceId: 'device' };
      const first = holdSessionStore(options);
      first.release();
      const second = holdSessionStore(options);
      expect(second.store).to.equal(first.store);
      await aTimeout(5);
      const third = holdSessionStore(options);
      expect(third.store).to.equal(first.store);
      second.release();
      third.release();
      await aTimeout(5);
      const fourth = holdSessionStore(options);
      expect(fourth.store).to.not.equal(first.store);
      fourth.release();
    });
  });
});
