import { afterEach, expect, it } from 'vitest';
import { describeOnEachEngine } from '../../testing/each-engine.js';
import { createTestProvider } from '../../testing/test-provider.js';
import { ANA, BEN, createTestClass, HOST, messageId, type TestClass } from './class.fixture.js';

const SYNC = { generation: 1, kind: 'sync', have: 0 } as const;

describeOnEachEngine('signals and tickets', (engine) => {
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

    const stream = await one.listen(BEN, [`connection:${stranger}`]);
    const sent = await one.signal(HOST, host.connectionId, [
      { ...SYNC, to: stranger },
      { ...SYNC, to: left.connectionId },
    ]);
    expect(sent.body).toEqual({ gone: [stranger, left.connectionId] });
    // What comes later has come, so what was sent before would have.
    const elsewhere = `/v1/sessions/${other.body.id}`;
    await one.post(`${elsewhere}/chat`, BEN, { id: messageId('mark'), text: 'Mark' });
    await stream.next('chat-posted');
    expect(stream.heard.map(({ type }) => type)).not.toContain('signal');
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
});
