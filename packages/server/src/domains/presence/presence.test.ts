import { afterEach, expect, it } from 'vitest';
import { describeOnEachEngine } from '../../testing/each-engine.js';
import { createTestProvider } from '../../testing/test-provider.js';
import {
  ANA,
  at,
  BEN,
  createTestClass,
  HOST,
  smallProvider,
  student,
  type TestClass,
} from './class.fixture.js';

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
      snapshot: { session: { state: 'scheduled' }, chat: [], hands: [], chatLocked: false },
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
