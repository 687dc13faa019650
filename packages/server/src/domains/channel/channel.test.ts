import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { RosterEntry } from '@lectern/core/contract';
import { afterEach, expect, it } from 'vitest';
import { createDomains } from '../../create-lectern.js';
import { describeOnEachEngine } from '../../testing/each-engine.js';
import { createTestProvider } from '../../testing/test-provider.js';
import {
  ANA,
  at,
  BEN,
  createTestClass,
  HOST,
  lastingDatabase,
  messageId,
  reopenClass,
  student,
  type HeardEvent,
  type TestClass,
} from '../presence/class.fixture.js';

const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url));
const KILLED_SERVER = fileURLToPath(new URL('./killed-server.fixture.ts', import.meta.url));

const typesOf = (heard: readonly HeardEvent[]): readonly string[] => heard.map(({ type }) => type);
const linesOf = (heard: readonly HeardEvent[]): readonly string[] =>
  heard.flatMap((event) => (event.type === 'chat-posted' ? [event.data.message.text] : []));

const isIn = ({ connectionId, state }: RosterEntry, id: string): boolean =>
  connectionId === id && state === 'admitted';

describeOnEachEngine('channel', (engine) => {
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

  it('makes one line of a post that comes twice, one after the other or at once', async () => {
    const { enter, chat, listen } = await start();
    await enter(HOST);
    const ana = await enter(ANA);
    const stream = await listen(ANA, [`connection:${ana.connectionId}`], ana.cursor);
    const first = await chat(HOST, 'Hello', messageId('one'));
    expect(first.status).toBe(201);
    expect(first.body).toEqual({
      id: messageId('one'),
      personId: 'host',
      name: 'Ms Lee',
      isHost: true,
      text: 'Hello',
      postedAt: at(0).toISOString(),
    });
    expect((await chat(HOST, 'Something else', messageId('one'))).body).toEqual(first.body);
    const answers = await Promise.all(Array.from({ length: 5 }, () => chat(ANA, 'Hi', messageId('two'))));
    expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
    await chat(HOST, 'End');
    await stream.next('chat-posted', ({ message }) => message.text === 'End');
    expect(linesOf(stream.heard)).toEqual(['Hello', 'Hi', 'End']);
  });

  it('opens no connection to a token that is for other sessions', async () => {
    const { enter, listen, server, post, sessionId } = await start();
    await enter(HOST);
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

  it('gives nobody the line of another for an id that is taken', async () => {
    const { enter, chat } = await start();
    await enter(HOST);
    await enter(ANA);
    await chat(HOST, 'Hello', messageId('one'));
    const taken = await chat(ANA, 'Mine', messageId('one'));
    expect(taken).toMatchObject({ status: 422, body: { error: { code: 'INVALID_INPUT' } } });
  });

  it('answers a line that is stored even when the session is over by then', async () => {
    const { enter, chat, post, sessionId } = await start();
    await enter(HOST);
    await chat(HOST, 'Bye', messageId('bye'));
    await post(`/v1/sessions/${sessionId}/end`, HOST);
    expect((await chat(HOST, 'Bye', messageId('bye'))).status).toBe(201);
    expect((await chat(HOST, 'More')).body.error.code).toBe('SESSION_ENDED');
  });

  it('takes lines only of those who are in', async () => {
    const { enter, chat, join } = await start({ kind: 'lesson', attendeeIds: ['ana', 'ben'] });
    expect((await chat(ANA, 'Hi')).body.error.code).toBe('SESSION_STATE');
    await enter(HOST);
    expect((await chat(ANA, 'Hi')).body.error.code).toBe('CONNECTION_UNKNOWN');
    expect((await chat(student(1), 'Hi')).status).toBe(403);
    expect((await chat({ id: 'stranger' }, 'Hi')).status).toBe(404);
    await join(ANA);
    expect((await chat(ANA, 'Hi')).status).toBe(201);
    expect((await chat(ANA, 'x'.repeat(2_001))).body.error.code).toBe('INVALID_INPUT');
    expect((await chat(ANA, 'x'.repeat(10_000_000))).status).toBe(413);
  });

  it('sends what is posted between joining and listening exactly once', async () => {
    const { enter, chat, listen } = await start();
    await enter(HOST);
    await chat(HOST, 'Before');
    const ana = await enter(ANA);
    await chat(HOST, 'Between');
    const stream = await listen(ANA, [`connection:${ana.connectionId}`, 'me'], ana.cursor);
    await chat(HOST, 'After');
    await stream.next('chat-posted', ({ message }) => message.text === 'After');
    const heard = linesOf(stream.heard);
    expect(ana.snapshot.chat.map(({ text }) => text)).toEqual(['Before']);
    expect(heard.filter((text) => text !== 'Before')).toEqual(['Between', 'After']);
  });

  it('joins while others post: the snapshot and the stream together miss nothing', async () => {
    const { enter, chat, listen } = await start();
    await enter(HOST);
    const texts = Array.from({ length: 20 }, (_, index) => `line ${String(index)}`);
    const [ana] = await Promise.all([enter(ANA), ...texts.map((text) => chat(HOST, text))]);
    const stream = await listen(ANA, [`connection:${ana.connectionId}`], ana.cursor);
    await chat(HOST, 'End');
    await stream.next('chat-posted', ({ message }) => message.text === 'End');
    const got = new Set([...ana.snapshot.chat.map(({ text }) => text), ...linesOf(stream.heard)]);
    expect([...got].sort()).toEqual([...texts, 'End'].sort());
    const streamed = linesOf(stream.heard);
    expect(new Set(streamed).size).toBe(streamed.length);
  });

  it('reads the cursor before the snapshot: what comes in between is in one of them', async () => {
    let meanwhile = (): Promise<unknown> => Promise.resolve();
    const { enter, chat, listen, server } = await start({
      createDomains: (deps) =>
        createDomains({
          ...deps,
          feed: {
            open: (options) => deps.feed.open(options),
            async currentCursor(db) {
              await meanwhile();
              return deps.feed.currentCursor(db);
            },
          },
        }),
    });
    await enter(HOST);
    meanwhile = async () => {
      meanwhile = () => Promise.resolve();
      await chat(HOST, 'Meanwhile');
      await server.settle();
    };
    const ana = await enter(ANA);
    const stream = await listen(ANA, [`connection:${ana.connectionId}`], ana.cursor);
    await chat(HOST, 'End');
    await stream.next('chat-posted', ({ message }) => message.text === 'End');
    expect([...ana.snapshot.chat.map(({ text }) => text), ...linesOf(stream.heard)]).toContain('Meanwhile');
  });

  // A whole process and a database made from nothing: slow where the machine is busy.
  it('delivers once what was answered just before the server was killed', { timeout: 120_000 }, async () => {
    const database = await lastingDatabase(engine);
    const id = messageId('killed');
    const said = await runKilledServer([database.database, engine.name, id]);
    expect(said.status).toBe(201);
    const { listen, chat, stop } = await reopenClass(database, said.sessionId);
    try {
      const stream = await listen(ANA, [`connection:${said.connectionId}`], said.cursor);
      await chat(HOST, 'After');
      await stream.next('chat-posted', ({ message }) => message.text === 'After');
      expect(linesOf(stream.heard)).toEqual(['Still here?', 'After']);
      expect((await chat(HOST, 'Still here?', id)).status).toBe(201);
      await chat(HOST, 'End');
      await stream.next('chat-posted', ({ message }) => message.text === 'End');
      expect(linesOf(stream.heard)).toEqual(['Still here?', 'After', 'End']);
    } finally {
      await stop();
      await database.drop();
    }
  });

  it('goes on from where a page stood, without a gap or a double', async () => {
    const { enter, chat, listen } = await start();
    await enter(HOST);
    const ana = await enter(ANA);
    const topics = [`connection:${ana.connectionId}`];
    const first = await listen(ANA, topics, ana.cursor);
    await chat(HOST, 'One');
    const { id } = await first.next('chat-posted');
    first.close();
    await chat(HOST, 'Two');
    const second = await listen(ANA, topics, id);
    await chat(HOST, 'Three');
    await second.next('chat-posted', ({ message }) => message.text === 'Three');
    expect(linesOf(second.heard)).toEqual(['Two', 'Three']);
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

interface Said {
  readonly sessionId: string;
  readonly connectionId: string;
  readonly cursor: string;
  readonly status: number;
}

async function runKilledServer(args: readonly string[]): Promise<Said> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', '--conditions', '@lectern/source', KILLED_SERVER, ...args],
      { cwd: ROOT },
      (error, stdout, stderr) => {
        if (error?.signal === 'SIGKILL' && stdout !== '') resolve(JSON.parse(stdout) as Said);
        else reject(new Error(`the server to be killed failed: ${stderr}`, { cause: error }));
      },
    );
  });
}
