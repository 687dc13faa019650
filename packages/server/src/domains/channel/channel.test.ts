import type { ChannelEvent, JoinedSession, Session } from '@lectern/core/contract';
import type { EventStream, LecternClient } from '@lectern/core/client';
import { newId } from '@lectern/core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeOnEachEngine } from '../../testing/each-engine.js';
import { createTestLectern, type TestLectern, type TestPerson } from '../../testing/index.js';
import type { TestDatabase } from '../../testing/test-database.js';

const ana: TestPerson = { id: 'ana', role: 'teacher', courses: ['maths'] };
const ben: TestPerson = { id: 'ben', courses: ['maths'] };
const eve: TestPerson = { id: 'eve', courses: ['maths'] };
const mallory: TestPerson = { id: 'mallory', courses: ['art'] };
const message = (text: string) => ({ id: newId('msg'), text });

interface Heard {
  readonly events: ChannelEvent[];
  readonly stream: EventStream;
  /** Resolves with the first event that fits, past or to come. */
  next<Type extends ChannelEvent['type']>(
    type: Type,
    fits?: (data: Extract<ChannelEvent, { type: Type }>['data']) => boolean,
  ): Promise<Extract<ChannelEvent, { type: Type }>>;
}

describeOnEachEngine('channel', (engine) => {
  let database: TestDatabase;
  let server: TestLectern;
  let session: Session;
  const streams: EventStream[] = [];

  beforeEach(async () => {
    database = await engine.createDatabase();
    server = await createTestLectern({ on: database });
    session = await server.clientFor(ana).sessions.create({
      kind: 'lesson',
      title: 'Fractions',
      courseId: 'maths',
      attendeeIds: ['ben', 'eve'],
    });
  });
  afterEach(async () => {
    for (const stream of streams.splice(0)) stream.close();
    await server.stop();
    await database.drop();
  });

  const join = (client: LecternClient, deviceId = 'laptop'): Promise<JoinedSession> =>
    client.sessions.join(session.id, { deviceId });

  /** Opens the stream of a connection, and keeps what it hears. */
  function listen(client: LecternClient, joined: JoinedSession, cursor = joined.cursor): Heard {
    const events: ChannelEvent[] = [];
    const waiting = new Set<() => void>();
    const stream = client.events.open({
      topics: [`connection:${joined.connectionId}`],
      cursor,
      onEvent: (event) => {
        events.push(event);
        for (const check of waiting) check();
      },
    });
    streams.push(stream);
    return {
      events,
      stream,
      next: (type, fits = () => true) =>
        new Promise((resolve) => {
          const check = (): void => {
            const found = events.find((event) => event.type === type && fits(event.data as never));
            if (!found) return;
            waiting.delete(check);
            resolve(found as never);
          };
          waiting.add(check);
          check();
        }),
    };
  }

  it('tells a line to everybody once, however often it was posted', async () => {
    const [teacher, student] = [server.clientFor(ana), server.clientFor(ben)];
    const here = await join(teacher);
    const heard = listen(teacher, here);
    await join(student);
    const line = message('Hello');
    const [first, second] = await Promise.all([
      student.channel.postChat(session.id, line),
      student.channel.postChat(session.id, line),
    ]);
    expect(second).toEqual(first);
    const last = message('Bye');
    await student.channel.postChat(session.id, last);
    await heard.next('chat-posted', (data) => data.message.id === last.id);
    const ids = heard.events.flatMap((event) =>
      event.type === 'chat-posted' ? [event.data.message.id] : [],
    );
    expect(ids).toEqual([line.id, last.id]);
  });

  it('refuses an id that belongs to another line, and lines out of bounds', async () => {
    const [teacher, student] = [server.clientFor(ana), server.clientFor(ben)];
    await join(teacher);
    await join(student);
    const line = message('Mine');
    await student.channel.postChat(session.id, line);
    for (const [client, input, code] of [
      [teacher, line, 'IDEMPOTENCY_KEY_REUSED'],
      [student, { ...line, text: 'Other' }, 'IDEMPOTENCY_KEY_REUSED'],
      [student, message(' '), 'INVALID_INPUT'],
      [student, message('x'.repeat(2_001)), 'INVALID_INPUT'],
      [student, { id: 'msg-1', text: 'x' }, 'INVALID_INPUT'],
      [student, message('x'.repeat(10_000_000)), 'BODY_TOO_LARGE'],
    ] as const)
      await expect(client.channel.postChat(session.id, input)).rejects.toMatchObject({ code });
    expect((await join(teacher)).snapshot.chat.map(({ text }) => text)).toEqual(['Mine']);
  });

  it('lets only those in the class post, and hides it from strangers', async () => {
    await join(server.clientFor(ana));
    for (const [person, code] of [
      [ben, 'CONNECTION_UNKNOWN'],
      [{ id: 'zoe', courses: ['maths'] }, 'FORBIDDEN'],
      [mallory, 'NOT_FOUND'],
    ] as const)
      await expect(
        server.clientFor(person).channel.postChat(session.id, message('x')),
        person.id,
      ).rejects.toMatchObject({ code });
  });

  it('loses nothing between the snapshot and the stream', async () => {
    const [teacher, student] = [server.clientFor(ana), server.clientFor(ben)];
    await join(student);
    await join(teacher);
    const here = await join(teacher);
    const between = message('in between');
    await student.channel.postChat(session.id, between);
    await server.settle();
    const heard = listen(teacher, here);
    await heard.next('chat-posted', (data) => data.message.id === between.id);
  });

  it('tells who waits nothing of the class, and everything once let in', async () => {
    const student = server.clientFor(ben);
    const waiting = await join(student);
    expect(waiting.state).toBe('waiting');
    expect(waiting.snapshot.chat).toEqual([]);
    const heard = listen(student, waiting);
    await expect(student.channel.postChat(session.id, message('x'))).rejects.toMatchObject({
      code: 'SESSION_STATE',
    });
    const teacher = server.clientFor(ana);
    await join(teacher);
    await teacher.channel.postChat(session.id, message('Welcome'));
    await heard.next('connection-changed', ({ connection }) => connection.personId === 'ana');
    await heard.next('chat-posted', (data) => data.message.text === 'Welcome');
    const states = heard.events.flatMap((event) =>
      event.type === 'connection-changed' && event.data.connection.personId === 'ben'
        ? [event.data.connection.state]
        : [],
    );
    expect(states.at(-1)).toBe('admitted');
  });

  it('keeps hands in order, lets staff lower them, and takes them down with who leaves', async () => {
    const [teacher, student, other] = [server.clientFor(ana), server.clientFor(ben), server.clientFor(eve)];
    const here = await join(teacher);
    const heard = listen(teacher, here);
    const benIn = await join(student);
    await join(other);
    await student.channel.setHand(session.id, 'me', true);
    await server.setTime(new Date(server.clock.now().getTime() + 1_000));
    await other.channel.setHand(session.id, 'me', true);
    await student.channel.setHand(session.id, 'me', true);
    const both = await heard.next('hands-changed', ({ hands }) => hands.length === 2);
    expect(both.data.hands.map(({ personId }) => personId)).toEqual(['ben', 'eve']);
    await expect(student.channel.setHand(session.id, 'eve', false)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await expect(teacher.channel.setHand(session.id, 'ben', true)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await teacher.channel.setHand(session.id, 'eve', false);
    await student.connections.leave(benIn.connectionId);
    await heard.next('hands-changed', ({ hands }) => hands.length === 0);
  });

  it('puts a removed person out for good, and tells them why', async () => {
    const [teacher, student] = [server.clientFor(ana), server.clientFor(ben)];
    await join(teacher);
    const benIn = await join(student);
    const heard = listen(student, benIn);
    await expect(student.channel.removePerson(session.id, 'ana')).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await teacher.channel.removePerson(session.id, 'ben');
    await heard.next('person-removed');
    await heard.next('connection-changed', ({ connection }) => connection.why === 'removed');
    await expect(join(student)).rejects.toMatchObject({ code: 'CONNECTION_REMOVED' });
    await expect(student.channel.postChat(session.id, message('x'))).rejects.toMatchObject({
      code: 'CONNECTION_REMOVED',
    });
  });

  it('hands signals to the one they are for, says who sent them, and lets nobody pose as another', async () => {
    const [teacher, student, other] = [server.clientFor(ana), server.clientFor(ben), server.clientFor(eve)];
    const [a, b, c] = [await join(teacher), await join(student), await join(other)];
    const [atTeacher, atOther] = [listen(teacher, a), listen(other, c)];
    const signal = { kind: 'sync', generation: 1, have: 7 } as const;
    await server.settle();
    await expect.poll(() => [atTeacher.stream.state, atOther.stream.state]).toEqual(['open', 'open']);
    const forged = { ...signal, to: a.connectionId, from: c.connectionId };
    const sent = await student.connections.sendSignals(b.connectionId, {
      messages: [forged, { ...signal, to: 'con-0000000000000000000000' }],
    });
    expect(sent.gone).toEqual(['con-0000000000000000000000']);
    const received = await atTeacher.next('signal');
    expect(received).toMatchObject({ data: { from: b.connectionId, have: 7 } });
    expect(received.id).toBeUndefined();
    await expect(
      student.connections.sendSignals(a.connectionId, { messages: [{ ...signal, to: c.connectionId }] }),
    ).rejects.toMatchObject({ code: 'CONNECTION_UNKNOWN' });
    expect(atOther.events.filter(({ type }) => type === 'signal')).toEqual([]);
  });

  it('refuses streams of others, broken topics, two cursors, and a seventh stream', async () => {
    const teacher = server.clientFor(ana);
    const here = await join(teacher);
    const get = (query: string, as: TestPerson, headers = {}) =>
      server.request('GET', `/v1/events?topics=${query}`, { as, headers });
    const mine = `connection:${here.connectionId}`;
    expect((await get(mine, ben)).body.error.code).toBe('CONNECTION_UNKNOWN');
    expect((await get('session:x', ana)).body.error.code).toBe('INVALID_INPUT');
    const twice = await get(mine, ana, { 'last-event-id': `${here.cursor}, ${here.cursor}` });
    expect([twice.status, twice.body.error.code]).toEqual([400, 'INVALID_CURSOR']);
    const abort = new AbortController();
    const token = await server.tokenFor(ana);
    const open = () =>
      server.lectern.fetch(
        new Request('https://lectern.test/v1/events?topics=me', {
          headers: { authorization: `Bearer ${token}` },
          signal: abort.signal,
        }),
      );
    const responses = [];
    for (let count = 0; count < 6; count += 1) responses.push(await open());
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect((await open()).status).toBe(429);
    await responses[0]!.body!.cancel();
    expect((await open()).status).toBe(200);
    abort.abort();
  });

  it('ends a stream with its token, and goes on where it stood', async () => {
    const teacher = server.clientFor(ana);
    const types: string[] = [];
    const stream = teacher.events.open({ topics: ['me'], onEvent: ({ type }) => types.push(type) });
    streams.push(stream);
    await expect.poll(() => stream.state).toBe('open');
    await server.setTime(new Date(server.clock.now().getTime() + 11 * 60_000));
    await expect.poll(() => types).toEqual(['reauth']);
    await teacher.sessions.start(session.id);
    await expect.poll(() => types).toEqual(['reauth', 'session-changed']);
  });

  // A folder of PGlite is opened by one process; that it survives a kill is tried with real processes, end to end.
  if (engine.name === 'postgres')
    it('hands out in another process what got its answer before a crash', async () => {
      const [teacher, student] = [server.clientFor(ana), server.clientFor(ben)];
      await join(student);
      const here = await join(teacher);
      const line = message('before the crash');
      await student.channel.postChat(session.id, line);
      const second = await createTestLectern({ on: database });
      try {
        const heard = listen(second.clientFor(ana), here);
        await heard.next('chat-posted', (data) => data.message.id === line.id);
        heard.stream.close();
      } finally {
        await second.stop();
      }
    });
});
