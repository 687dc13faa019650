import { expect, it } from 'vitest';
import { describeOnEachEngine } from '../../testing/each-engine.js';
import { createTestProvider } from '../../testing/test-provider.js';
import { ANA, at, BEN, HOST, messageId } from '../presence/class.fixture.js';
import { isIn, linesOf, startsClasses, typesOf } from './heard.fixture.js';

describeOnEachEngine('event stream', (engine) => {
  const start = startsClasses(engine);

  it('opens no connection to a token that is for other sessions', async () => {
    const { enter, listen, server, post, sessionId } = await start();
    await enter(HOST);
    // Or the beginning of the class would come after the cursor.
    await server.settle();
    const ana = await enter(ANA);
    const guest = { ...ANA, sessions: [`ses-${'x'.repeat(22)}`] };
    const path = `/v1/connections/${ana.connectionId}`;
    for (const [method, part] of [
      ['GET', ''],
      ['POST', '/heartbeat'],
      ['POST', '/leave'],
      ['POST', '/ticket'],
    ] as const)
      expect((await server.request(method, `${path}${part}`, { as: guest })).body?.error?.code).toBe(
        'CONNECTION_UNKNOWN',
      );
    expect((await listen(guest, [`connection:${ana.connectionId}`])).error?.code).toBe('CONNECTION_UNKNOWN');
    // What concerns oneself comes too, but of the named sessions only.
    const here = { ...ANA, sessions: [sessionId] };
    const make = { title: 'Another', courseId: 'algebra', attendeeIds: [ANA.id] };
    const stream = await listen(here, ['me', `connection:${ana.connectionId}`], ana.cursor);
    await server.request('POST', '/v1/sessions', {
      as: HOST,
      body: { ...make, startsAt: at(86_400).toISOString() },
    });
    await post(`/v1/sessions/${sessionId}/chat`, HOST, { id: messageId('end'), text: 'End' });
    await stream.next('chat-posted');
    expect(typesOf(stream.heard)).not.toContain('session-changed');
  });

  it('shows the class no more to whoever is out of its course meanwhile', async () => {
    const { enter, listen, server } = await start();
    await enter(HOST);
    const ana = await enter(ANA);
    const out = { ...ANA, courses: [] };
    const read = await server.request('GET', `/v1/connections/${ana.connectionId}`, { as: out });
    expect(read.body.error.code).toBe('NOT_FOUND');
    expect((await listen(out, [`connection:${ana.connectionId}`])).error?.code).toBe('NOT_FOUND');
  });

  it('says nothing of the class to who waits, and everything once they are in', async () => {
    const { enter, chat, listen } = await start();
    const ana = await enter(ANA);
    const stream = await listen(ANA, [`connection:${ana.connectionId}`], ana.cursor);
    const ben = await enter(BEN);
    const host = await enter(HOST);
    await stream.next('session-changed', ({ state }) => state === 'live');
    const before = stream.heard.slice(0, typesOf(stream.heard).indexOf('session-changed'));
    expect(JSON.stringify(before)).not.toContain(ben.connectionId);
    await stream.next('connection-changed', ({ connection }) => isIn(connection, ana.connectionId));
    // The state so far follows, so nobody is missing who came in before.
    const roster = new Set<string>();
    while (!(roster.has(host.connectionId) && roster.has(ben.connectionId)))
      roster.add((await stream.next('connection-changed')).data.connection.connectionId);
    await chat(HOST, 'Welcome');
    await stream.next('chat-posted');
    expect(linesOf(stream.heard)).toEqual(['Welcome']);
  });

  it('gives who is let in late what was said before, once', async () => {
    const limits = { maxParticipants: 6 };
    const { enter, chat, listen, post, beat, server, sessionId } = await start({
      providers: { test: createTestProvider({ capabilities: limits }) },
    });
    const ana = await enter(ANA);
    const ben = await enter(BEN);
    const late = await listen(BEN, [`connection:${ben.connectionId}`], ben.cursor);
    // The room turns out smaller: there is a seat for one of the two.
    limits.maxParticipants = 2;
    await enter(HOST);
    await server.request('PUT', `/v1/sessions/${sessionId}/hands/me`, { as: ANA, body: { raised: true } });
    await chat(HOST, 'First');
    await chat(ANA, 'Second');
    expect((await beat(BEN, ben.connectionId)).body.state).toBe('waiting');
    expect((await chat(BEN, 'Hello?')).body.error.code).toBe('NOT_ADMITTED');
    await server.settle();
    expect(linesOf(late.heard)).toEqual([]);

    await post(`/v1/connections/${ana.connectionId}/leave`, ANA);
    await late.next('connection-changed', ({ connection }) => isIn(connection, ben.connectionId));
    await late.next('connection-changed', ({ connection }) => connection.isHost);
    expect((await late.next('chat-posted')).data.message.text).toBe('First');
    expect((await late.next('chat-posted')).data.message.text).toBe('Second');
    await late.next('hands-changed');
    await chat(HOST, 'Third');
    await late.next('chat-posted', ({ message }) => message.text === 'Third');
    expect(linesOf(late.heard)).toEqual(['First', 'Second', 'Third']);
  });

  it('tells of a change once, though two topics carry it', async () => {
    const { enter, listen, post, sessionId } = await start();
    const host = await enter(HOST);
    const stream = await listen(HOST, ['me', `connection:${host.connectionId}`], host.cursor);
    await post(`/v1/sessions/${sessionId}/end`, HOST);
    await stream.next('connection-changed', ({ connection }) => connection.state === 'left');
    const versions = stream.heard.flatMap((event) =>
      event.type === 'session-changed' ? [event.data.version] : [],
    );
    expect(versions).toContain(3);
    expect(new Set(versions).size).toBe(versions.length);
  });

  it('ends a stream with its only connection, and goes on for what else it hears', async () => {
    const { enter, listen, post, sessionId } = await start();
    await enter(HOST);
    const ana = await enter(ANA);
    const only = await listen(ANA, [`connection:${ana.connectionId}`], ana.cursor);
    const both = await listen(ANA, [`connection:${ana.connectionId}`, 'me'], ana.cursor);
    await post(`/v1/sessions/${sessionId}/removals`, HOST, { personId: 'ana' });
    for (const stream of [only, both]) {
      await stream.next('person-removed', ({ personId }) => personId === 'ana');
      const left = await stream.next('connection-changed');
      expect(left.data.connection).toMatchObject({ state: 'left', why: 'removed' });
    }
    await only.over;
    // Nothing of the class any more.
    await enter(BEN);
    const own = await post('/v1/sessions', { ...HOST, id: 'other' }, { title: 'Next', attendeeIds: ['ana'] });
    await both.next('session-changed', (data) => data.sessionId === own.body.id);
    expect(JSON.stringify(both.heard)).not.toContain('"ben"');
    const again = await listen(ANA, [`connection:${ana.connectionId}`], ana.cursor);
    expect(again).toMatchObject({ status: 403, error: { code: 'CONNECTION_REMOVED' } });
  });

  it('opens no stream for the connection of another, of nobody, or one that has left', async () => {
    const { enter, listen, post } = await start();
    const host = await enter(HOST);
    const topic = `connection:${host.connectionId}`;
    expect((await listen(ANA, [topic])).error).toMatchObject({ code: 'CONNECTION_UNKNOWN' });
    expect((await listen(ANA, [`connection:con-${'a'.repeat(22)}`])).status).toBe(409);
    await post(`/v1/connections/${host.connectionId}/leave`, HOST);
    expect((await listen(HOST, [topic])).error).toMatchObject({ code: 'CONNECTION_UNKNOWN' });
    expect((await listen(HOST, ['session:x'])).error).toMatchObject({ code: 'INVALID_INPUT' });
    expect((await listen(HOST, ['me'], 'x-1, x-2')).error).toMatchObject({ code: 'INVALID_CURSOR' });
  });

  it('resets a page that comes with a cursor of another database', async () => {
    const { enter, listen, chat } = await start();
    const host = await enter(HOST);
    const topics = [`connection:${host.connectionId}`];
    const lost = await listen(HOST, topics, 'abc123-1');
    const { data } = await lost.next('reset');
    await lost.over;
    const again = await listen(HOST, topics, data.cursor);
    await chat(HOST, 'Here');
    await again.next('chat-posted');
    expect(linesOf(again.heard)).toEqual(['Here']);
  });

  it('opens six streams a person, and the next when one is closed', async () => {
    const { listen } = await start();
    const streams = await Promise.all(Array.from({ length: 7 }, () => listen(ANA, ['me'])));
    const refused = streams.filter(({ status }) => status !== 200);
    expect(refused.map(({ error }) => error?.code)).toEqual(['RATE_LIMITED']);
    const [first] = streams.filter(({ status }) => status === 200);
    first?.close();
    await first?.over;
    expect((await listen(ANA, ['me'])).status).toBe(200);
    expect((await listen(BEN, ['me'])).status).toBe(200);
  });

  it('asks for a new token when the old one is over, and closes', async () => {
    const { listen, server } = await start();
    const stream = await listen(ANA, ['me']);
    server.clock.set(at(599));
    expect(stream.heard).toEqual([]);
    server.clock.set(at(600));
    await stream.next('reauth');
    await stream.over;
  });

  it('tells who comes without a cursor where they begin, so that coming back misses nothing and resets nothing', async () => {
    const { server, sessionId } = await start();
    await server.settle();
    const types: string[] = [];
    const states: string[] = [];
    const stream = server.clientFor(HOST).events.open({
      topics: ['me'],
      onEvent: ({ type }) => types.push(type),
      onState: (state) => states.push(state),
    });
    await expect.poll(() => stream.cursor).toBeDefined();
    // Its token is over before anything has happened: it comes back with a new one.
    await server.setTime(at(600));
    await expect.poll(() => states.filter((state) => state === 'open')).toEqual(['open', 'open']);
    await server.clientFor(HOST).sessions.cancel(sessionId);
    await expect.poll(() => types).toEqual(['session-changed']);
    stream.close();
  });
});
