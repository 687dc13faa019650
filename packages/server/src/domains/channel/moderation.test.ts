import { LecternError } from '@lectern/core';
import { expect, it } from 'vitest';
import type { TestPerson } from '../../testing/create-test-lectern.js';
import { describeOnEachEngine } from '../../testing/each-engine.js';
import { createTestProvider } from '../../testing/test-provider.js';
import { ANA, BEN, HOST, messageId, student, type TestClass } from '../presence/class.fixture.js';
import { linesOf, startsClasses, typesOf } from './heard.fixture.js';

const TEACHER: TestPerson = { id: 'teacher', role: 'teacher', name: 'Mr Ode', courses: ['algebra'] };
const MODERATOR: TestPerson = { id: 'mod', role: 'moderator', name: 'Mo', courses: ['algebra'] };

const asks = ({ server, sessionId }: TestClass) => ({
  lock: (as: TestPerson, locked: boolean) =>
    server.request('PUT', `/v1/sessions/${sessionId}/chat/lock`, { as, body: { locked } }),
  ask: (as: TestPerson, body: unknown) =>
    server.request('POST', `/v1/sessions/${sessionId}/media-requests`, { as, body }),
  lowerAll: (as: TestPerson) => server.request('DELETE', `/v1/sessions/${sessionId}/hands`, { as }),
  raise: (as: TestPerson) =>
    server.request('PUT', `/v1/sessions/${sessionId}/hands/me`, { as, body: { raised: true } }),
  remove: (as: TestPerson, personId: string) =>
    server.request('POST', `/v1/sessions/${sessionId}/removals`, { as, body: { personId } }),
});

describeOnEachEngine('moderation', (engine) => {
  const start = startsClasses(engine);

  it('takes it from those who lead the class alone', async () => {
    const made = await start();
    const { lock, ask, lowerAll } = asks(made);
    await made.enter(HOST);
    await made.enter(ANA);
    await made.enter(BEN);
    for (const as of [ANA, BEN])
      expect([
        (await lock(as, true)).status,
        (await ask(as, { ask: 'mute', personId: 'ben' })).status,
        (await ask(as, { ask: 'mute' })).status,
        (await lowerAll(as)).status,
      ]).toEqual([403, 403, 403, 403]);
    const stranger = { id: 'stranger', role: 'teacher' } as const;
    expect([(await lock(stranger, true)).status, (await ask(stranger, { ask: 'mute' })).status]).toEqual([
      404, 404,
    ]);
    expect((await lock(MODERATOR, true)).status).toBe(204);
  });

  it('lets nobody lead on who was put out', async () => {
    const made = await start();
    const { lock, ask, lowerAll, raise, remove } = asks(made);
    await made.enter(HOST);
    await made.enter(ANA);
    await made.enter(MODERATOR);
    await raise(ANA);
    expect((await remove(HOST, 'mod')).status).toBe(204);
    const answers = [
      await lock(MODERATOR, true),
      await ask(MODERATOR, { ask: 'mute', personId: 'ana' }),
      await lowerAll(MODERATOR),
      await remove(MODERATOR, 'ana'),
      await made.server.request('PUT', `/v1/sessions/${made.sessionId}/hands/ana`, {
        as: MODERATOR,
        body: { raised: false },
      }),
    ];
    expect(answers.map(({ body }) => body.error.code as string)).toEqual(
      Array.from({ length: 5 }, () => 'CONNECTION_REMOVED'),
    );
    expect((await made.enter(BEN)).snapshot).toMatchObject({
      chatLocked: false,
      hands: [{ personId: 'ana' }],
    });
  });

  it('asks one person, as who really asks, and nobody else', async () => {
    const made = await start();
    const { ask } = asks(made);
    await made.enter(HOST);
    const ana = await made.enter(ANA);
    const ben = await made.enter(BEN);
    const forAna = await made.listen(ANA, [`connection:${ana.connectionId}`], ana.cursor);
    const forBen = await made.listen(BEN, [`connection:${ben.connectionId}`], ben.cursor);
    const forged = { ask: 'unmute', personId: 'ana', by: { id: 'ben', name: 'Ben' }, everybody: true };
    expect((await ask(HOST, forged)).status).toBe(204);
    expect(await forAna.next('media-asked')).toEqual({
      type: 'media-asked',
      data: {
        sessionId: made.sessionId,
        ask: 'unmute',
        everybody: false,
        by: { id: 'host', name: 'Ms Lee' },
      },
    });
    await made.chat(HOST, 'Mark');
    await forBen.next('chat-posted');
    expect(typesOf(forBen.heard)).not.toContain('media-asked');
    expect((await ask(HOST, { ask: 'unmute' })).body.error.code).toBe('INVALID_INPUT');
  });

  it('mutes everybody but the host and who does it, and never again for who comes back', async () => {
    const made = await start();
    const { ask } = asks(made);
    const people = [HOST, TEACHER, ANA, BEN];
    const streams = await Promise.all(
      people.map(async (as) => {
        const { connectionId, cursor } = await made.enter(as);
        const stream = await made.listen(as, [`connection:${connectionId}`], cursor);
        return { as, connectionId, cursor, stream };
      }),
    );
    expect((await ask(TEACHER, { ask: 'mute' })).status).toBe(204);
    await made.chat(HOST, 'Mark');
    const heard = await Promise.all(
      streams.map(async ({ as, stream }) => {
        await stream.next('chat-posted');
        return [as.id, typesOf(stream.heard).filter((type) => type === 'media-asked').length];
      }),
    );
    expect(heard).toEqual([
      ['host', 0],
      ['teacher', 0],
      ['ana', 1],
      ['ben', 1],
    ]);
    // The whole time again, from where Ana came in.
    const ana = streams[2]!;
    const again = await made.listen(ANA, [`connection:${ana.connectionId}`], ana.cursor);
    await again.next('chat-posted');
    expect(typesOf(again.heard)).not.toContain('media-asked');
  });

  it('says when nobody of this name is in any more', async () => {
    const made = await start();
    const { ask } = asks(made);
    await made.enter(HOST);
    const ana = await made.enter(ANA);
    await made.post(`/v1/connections/${ana.connectionId}/leave`, ANA);
    for (const personId of ['ana', 'nobody'])
      expect((await ask(HOST, { ask: 'mute', personId })).body.error.code).toBe('NOT_FOUND');
    expect((await ask(HOST, { ask: 'mute' })).status).toBe(204);
    await made.post(`/v1/sessions/${made.sessionId}/end`, HOST);
    expect((await ask(HOST, { ask: 'mute' })).body.error.code).toBe('SESSION_ENDED');
  });

  it('mutes in the media room as well where that can be done, and survives that it cannot', async () => {
    const muted: string[] = [];
    const provider = createTestProvider({
      capabilities: { muteParticipant: true },
      muteParticipant({ participantId }) {
        muted.push(participantId);
        if (participantId === 'ana') throw new LecternError('PROVIDER_UNREACHABLE', 'No answer.');
        return Promise.resolve();
      },
    });
    const made = await start({ providers: { test: provider } });
    const { ask } = asks(made);
    await made.enter(HOST);
    await made.enter(ANA);
    await made.enter(BEN);
    expect((await ask(HOST, { ask: 'mute' })).status).toBe(204);
    expect((await ask(HOST, { ask: 'unmute', personId: 'ben' })).status).toBe(204);
    expect(new Set(muted)).toEqual(new Set(['ana', 'ben']));
  });

  it('lowers all hands, once', async () => {
    const made = await start();
    const { lowerAll, raise } = asks(made);
    const host = await made.enter(HOST);
    await made.enter(ANA);
    await made.enter(BEN);
    const stream = await made.listen(HOST, [`connection:${host.connectionId}`], host.cursor);
    await raise(ANA);
    await raise(BEN);
    await stream.next('hands-changed', ({ hands }) => hands.length === 2);
    const both = await Promise.all([lowerAll(HOST), lowerAll(TEACHER)]);
    expect(both.map(({ status }) => status)).toEqual([204, 204]);
    expect((await stream.next('hands-changed')).data.hands).toEqual([]);
    await made.chat(HOST, 'Mark');
    await stream.next('chat-posted');
    expect(typesOf(stream.heard).filter((type) => type === 'hands-changed')).toHaveLength(3);
  });

  it('locks the chat for all but those who lead, whoever comes later too', async () => {
    const made = await start();
    const { lock } = asks(made);
    await made.enter(HOST);
    const ana = await made.enter(ANA);
    await made.enter(TEACHER);
    const stream = await made.listen(ANA, [`connection:${ana.connectionId}`], ana.cursor);
    await made.chat(ANA, 'Before', messageId('before'));
    expect((await lock(HOST, true)).status).toBe(204);
    const told = await stream.next('chat-locked');
    expect(told.data).toEqual({
      sessionId: made.sessionId,
      locked: true,
      by: { id: 'host', name: 'Ms Lee' },
    });
    expect(await made.chat(ANA, 'Hello?')).toMatchObject({
      status: 409,
      body: { error: { code: 'CHAT_LOCKED' } },
    });
    // Its answer was lost: it is there all the same.
    expect((await made.chat(ANA, 'Before', messageId('before'))).status).toBe(201);
    for (const as of [HOST, TEACHER]) expect((await made.chat(as, `From ${as.id}`)).status).toBe(201);
    expect((await made.enter(BEN)).snapshot.chatLocked).toBe(true);
    expect((await made.chat(BEN, 'Hello?')).body.error.code).toBe('CHAT_LOCKED');
    expect((await lock(TEACHER, false)).status).toBe(204);
    expect((await made.chat(ANA, 'After')).status).toBe(201);
    await stream.next('chat-posted', ({ message }) => message.text === 'After');
    expect(linesOf(stream.heard)).toEqual(['Before', 'From host', 'From teacher', 'After']);
  });

  it('tells of one lock when two lead at once', async () => {
    const made = await start();
    const { lock } = asks(made);
    const host = await made.enter(HOST);
    const stream = await made.listen(HOST, [`connection:${host.connectionId}`], host.cursor);
    const answers = await Promise.all([HOST, TEACHER, MODERATOR, HOST].map((as) => lock(as, true)));
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204]);
    await lock(HOST, false);
    await stream.next('chat-locked', ({ locked }) => !locked);
    const said = stream.heard.flatMap((event) => (event.type === 'chat-locked' ? [event.data.locked] : []));
    expect(said).toEqual([true, false]);
  });

  it('lets no line through after the lock, however many are on their way', async () => {
    const made = await start();
    const { lock } = asks(made);
    const host = await made.enter(HOST);
    const people = Array.from({ length: 6 }, (_, index) => student(index));
    for (const one of people) await made.enter(one);
    const stream = await made.listen(HOST, [`connection:${host.connectionId}`], host.cursor);
    const posts = people.flatMap((as) => ['a', 'b', 'c'].map((text) => made.chat(as, `${as.id} ${text}`)));
    const [locked, ...answers] = await Promise.all([lock(HOST, true), ...posts]);
    expect(locked.status).toBe(204);
    for (const { status, body } of answers)
      expect(status === 201 || body.error.code === 'CHAT_LOCKED').toBe(true);
    await made.chat(HOST, 'Mark');
    await stream.next('chat-posted', ({ message }) => message.text === 'Mark');
    const order = stream.heard.filter(({ type }) => type === 'chat-locked' || type === 'chat-posted');
    const after = order.slice(order.findIndex(({ type }) => type === 'chat-locked') + 1);
    expect(linesOf(after)).toEqual(['Mark']);
    expect(linesOf(order)).toHaveLength(answers.filter(({ status }) => status === 201).length + 1);
  });

  it('tells who is let in that the chat is locked', async () => {
    const limits = { maxParticipants: 2 };
    const made = await start({ providers: { test: createTestProvider({ capabilities: limits }) } });
    const { lock } = asks(made);
    const ana = await made.enter(ANA);
    limits.maxParticipants = 3;
    const ben = await made.enter(BEN);
    const late = await made.listen(BEN, [`connection:${ben.connectionId}`], ben.cursor);
    limits.maxParticipants = 2;
    await made.enter(HOST);
    await lock(HOST, true);
    await made.post(`/v1/connections/${ana.connectionId}/leave`, ANA);
    expect((await late.next('chat-locked')).data.locked).toBe(true);
    expect(typesOf(late.heard).filter((type) => type === 'chat-locked')).toHaveLength(1);
  });
});
