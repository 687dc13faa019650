import { afterEach, expect, it } from 'vitest';
import { describeOnEachEngine } from '../../testing/each-engine.js';
import { createTestProvider } from '../../testing/test-provider.js';
import { settableClock } from '../../ports/clock/settable-clock.js';
import {
  ANA,
  at,
  BEN,
  createTestClass,
  HOST,
  lastingDatabase,
  reopenClass,
  smallProvider,
  student,
  type TestClass,
} from './class.fixture.js';

const SYNC = { generation: 1, kind: 'sync', have: 0 } as const;

describeOnEachEngine('presence', (engine) => {
  let open: TestClass[] = [];
  const start = async (options: Partial<Parameters<typeof createTestClass>[0]> = {}): Promise<TestClass> => {
    const made = await createTestClass({ engine, ...options });
    open.push(made);
    return made;
  };
  afterEach(async () => {
    for (const one of open.reverse()) await one.stop();
    open = [];
  });

  it('begins with the host: who waited is let in, and the room’s life starts then', async () => {
    const { enter, server, beat, evidence, passTo } = await start();
    const ana = await enter(ANA);
    expect(ana).toMatchObject({
      state: 'waiting',
      heartbeatSeconds: 10,
      leaseSeconds: 45,
      snapshot: { session: { state: 'scheduled' }, chat: [], hands: [] },
    });
    expect(ana.snapshot.roster.map(({ personId }) => personId)).toEqual(['ana']);
    expect(await evidence()).toEqual({ connections: [], occurrences: [] });

    await passTo(10);
    const host = await enter(HOST);
    expect(host).toMatchObject({ state: 'admitted', snapshot: { session: { state: 'live' } } });
    expect(host.snapshot.roster).toMatchObject([
      { personId: 'ana', state: 'admitted', isHost: false, joinedAt: at(10).toISOString() },
      { personId: 'host', state: 'admitted', isHost: true },
    ]);
    expect((await beat(ANA, ana.connectionId)).body).toMatchObject({ state: 'admitted' });
    await server.settle();
    const { occurrences, connections } = await evidence();
    expect(occurrences).toEqual([{ id: expect.stringMatching(/^occ-/) as string, startedAt: at(10) }]);
    expect(connections.map(({ personId, joinedAt }) => [personId, joinedAt])).toEqual(
      expect.arrayContaining([
        ['ana', at(10)],
        ['host', at(10)],
      ]),
    );
  });

  it('lets in who waits when the session is started without its host', async () => {
    const { enter, post, beat, server, sessionId } = await start();
    const ana = await enter(ANA);
    await post(`/v1/sessions/${sessionId}/start`, HOST);
    await server.settle();
    expect((await beat(ANA, ana.connectionId)).body).toMatchObject({ state: 'admitted' });
  });

  it('opens five minutes before to those it is for, fifteen to its host', async () => {
    const { join, passTo } = await start({ startsInSeconds: 3600 });
    const code = async (as: typeof ANA): Promise<unknown> => (await join(as)).body.error?.code;
    await passTo(2699);
    expect((await join(HOST)).body.error).toMatchObject({
      code: 'SESSION_NOT_OPEN',
      details: { opensAt: at(2700).toISOString() },
    });
    await passTo(3299);
    expect((await join(ANA)).body.error.details).toEqual({ opensAt: at(3300).toISOString() });
    await passTo(3300);
    expect(await code(ANA)).toBeUndefined();
  });

  it('refuses the seventh person, not the second device of the sixth', async () => {
    const { enter, join, post } = await start({ providers: { test: smallProvider(6) } });
    await enter(HOST);
    for (let index = 1; index <= 5; index += 1) await enter(student(index));
    const full = await join(student(6));
    expect(full.status).toBe(409);
    expect(full.body.error).toMatchObject({ code: 'ROOM_FULL', details: { maxParticipants: 6 } });
    const second = await enter(student(5), 'phone');
    expect(second.snapshot.roster).toHaveLength(6);
    expect((await join(student(6))).body.error.code).toBe('ROOM_FULL');
    await post(`/v1/connections/${second.connectionId}/leave`, student(5));
    expect((await join(student(6))).status).toBe(201);
  });

  it('keeps the host’s seat free while everybody waits', async () => {
    const { enter, join } = await start({ providers: { test: smallProvider(3) } });
    await enter(student(1));
    await enter(student(2));
    expect((await join(student(3))).body.error.code).toBe('ROOM_FULL');
    expect((await enter(HOST)).snapshot.roster).toHaveLength(3);
  });

  it('gives the last seat to one of many who come at once', async () => {
    const { enter, join, evidence } = await start({ providers: { test: smallProvider(3) } });
    await enter(HOST);
    await enter(student(0));
    const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => join(student(index + 1))));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.error?.code === 'ROOM_FULL')).toHaveLength(7);
    expect((await evidence()).connections).toHaveLength(3);
  });

  it('lets the newest device win, even when both come at once', async () => {
    const { enter, join, beat, post, server, sessionId } = await start();
    await enter(HOST);
    const laptop = await enter(ANA, 'laptop');
    const phone = await enter(ANA, 'phone');
    expect(phone.snapshot.roster.map(({ connectionId }) => connectionId)).not.toContain(laptop.connectionId);
    expect((await beat(ANA, laptop.connectionId)).body).toMatchObject({ state: 'left', why: 'superseded' });
    const ticket = await post(`/v1/connections/${laptop.connectionId}/ticket`, ANA);
    expect(ticket.body.error.code).toBe('CONNECTION_SUPERSEDED');

    await Promise.all(['one', 'two', 'three'].map((device) => join(ANA, device)));
    const seen = await server.request('GET', `/v1/connections/${(await enter(HOST)).connectionId}`, {
      as: HOST,
    });
    const mine = seen.body.snapshot.roster.filter((entry: { personId: string }) => entry.personId === 'ana');
    expect(mine).toHaveLength(1);
    expect(sessionId).toBe(seen.body.snapshot.session.id);
  });

  it('rejoins in place after a reload: one tile, and the old connection has left', async () => {
    const { enter, beat, listen } = await start();
    const host = await enter(HOST);
    const stream = await listen(HOST, [`connection:${host.connectionId}`], host.cursor);
    const before = await enter(ANA);
    const afterwards = await enter(ANA);
    expect(afterwards.connectionId).not.toBe(before.connectionId);
    expect(afterwards.snapshot.roster.map(({ personId }) => personId)).toEqual(['host', 'ana']);
    expect((await beat(ANA, before.connectionId)).body).toMatchObject({ state: 'left', why: 'left' });
    // The others hear of the goodbye first: there are never two of one person.
    await stream.next(
      'connection-changed',
      ({ connection }) => connection.connectionId === before.connectionId,
    );
    const left = await stream.next('connection-changed');
    expect(left.data.connection).toMatchObject({ connectionId: before.connectionId, state: 'left' });
    const came = await stream.next('connection-changed');
    expect(came.data.connection).toMatchObject({ connectionId: afterwards.connectionId, state: 'admitted' });
  });

  it('takes a beat for a better proof than a stream that closed before it', async () => {
    const { enter, beat, listen, passTo, evidence } = await start();
    const host = await enter(HOST);
    const ana = await enter(ANA);
    const stream = await listen(ANA, [`connection:${ana.connectionId}`], ana.cursor);
    await passTo(7);
    stream.close();
    await stream.over;
    await passTo(44);
    await beat(HOST, host.connectionId);
    expect((await beat(ANA, ana.connectionId)).body).toMatchObject({ state: 'admitted' });
    await passTo(88);
    await beat(HOST, host.connectionId);
    await passTo(89);
    const { connections } = await evidence();
    const lapsed = connections.find(({ personId }) => personId === 'ana');
    expect(lapsed).toMatchObject({ endedAt: at(44), why: 'lapsed' });
  });

  it('ends a crashed page at the closing of its stream, a cut network at its last heartbeat', async () => {
    const { enter, beat, listen, passTo, evidence } = await start();
    const host = await enter(HOST);
    const ana = await enter(ANA);
    const ben = await enter(BEN);
    const crashed = await listen(ANA, [`connection:${ana.connectionId}`], ana.cursor);
    const cut = await listen(BEN, [`connection:${ben.connectionId}`], ben.cursor);
    await passTo(40);
    await beat(HOST, host.connectionId);
    await beat(ANA, ana.connectionId);
    await beat(BEN, ben.connectionId);
    await passTo(47);
    crashed.close();
    await crashed.over;
    await passTo(84);
    await beat(HOST, host.connectionId);
    await passTo(85);
    const { connections } = await evidence();
    const of = (id: string): unknown => connections.find(({ personId }) => personId === id);
    expect(of('ana')).toMatchObject({ endedAt: at(47), why: 'lapsed', lastEvidenceAt: at(47) });
    expect(of('ben')).toMatchObject({ endedAt: at(40), why: 'lapsed', lastEvidenceAt: at(40) });
    expect(of('host')).not.toHaveProperty('endedAt');
    // Its stream says so, and hears nothing more.
    await cut.next(
      'connection-changed',
      ({ connection }) => connection.why === 'lapsed' && connection.personId === 'ben',
    );
    await cut.over;
  });

  it('ends the old connection of a page that crashed and came back at its crash', async () => {
    const { enter, listen, passTo, evidence } = await start();
    await enter(HOST);
    const ana = await enter(ANA);
    const stream = await listen(ANA, [`connection:${ana.connectionId}`], ana.cursor);
    await passTo(5);
    stream.close();
    await stream.over;
    await passTo(35);
    await enter(ANA);
    const { connections } = await evidence();
    expect(connections.filter(({ personId }) => personId === 'ana')).toMatchObject([
      { joinedAt: at(0), endedAt: at(5), why: 'left' },
      { joinedAt: at(35) },
    ]);
  });

  it('loses nobody when the server is away for thirty seconds', async () => {
    const database = await lastingDatabase(engine);
    const clock = settableClock(at(0));
    const first = await createTestClass({ engine, on: database, clock });
    const host = await first.enter(HOST);
    const ana = await first.enter(ANA);
    clock.set(at(10));
    await first.beat(HOST, host.connectionId);
    await first.server.stop();
    clock.set(at(60));
    const second = await reopenClass(database, first.sessionId, { clock });
    try {
      await second.passTo(104);
      expect((await second.beat(HOST, host.connectionId)).body).toMatchObject({ state: 'admitted' });
      await second.passTo(105);
      expect((await second.beat(ANA, ana.connectionId)).body).toMatchObject({ state: 'left', why: 'lapsed' });
      const { connections } = await second.evidence();
      expect(connections.find(({ personId }) => personId === 'ana')).toMatchObject({ endedAt: at(0) });
    } finally {
      await second.stop();
      await database.drop();
    }
  });

  it('leaves once, however often it is said', async () => {
    const { enter, post, passTo, evidence } = await start();
    await enter(HOST);
    const ana = await enter(ANA);
    const leave = () => post(`/v1/connections/${ana.connectionId}/leave`, ANA);
    await passTo(10);
    expect((await leave()).status).toBe(204);
    await passTo(20);
    expect((await leave()).status).toBe(204);
    expect((await evidence()).connections.find(({ personId }) => personId === 'ana')).toMatchObject({
      endedAt: at(10),
      why: 'left',
    });
  });

  it('says to the others what of one’s media is on', async () => {
    const { enter, listen, server } = await start();
    const host = await enter(HOST);
    const stream = await listen(HOST, [`connection:${host.connectionId}`], host.cursor);
    const ana = await enter(ANA);
    const put = (body: unknown) =>
      server.request('PUT', `/v1/connections/${ana.connectionId}/media`, { as: ANA, body });
    expect((await put({ mic: true, camera: false, screen: false })).status).toBe(204);
    const changed = await stream.next('connection-changed', ({ connection }) => connection.media.mic);
    expect(changed.data.connection).toMatchObject({
      connectionId: ana.connectionId,
      media: { mic: true, camera: false, screen: false },
    });
    expect((await put({ mic: true })).body.error.code).toBe('INVALID_INPUT');
  });

  it('knows no connection of another person', async () => {
    const { enter, beat, post, server, signal } = await start();
    await enter(HOST);
    const ana = await enter(ANA);
    const path = `/v1/connections/${ana.connectionId}`;
    const answers = [
      await beat(BEN, ana.connectionId),
      await post(`${path}/leave`, BEN),
      await post(`${path}/ticket`, BEN),
      await signal(BEN, ana.connectionId, [{ ...SYNC, to: ana.connectionId }]),
      await server.request('GET', path, { as: { ...ANA, id: 'office', role: 'admin' } }),
      await server.request('PUT', `${path}/media`, {
        as: BEN,
        body: { mic: true, camera: true, screen: true },
      }),
    ];
    expect(answers.map(({ body }) => body.error.code)).toEqual(Array(6).fill('CONNECTION_UNKNOWN'));
    expect((await beat(ANA, ana.connectionId)).body.state).toBe('admitted');
  });

  it('ends with the session, and begins a new life when it goes on', async () => {
    const { enter, beat, post, passTo, evidence, server, sessionId } = await start();
    const host = await enter(HOST);
    const ana = await enter(ANA);
    await passTo(20);
    await beat(HOST, host.connectionId);
    await beat(ANA, ana.connectionId);
    await post(`/v1/sessions/${sessionId}/end`, HOST);
    await server.settle();
    expect((await beat(ANA, ana.connectionId)).body).toMatchObject({ state: 'left', why: 'session-ended' });
    expect((await post(`/v1/connections/${ana.connectionId}/ticket`, ANA)).body.error.code).toBe(
      'SESSION_ENDED',
    );
    expect(
      (await post(`/v1/sessions/${sessionId}/connections`, ANA, { deviceId: 'x' })).body.error.code,
    ).toBe('SESSION_ENDED');
    await passTo(30);
    await post(`/v1/sessions/${sessionId}/reopen`, HOST);
    await enter(ANA);
    const { connections, occurrences } = await evidence();
    expect(occurrences).toMatchObject([{ startedAt: at(0), endedAt: at(20) }, { startedAt: at(30) }]);
    expect(
      connections.map(({ personId, endedAt, occurrenceId }) => [personId, endedAt, occurrenceId]),
    ).toEqual(
      expect.arrayContaining([
        ['host', at(20), occurrences[0]?.id],
        ['ana', at(20), occurrences[0]?.id],
        ['ana', undefined, occurrences[1]?.id],
      ]),
    );
  });

  it('closes who was in the ended life, not who is in the new one, however late it hears', async () => {
    const { enter, beat, post, server, sessionId } = await start();
    await enter(HOST);
    const before = await enter(ANA);
    // All before any fact is handled.
    await Promise.all([
      post(`/v1/sessions/${sessionId}/end`, HOST).then(() => post(`/v1/sessions/${sessionId}/reopen`, HOST)),
    ]);
    const now = await enter(BEN);
    await server.settle();
    expect((await beat(ANA, before.connectionId)).body).toMatchObject({
      state: 'left',
      why: 'session-ended',
    });
    expect((await beat(BEN, now.connectionId)).body).toMatchObject({ state: 'admitted' });
  });

  it('ends by itself after its end and grace, once nobody is in it', async () => {
    const { enter, beat, post, passTo, server, sessionId } = await start();
    const host = await enter(HOST);
    for (let seconds = 40; seconds <= 5440; seconds += 40) {
      server.clock.set(at(seconds));
      await beat(HOST, host.connectionId);
    }
    await passTo(5441);
    const state = async (): Promise<unknown> =>
      (await server.request('GET', `/v1/sessions/${sessionId}`, { as: HOST })).body.state;
    expect(await state()).toBe('live');
    // What runs over stays open to those in it.
    const again = await enter(HOST);
    await post(`/v1/connections/${again.connectionId}/leave`, HOST);
    await server.settle();
    expect(await state()).toBe('ended');
  });

  it('stays live when it is empty before its end', async () => {
    const { enter, post, server, sessionId, passTo } = await start();
    const host = await enter(HOST);
    await post(`/v1/connections/${host.connectionId}/leave`, HOST);
    await passTo(600);
    expect((await server.request('GET', `/v1/sessions/${sessionId}`, { as: HOST })).body.state).toBe('live');
  });

  it('passes signals only between those who are in, and says itself who sent them', async () => {
    const { enter, listen, signal } = await start();
    const host = await enter(HOST);
    const ana = await enter(ANA);
    const stream = await listen(ANA, [`connection:${ana.connectionId}`], ana.cursor);
    const sent = await signal(HOST, host.connectionId, [
      { ...SYNC, to: ana.connectionId, from: 'con-forged' } as never,
      { ...SYNC, to: 'con-nobody' },
      { ...SYNC, to: host.connectionId },
    ]);
    expect(sent.body).toEqual({ gone: ['con-nobody', host.connectionId] });
    const heard = await stream.next('signal');
    expect(heard).toEqual({
      type: 'signal',
      data: { ...SYNC, to: ana.connectionId, from: host.connectionId },
    });
  });

  it('passes no signal to strangers, to those who wait, or to those who left', async () => {
    const one = await start();
    const host = await one.enter(HOST);
    const other = await one.server.request('POST', '/v1/sessions', {
      as: { ...HOST, id: 'other' },
      body: { title: 'Elsewhere', courseId: 'algebra' },
    });
    const joinOther = (as: typeof ANA) =>
      one.post(`/v1/sessions/${other.body.id}/connections`, as, { deviceId: 'laptop' });
    const waiting = (await joinOther(BEN)).body.connectionId as string;
    const refused = await one.signal(BEN, waiting, [{ ...SYNC, to: host.connectionId }]);
    expect(refused.body.error.code).toBe('NOT_ADMITTED');
    await joinOther({ ...HOST, id: 'other' });
    const stranger = (await joinOther(BEN)).body.connectionId as string;
    const left = await one.enter(ANA);
    await one.post(`/v1/connections/${left.connectionId}/leave`, ANA);

    const sent = await one.signal(HOST, host.connectionId, [
      { ...SYNC, to: stranger },
      { ...SYNC, to: left.connectionId },
    ]);
    expect(sent.body).toEqual({ gone: [stranger, left.connectionId] });
    const dead = await one.signal(ANA, left.connectionId, [{ ...SYNC, to: host.connectionId }]);
    expect(dead).toMatchObject({ status: 409, body: { error: { code: 'CONNECTION_UNKNOWN' } } });
  });

  it('takes five offers in one body, and refuses more than 128 KiB', async () => {
    const { enter, signal } = await start();
    const host = await enter(HOST);
    const offer = (sdp: string) => ({
      to: 'con-nobody',
      generation: 1,
      seq: 0,
      kind: 'description' as const,
      description: { type: 'offer' as const, sdp },
    });
    expect((await signal(HOST, host.connectionId, Array(5).fill(offer('x'.repeat(25_000))))).status).toBe(
      200,
    );
    expect((await signal(HOST, host.connectionId, [offer('x'.repeat(140_000))])).body.error.code).toBe(
      'BODY_TOO_LARGE',
    );
  });

  it('gives a ticket with the person’s rights to who is in', async () => {
    const asked: unknown[] = [];
    const provider = createTestProvider({
      getJoinTicket: (input) => {
        asked.push(input);
        return createTestProvider().getJoinTicket(input);
      },
    });
    const { enter, post, sessionId } = await start({ providers: { test: provider } });
    const ana = await enter(ANA);
    const early = await post(`/v1/connections/${ana.connectionId}/ticket`, ANA);
    expect(early.body.error.code).toBe('NOT_ADMITTED');
    const host = await enter(HOST);
    expect((await post(`/v1/connections/${ana.connectionId}/ticket`, ANA)).body).toMatchObject({
      kind: 'peer',
    });
    await post(`/v1/connections/${host.connectionId}/ticket`, HOST);
    expect(asked).toMatchObject([
      { roomId: sessionId, participant: { id: 'ana', name: 'Ana', role: 'participant' } },
      { roomId: sessionId, participant: { id: 'host', name: 'Ms Lee', role: 'moderator' } },
    ]);
  });

  it('tries the next provider only while nobody has a ticket', async () => {
    const down = { is: true };
    const made: string[] = [];
    const flaky = (name: string) =>
      createTestProvider({
        createRoom: ({ roomId }) => {
          made.push(name);
          return name === 'first' && down.is
            ? Promise.reject(new Error('down'))
            : Promise.resolve({ roomId });
        },
        getJoinTicket: () =>
          Promise.resolve({
            kind: 'page',
            url: `https://${name}.test`,
            expiresAt: '2027-01-01T00:00:00.000Z',
          }),
      });
    const { enter, post } = await start({ providers: { first: flaky('first'), second: flaky('second') } });
    const host = await enter(HOST);
    const ana = await enter(ANA);
    const ticket = async (as: typeof ANA, id: string): Promise<unknown> =>
      (await post(`/v1/connections/${id}/ticket`, as)).body.url;
    const urls = await Promise.all([ticket(HOST, host.connectionId), ticket(ANA, ana.connectionId)]);
    expect(urls).toEqual(['https://second.test', 'https://second.test']);
    down.is = false;
    expect(await ticket(ANA, ana.connectionId)).toBe('https://second.test');
    expect(made.at(-1)).toBe('second');
  });

  it('puts a removed person out for good', async () => {
    const removed: unknown[] = [];
    const provider = createTestProvider({
      capabilities: { removeParticipant: true },
      removeParticipant: (input) => {
        removed.push(input);
        return Promise.reject(new Error('not there'));
      },
    });
    const { enter, join, post, beat, chat, server, sessionId } = await start({
      providers: { test: provider },
    });
    await enter(HOST);
    const ana = await enter(ANA);
    const remove = (as: typeof ANA, personId: string) =>
      post(`/v1/sessions/${sessionId}/removals`, as, { personId });
    expect((await remove(BEN, 'ana')).status).toBe(403);
    expect((await remove(HOST, 'nobody')).status).toBe(404);
    expect((await remove(HOST, 'host')).status).toBe(403);
    expect((await remove(HOST, 'ana')).status).toBe(204);
    expect((await remove(HOST, 'ana')).status).toBe(204);
    expect(removed[0]).toEqual({ roomId: sessionId, participantId: 'ana' });
    await server.settle();
    expect((await beat(ANA, ana.connectionId)).body).toMatchObject({ state: 'left', why: 'removed' });
    for (const device of ['laptop', 'phone'])
      expect((await join(ANA, device)).body.error).toMatchObject({ code: 'CONNECTION_REMOVED' });
    expect((await chat(ANA, 'Let me in')).body.error.code).toBe('CONNECTION_REMOVED');
    expect((await post(`/v1/connections/${ana.connectionId}/ticket`, ANA)).status).toBe(403);
  });
});
