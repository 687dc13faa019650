import { LecternError, type ProviderEvent, type ReceivedWebhook } from '@lectern/core';
import { sql } from 'kysely';
import { afterEach, expect, it } from 'vitest';
import type { Domain, DomainProviderEvent } from '../../domain.js';
import { createTestLectern, TEST_URL, type TestLectern } from '../../testing/create-test-lectern.js';
import { describeOnEachEngine } from '../../testing/each-engine.js';
import type { TestDatabase } from '../../testing/test-database.js';
import { createTestProvider } from '../../testing/test-provider.js';
import { countReplay, replayDeliveries } from './replay.js';

/** Signed by a word; the body is a list of room ids. */
const provider = createTestProvider({
  capabilities: { webhookMethods: ['POST'] },
  async receiveWebhook(request): Promise<ReceivedWebhook> {
    if (request.headers.get('x-signature') !== 'good') throw new LecternError('SIGNATURE_MISMATCH', 'No.');
    const body = await request.text();
    const delivery = { body, contentType: 'application/json', query: {} };
    return {
      deliveryId: request.headers.get('x-id') ?? '',
      delivery,
      events: provider.readDelivery(delivery),
    };
  },
  readDelivery: ({ body }) =>
    (JSON.parse(body) as string[]).map((roomId, index): ProviderEvent => ({
      type: 'room-started',
      eventId: `${roomId}-${String(index)}`,
      roomId,
    })),
});

describeOnEachEngine('inbox', (engine) => {
  let on: TestDatabase;
  let server: TestLectern;
  let heard: DomainProviderEvent[] = [];
  let failures = 0;
  const domain: Domain = {
    name: 'rooms',
    routes: [],
    jobs: [],
    onFact: [],
    service: undefined,
    tenantOfRoom: (_tx, _endpoint, roomId) =>
      Promise.resolve(roomId.startsWith('ours') ? 'school' : undefined),
    onProviderEvent(_tx, event) {
      if (failures > 0) {
        failures -= 1;
        return Promise.reject(new Error('not now'));
      }
      heard.push(event);
      return Promise.resolve();
    },
  };
  const open = async (): Promise<void> => {
    heard = [];
    failures = 0;
    on = await engine.createDatabase();
    server = await createTestLectern({ on, providers: { video: provider }, createDomains: () => [domain] });
  };
  afterEach(async () => {
    await server.stop();
    await on.drop();
  });
  const send = (id: string, rooms: unknown, headers: Record<string, string> = {}): Promise<number> =>
    server.lectern
      .fetch(
        new Request(`${TEST_URL}/v1/webhooks/video`, {
          method: 'POST',
          headers: { 'x-id': id, 'x-signature': 'good', 'content-type': 'text/plain', ...headers },
          body: JSON.stringify(rooms),
        }),
      )
      .then(({ status }) => status);
  const rows = async (): Promise<unknown> =>
    (
      await sql`select delivery_id as id, state, attempts, duplicates from inbox_deliveries order by ord`.execute(
        server.database.db,
      )
    ).rows;

  it('stores nothing that is not signed, too large, or for nobody', async () => {
    await open();
    expect(await send('1', ['ours-1'], { 'x-signature': 'bad' })).toBe(401);
    expect(await send('2', 'x'.repeat(1024 * 1024 + 1))).toBe(413);
    const nobody = await server.request('POST', '/v1/webhooks/other', { body: [] });
    expect(nobody.status).toBe(404);
    const wrong = await server.request('GET', '/v1/webhooks/video');
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST']);
    expect(await rows()).toEqual([]);
  });

  it('tells each delivery once, however often it comes', async () => {
    await open();
    const statuses = await Promise.all(
      Array.from({ length: 5 }, () => send('1', ['ours-1', 'foreign', 'ours-2'])),
    );
    expect(statuses).toEqual([204, 204, 204, 204, 204]);
    await server.settle();
    await send('1', ['ours-1']);
    await server.settle();
    expect(heard.map(({ roomId, tenant, endpoint }) => [roomId, tenant, endpoint])).toEqual([
      ['ours-1', 'school', 'video'],
      ['ours-2', 'school', 'video'],
    ]);
    expect(await rows()).toEqual([{ id: '1', state: 'processed', attempts: 1, duplicates: 5 }]);
  });

  it('ignores rooms that nobody knows', async () => {
    await open();
    await send('1', ['foreign']);
    await server.settle();
    expect(heard).toEqual([]);
    expect(await rows()).toMatchObject([{ state: 'ignored' }]);
  });

  it('tries again later, and holds back nobody else meanwhile', async () => {
    await open();
    failures = 2;
    await send('1', ['ours-1']);
    await server.settle();
    await send('2', ['ours-2']);
    failures = 0;
    await server.settle();
    expect(heard.map(({ roomId }) => roomId)).toEqual(['ours-2']);
    await server.setTime(new Date(server.clock.now().getTime() + 4_000));
    expect(heard).toHaveLength(1);
    await server.setTime(new Date(server.clock.now().getTime() + 2_000));
    expect(heard.map(({ roomId }) => roomId)).toEqual(['ours-2', 'ours-1']);
  });

  it('gives up in the end, and keeps what it gave up on', async () => {
    await open();
    failures = Number.POSITIVE_INFINITY;
    await send('1', ['ours-1']);
    await server.settle();
    for (let day = 0; day < 9; day += 1)
      await server.setTime(new Date(server.clock.now().getTime() + 27 * 3_600_000));
    expect(await rows()).toMatchObject([{ id: '1', state: 'dead', attempts: 8 }]);
  });

  it('processes again what is asked for, and nothing else', async () => {
    await open();
    failures = Number.POSITIVE_INFINITY;
    await send('1', ['ours-1']);
    await server.settle();
    for (let day = 0; day < 9; day += 1)
      await server.setTime(new Date(server.clock.now().getTime() + 27 * 3_600_000));
    failures = 0;
    await send('2', ['ours-2']);
    await server.settle();
    heard = [];
    const { database } = server;
    const now = server.clock.now();
    const dead = { state: 'dead', endpoint: 'video', until: now } as const;
    expect(await countReplay(database, {})).toEqual([
      { endpoint: 'video', state: 'dead', count: 1 },
      { endpoint: 'video', state: 'processed', count: 1 },
    ]);
    expect(await replayDeliveries(database, { ...dead, endpoint: 'other' }, now)).toBe(0);
    expect(await replayDeliveries(database, { ...dead, since: now }, now)).toBe(0);
    expect(await replayDeliveries(database, dead, now)).toBe(1);
    // Already on its way: asked twice is once.
    expect(await replayDeliveries(database, dead, now)).toBe(0);
    await server.settle();
    expect(heard.map(({ roomId }) => roomId)).toEqual(['ours-1']);
    expect(await replayDeliveries(database, { deliveryId: '2' }, now)).toBe(1);
    await server.settle();
    expect(heard.map(({ roomId, eventId }) => [roomId, eventId])).toEqual([
      ['ours-1', 'ours-1-0'],
      ['ours-2', 'ours-2-0'],
    ]);
  });

  it('does not process again what it has forgotten', async () => {
    await open();
    await send('1', ['ours-1']);
    await server.settle();
    await server.setTime(new Date(server.clock.now().getTime() + 31 * 24 * 3_600_000));
    expect(await replayDeliveries(server.database, {}, server.clock.now())).toBe(0);
  });
});
