import { afterEach, expect, it } from 'vitest';
import { describeOnEachEngine } from '../../testing/each-engine.js';
import { settableClock } from '../../ports/clock/settable-clock.js';
import {
  ANA,
  at,
  BEN,
  createTestClass,
  HOST,
  lastingDatabase,
  reopenClass,
  type TestClass,
} from './class.fixture.js';

const SYNC = { generation: 1, kind: 'sync', have: 0 } as const;

describeOnEachEngine('leases', (engine) => {
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
    await passTo(15);
    await enter(ANA);
    const { connections } = await evidence();
    expect(connections.filter(({ personId }) => personId === 'ana')).toMatchObject([
      { joinedAt: at(0), endedAt: at(5), why: 'left' },
      { joinedAt: at(15) },
    ]);
  });

  it('loses nobody when the server is away for thirty seconds', { timeout: 120_000 }, async () => {
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

  it('ends by itself after its end and grace, once nobody is in it', async () => {
    const { enter, beat, post, passTo, server, sessionId } = await start({ durationMinutes: 5 });
    const host = await enter(HOST);
    for (let seconds = 40; seconds <= 2120; seconds += 40) {
      server.clock.set(at(seconds));
      await beat(HOST, host.connectionId);
    }
    await passTo(2121);
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
});
