import { expect } from '@open-wc/testing';
import type { ReceivedSignal } from '@lectern/core/contract';
import type { PeerCall } from './peer-call.js';
import { PeerRoom } from './testing/peer-room.js';
import { RecordedConnections, restartTogether } from './testing/recorded-connections.js';
import { readInbound, until, untilConnected, untilMediaFlows } from './testing/until.js';

const SMALL: MediaTrackConstraints = { width: 160, height: 90, frameRate: 5 };

/** Repairs nothing. */
const PATIENT = { connectSync: 60_000, gapSync: 60_000, offerSync: 60_000 };

describe('PeerCall', function () {
  this.timeout(60_000);
  let room: PeerRoom;
  let connections: RecordedConnections;
  beforeEach(() => (connections = new RecordedConnections()));
  afterEach(() => {
    room.close();
    connections.stop();
    expect(connections.all.filter(({ connectionState }) => connectionState !== 'closed')).to.deep.equal([]);
  });

  async function pair(
    options: ConstructorParameters<typeof PeerRoom>[0] = {},
  ): Promise<[PeerCall, PeerCall]> {
    room = new PeerRoom(options);
    const calls: [PeerCall, PeerCall] = [await room.join('con-a'), await room.join('con-b')];
    room.announce();
    return calls;
  }

  it('connects two pages with one offer and one answer, and media flows both ways', async () => {
    const [a, b] = await pair();
    await Promise.all([a, b].flatMap((call) => [call.setMicrophone(true), call.setCamera(true)]));
    room.announce();
    await Promise.all([untilConnected(a), untilConnected(b)]);
    await Promise.all([untilMediaFlows(a, 'con-b'), untilMediaFlows(b, 'con-a')]);
    const descriptions = room.exchange.messages.filter(({ kind }) => kind === 'description');
    expect(descriptions.map(({ from }) => from)).to.deep.equal(['con-b', 'con-a']);
  });

  it('connects through delays, overtaking and duplicates', async () => {
    const [a, b] = await pair({ delayMs: 30, duplicated: 0.2 });
    await Promise.all([untilConnected(a), untilConnected(b)]);
  });

  it('is never stuck when both restart in the same tick, 100 times', async () => {
    const [a, b] = await pair({ delayMs: 8, duplicated: 0.2 });
    await Promise.all([a.setMicrophone(true), b.setMicrophone(true)]);
    await Promise.all([untilConnected(a), untilConnected(b)]);
    for (let round = 0; round < 100; round += 1) {
      await restartTogether(connections.all);
    }
    expect(a.snapshot.peers.get('con-b')?.state).to.equal('connected');
    expect(b.snapshot.peers.get('con-a')?.state).to.equal('connected');
    const before = await readInbound(a, 'con-b');
    while ((await readInbound(a, 'con-b')).samples <= before.samples)
      await new Promise((resolve) => setTimeout(resolve, 50));
  });

  for (const type of ['offer', 'answer'])
    it(`repairs a lost first ${type}`, async () => {
      let lost = 0;
      const [a, b] = await pair({
        drop: (message: ReceivedSignal) =>
          message.kind === 'description' && message.description.type === type && lost++ === 0,
      });
      await Promise.all([untilConnected(a), untilConnected(b)]);
      expect(lost).to.be.greaterThan(1);
    });

  it('repairs lost candidates', async () => {
    let lost = 0;
    const [a, b] = await pair({ drop: ({ kind }: ReceivedSignal) => kind === 'candidates' && lost++ < 2 });
    await Promise.all([untilConnected(a), untilConnected(b)]);
  });

  it('builds a link anew that never connected, one generation higher on both sides', async () => {
    const [a, b] = await pair({
      timing: { ...PATIENT, rebuild: 500 },
      drop: ({ generation, from }: ReceivedSignal) => generation === 1 && from === 'con-a',
    });
    await Promise.all([untilConnected(a), untilConnected(b)]);
    const answered = room.exchange.messages.filter(
      (message) => message.kind === 'description' && message.from === 'con-a',
    );
    expect(answered.at(-1)?.generation).to.be.greaterThan(1);
  });

  it('takes a reload, a new id, at once and ignores what still comes for the old one', async () => {
    const [a] = await pair();
    await untilConnected(a);
    const old = room.exchange.messages.filter(({ from }) => from === 'con-b');
    room.leave('con-b');
    const again = await room.join('con-b2');
    room.announce();
    await Promise.all([untilConnected(a), untilConnected(again)]);
    for (const message of old) room.exchange.inject(message);
    expect([...a.snapshot.peers.keys()]).to.deep.equal(['con-b2']);
  });

  it('keeps a message that arrives before its sender is in the roster', async () => {
    room = new PeerRoom();
    const a = await room.join('con-a', { timing: PATIENT });
    const b = await room.join('con-b', { timing: PATIENT });
    b.setRoster(['con-a', 'con-b']);
    while (!room.exchange.messages.some(({ kind }) => kind === 'candidates'))
      await new Promise((resolve) => setTimeout(resolve, 10));
    a.setRoster(['con-a', 'con-b']);
    await Promise.all([untilConnected(a), untilConnected(b)]);
  });

  it('builds a new generation when asked with a higher one, from either side', async () => {
    const [a, b] = await pair();
    await Promise.all([untilConnected(a), untilConnected(b)]);
    for (const [from, to, call] of [
      ['con-a', 'con-b', b],
      ['con-b', 'con-a', a],
    ] as const) {
      const generation = Math.max(...room.exchange.messages.map((message) => message.generation)) + 1;
      room.exchange.inject({ kind: 'sync', from, to, generation, have: 0, reply: true });
      await until(call, ({ peers }) => peers.get(from)?.state === 'reconnecting');
      await Promise.all([untilConnected(a), untilConnected(b)]);
      expect(Math.max(...room.exchange.messages.map((message) => message.generation))).to.equal(generation);
    }
  });

  it('drops nobody for missing in a roster right after a reset, and does so later', async () => {
    const [a, b] = await pair();
    await Promise.all([untilConnected(a), untilConnected(b)]);
    room.exchange.setOpen('con-a', false);
    room.exchange.setOpen('con-a', true, true);
    a.setRoster(['con-a']);
    expect(a.snapshot.peers.get('con-b')?.state).to.equal('connected');
    await until(a, ({ peers }) => peers.size === 0);
  });

  it('goes on while the channel is away, and a third joins after it is back', async () => {
    const [a, b] = await pair();
    await Promise.all([a.setMicrophone(true), b.setMicrophone(true)]);
    await Promise.all([untilConnected(a), untilConnected(b)]);
    for (const id of ['con-a', 'con-b']) room.exchange.setOpen(id, false);
    const before = await readInbound(a, 'con-b');
    const restarted = restartTogether(connections.all);
    while ((await readInbound(a, 'con-b')).samples <= before.samples + 20_000)
      await new Promise((resolve) => setTimeout(resolve, 50));
    for (const id of ['con-a', 'con-b']) room.exchange.setOpen(id, true, true);
    const c = await room.join('con-c');
    room.announce();
    await Promise.all([untilConnected(a, 2), untilConnected(b, 2), untilConnected(c, 2)]);
    await restarted;
  });

  it('turns camera and screen on and off without a negotiation', async () => {
    const [a, b] = await pair();
    await Promise.all([untilConnected(a), untilConnected(b)]);
    const count = (): number => room.exchange.messages.filter(({ kind }) => kind === 'description').length;
    const before = count();
    await a.setCamera(true);
    await a.setScreen(true);
    room.announce();
    const seen = await until(b, ({ peers }) => {
      const streams = peers.get('con-a')?.streams;
      return streams?.camera !== undefined && streams.screen !== undefined;
    });
    expect(seen.peers.get('con-a')?.streams.microphone).to.equal(undefined);
    const first = await readInbound(b, 'con-a');
    while ((await readInbound(b, 'con-a')).frames < first.frames + 5)
      await new Promise((resolve) => setTimeout(resolve, 50));
    await a.setCamera(false);
    await a.setScreen(false);
    room.announce();
    await until(b, ({ peers }) => peers.get('con-a')?.streams.camera === undefined);
    expect(count()).to.equal(before);
  });

  it('says reconnecting when a link is down, restarts it with fresh servers, and believes it only once it stays up', async () => {
    room = new PeerRoom();
    const fresh = { urls: ['stun:127.0.0.1:9'] };
    const a = await room.join('con-a', {
      timing: { showReconnecting: 50, settled: 300 },
      renewIceServers: () => Promise.resolve([fresh]),
    });
    const b = await room.join('con-b');
    room.announce();
    await Promise.all([untilConnected(a), untilConnected(b)]);
    const [link] = connections.all;
    const say = (state: RTCPeerConnectionState | undefined): void => {
      if (state) Object.defineProperty(link, 'connectionState', { get: () => state, configurable: true });
      else delete (link as { connectionState?: unknown }).connectionState;
      link?.dispatchEvent(new Event('connectionstatechange'));
    };
    say('disconnected');
    await until(
      a,
      ({ peers, state }) => peers.get('con-b')?.state === 'reconnecting' && state === 'reconnecting',
    );
    while (link?.getConfiguration().iceServers?.length !== 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(link.getConfiguration().iceServers?.[0]?.urls).to.deep.equal(fresh.urls);
    // A restart towards a dead peer flickers.
    say('connected');
    say('disconnected');
    expect(a.snapshot.peers.get('con-b')?.state).to.equal('reconnecting');
    say(undefined);
    await untilConnected(a);
  });

  it('sends less to each the more there are, and less of the camera while sharing', async () => {
    const [a, b] = await pair();
    await Promise.all([a, b].map((call) => call.setCamera(true)));
    await Promise.all([untilConnected(a), untilConnected(b)]);
    const caps = (sender: number): (number | undefined)[] =>
      connections.all
        .slice(0, 2)
        .map((connection) => connection.getSenders()[sender]?.getParameters().encodings[0]?.maxBitrate);
    const untilCaps = async (sender: number, wanted: readonly number[]): Promise<void> => {
      while (caps(sender).join() !== wanted.join()) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    await untilCaps(1, [1_200_000, 1_200_000]);
    await room.join('con-c');
    room.announce();
    await untilCaps(1, [600_000, 600_000]);
    await a.setScreen(true);
    await untilCaps(1, [80_000, 600_000]);
    await untilCaps(2, [1_250_000, 1_250_000]);
    room.leave('con-c');
    room.announce();
    await a.setScreen(false);
    await untilCaps(1, [1_200_000, 1_200_000]);
  });

  it('says when the browser plays no sound, and plays it in a gesture', async () => {
    const original = HTMLMediaElement.prototype.play;
    HTMLMediaElement.prototype.play = () => Promise.reject(new DOMException('', 'NotAllowedError'));
    try {
      const [a, b] = await pair();
      await Promise.all([untilConnected(a), untilConnected(b)]);
      await until(a, ({ soundBlocked }) => soundBlocked);
      HTMLMediaElement.prototype.play = original;
      await a.turnOnSound();
      await until(a, ({ soundBlocked }) => !soundBlocked);
    } finally {
      HTMLMediaElement.prototype.play = original;
    }
  });

  it('holds six people at 160 by 90: all 30 directions carry media', async () => {
    room = new PeerRoom({ delayMs: 20 });
    const ids = ['con-a', 'con-b', 'con-c', 'con-d', 'con-e', 'con-f'];
    const calls = [];
    for (const id of ids) {
      const call = await room.join(id, { camera: SMALL });
      await Promise.all([call.setMicrophone(true), call.setCamera(true)]);
      calls.push(call);
    }
    room.announce();
    await Promise.all(calls.map((call) => untilConnected(call, 5)));
    for (const [index, call] of calls.entries())
      await Promise.all(ids.filter((_, other) => other !== index).map((id) => untilMediaFlows(call, id)));
  });

  it('leaves nothing: tracks ended, links closed, no word after', async () => {
    const [a, b] = await pair();
    await Promise.all([a.setMicrophone(true), a.setCamera(true)]);
    await Promise.all([untilConnected(a), untilConnected(b)]);
    const tracks = Object.values(a.snapshot.local.streams).flatMap((stream) => stream.getTracks());
    expect(tracks.length).to.equal(2);
    let heard = 0;
    a.close();
    a.subscribe(() => (heard += 1));
    a.close();
    expect(tracks.map(({ readyState }) => readyState)).to.deep.equal(['ended', 'ended']);
    expect(await a.getStats('con-b')).to.equal(undefined);
    expect(a.snapshot.state).to.equal('closed');
    const posts = room.exchange.messages.filter(({ from }) => from === 'con-a').length;
    a.setRoster(['con-b']);
    expect(a.snapshot.peers.size).to.equal(0);
    expect(room.exchange.messages.filter(({ from }) => from === 'con-a').length).to.equal(posts);
    expect(heard).to.equal(0);
  });
});
