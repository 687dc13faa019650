import { expect, it } from 'vitest';
import { describeOnEachEngine } from '../../testing/each-engine.js';
import { ANA, BEN, HOST, student } from '../presence/class.fixture.js';
import { startsClasses } from './heard.fixture.js';

describeOnEachEngine('hands', (engine) => {
  const start = startsClasses(engine);

  it('keeps hands in order, and takes them down with their person and with the session', async () => {
    const { enter, listen, post, server, sessionId, chat } = await start();
    const host = await enter(HOST);
    const ana = await enter(ANA, 'laptop');
    await enter(BEN);
    const stream = await listen(HOST, [`connection:${host.connectionId}`], host.cursor);
    const hand = (as: typeof ANA, personId: string, raised: boolean) =>
      server.request('PUT', `/v1/sessions/${sessionId}/hands/${personId}`, { as, body: { raised } });
    const next = async (): Promise<readonly string[]> =>
      (await stream.next('hands-changed')).data.hands.map(({ personId }) => personId);

    expect((await hand(ANA, 'me', true)).status).toBe(204);
    expect(await next()).toEqual(['ana']);
    expect((await hand(ANA, 'me', true)).status).toBe(204);
    await hand(BEN, 'ben', true);
    expect(await next()).toEqual(['ana', 'ben']);
    expect((await enter(student(1))).snapshot.hands.map(({ personId }) => personId)).toEqual(['ana', 'ben']);

    expect((await hand(BEN, 'ana', false)).status).toBe(403);
    expect((await hand(HOST, 'ana', true)).status).toBe(403);
    expect((await hand(HOST, 'ben', false)).status).toBe(204);
    expect(await next()).toEqual(['ana']);

    // A second device keeps it, a goodbye does not.
    const phone = await enter(ANA, 'phone');
    await post(`/v1/connections/${ana.connectionId}/leave`, ANA);
    await server.settle();
    await chat(HOST, 'Mark');
    await stream.next('chat-posted');
    expect((await enter(student(2))).snapshot.hands).toHaveLength(1);
    await post(`/v1/connections/${phone.connectionId}/leave`, ANA);
    await server.settle();
    expect(await next()).toEqual([]);

    await hand(BEN, 'me', true);
    expect(await next()).toEqual(['ben']);
    await post(`/v1/sessions/${sessionId}/end`, HOST);
    await server.settle();
    await post(`/v1/sessions/${sessionId}/reopen`, HOST);
    expect((await enter(BEN)).snapshot.hands).toEqual([]);
  });

  it('loses no hand of many that go up at once', async () => {
    const { enter, listen, server, sessionId } = await start();
    const host = await enter(HOST);
    const stream = await listen(HOST, [`connection:${host.connectionId}`], host.cursor);
    const people = Array.from({ length: 6 }, (_, index) => student(index));
    for (const one of people) await enter(one);
    await Promise.all(
      people.map((as) =>
        server.request('PUT', `/v1/sessions/${sessionId}/hands/me`, { as, body: { raised: true } }),
      ),
    );
    const full = await stream.next('hands-changed', ({ hands }) => hands.length === 6);
    const sizes = stream.heard.flatMap((event) =>
      event.type === 'hands-changed' ? [event.data.hands.length] : [],
    );
    expect(sizes).toEqual([1, 2, 3, 4, 5, 6]);
    expect(full.data.hands).toHaveLength(6);
  });
});
