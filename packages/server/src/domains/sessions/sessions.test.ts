import { afterEach, expect, it } from 'vitest';
import { describeOnEachEngine } from '../../testing/each-engine.js';
import {
  createTestLectern,
  TEST_NOW,
  type TestLectern,
  type TestPerson,
} from '../../testing/create-test-lectern.js';
import type { TestDatabase } from '../../testing/test-database.js';

const HOST: TestPerson = { id: 'host', role: 'teacher', name: 'Ms Lee', courses: ['algebra'] };
const ANA: TestPerson = { id: 'ana', courses: ['algebra'] };
const ADMIN: TestPerson = { id: 'office', role: 'admin' };

const after = (minutes: number): string => new Date(TEST_NOW.getTime() + minutes * 60_000).toISOString();

describeOnEachEngine('sessions', (engine) => {
  let server: TestLectern;
  let database: TestDatabase;
  const start = async (): Promise<TestLectern> => {
    database = await engine.createDatabase();
    server = await createTestLectern({
      on: database,
      sessionUrl: ({ sessionId }) => `https://lms.test/room/${sessionId}`,
    });
    return server;
  };
  afterEach(async () => {
    await server.stop();
    await database.drop();
  });

  it('answers a new session as its host and as an attendee see it', async () => {
    const { request } = await start();
    await request('GET', '/v1/me', { as: ANA });
    const made = await request('POST', '/v1/sessions', {
      as: HOST,
      body: { kind: 'lesson', title: 'Fractions', startsAt: after(60), attendeeIds: ['ana', 'ben'] },
    });
    expect(made.status).toBe(201);
    expect(made.headers.get('etag')).toBe('"1"');
    const { id } = made.body as { id: string };
    expect(id).toMatch(/^ses-[a-z0-9]{22}$/);
    expect(made.body).toMatchObject({
      kind: 'lesson',
      state: 'scheduled',
      startsAt: after(60),
      endsAt: after(120),
      joinOpensAt: after(45),
      joinClosesAt: after(150),
      host: { id: 'host', name: 'Ms Lee' },
      // Nobody has told us who ben is.
      attendees: [
        { id: 'ana', name: 'ana' },
        { id: 'ben', name: 'ben' },
      ],
      url: `https://lms.test/room/${id}`,
      you: { relation: 'host', role: 'teacher' },
      version: 1,
    });
    expect(made.body.you.can).toMatchObject({ 'session.start': true, 'session.end': false });

    const seen = await request('GET', `/v1/sessions/${id}`, { as: ANA });
    expect(seen.body).toMatchObject({
      joinOpensAt: after(55),
      you: { relation: 'attendee', role: 'student' },
    });
    expect(seen.body.you.can).toMatchObject({ 'session.join': true, 'session.start': false });
  });

  it('shows who attends a lesson only to those in it', async () => {
    const { request } = await start();
    const made = await request('POST', '/v1/sessions', {
      as: HOST,
      body: { kind: 'lesson', title: 'Fractions', courseId: 'algebra', attendeeIds: ['ben'] },
    });
    const seen = await request('GET', `/v1/sessions/${made.body.id}`, { as: ANA });
    expect(seen.body).toMatchObject({ attendees: [], you: { relation: 'course' } });
  });

  it('refuses the host’s second session at the same time, and takes the next one', async () => {
    const { request } = await start();
    const make = (minutes: number) =>
      request('POST', '/v1/sessions', { as: HOST, body: { title: 'Class', startsAt: after(minutes) } });
    expect((await make(60)).status).toBe(201);
    const busy = await make(90);
    expect(busy.status).toBe(409);
    expect(busy.body.error.code).toBe('HOST_BUSY');
    expect((await make(120)).status).toBe(201);
  });

  it('lets one of two win who come at once', async () => {
    const { request } = await start();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        request('POST', '/v1/sessions', { as: HOST, body: { title: 'Class', startsAt: after(60) } }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(9).fill(409)]);
    const list = await request('GET', '/v1/sessions', { as: HOST });
    expect(list.body.items).toHaveLength(1);
  });

  it('makes one session of one request that comes twice', async () => {
    const { request } = await start();
    const twice = () =>
      request('POST', '/v1/sessions', {
        as: HOST,
        body: { title: 'Class' },
        headers: { 'idempotency-key': 'k-1' },
      });
    const [one, other] = [await twice(), await twice()];
    expect(other.status).toBe(201);
    expect(other.body.id).toBe(one.body.id);
  });

  it('frees the host’s time at the end and takes it again at a reopening', async () => {
    const { request, clock } = await start();
    const now = await request('POST', '/v1/sessions', { as: HOST, body: { title: 'Lesson now' } });
    const step = (name: string) => request('POST', `/v1/sessions/${now.body.id}/${name}`, { as: HOST });
    expect((await step('start')).body).toMatchObject({ state: 'live', startedAt: after(0), version: 2 });
    expect((await step('start')).body.error.code).toBe('SESSION_STATE');
    clock.advance(10 * 60_000);
    expect((await step('end')).body).toMatchObject({ state: 'ended', endedAt: after(10), version: 3 });
    expect((await step('end')).body.error.code).toBe('SESSION_ENDED');
    expect((await step('cancel')).body.error.code).toBe('SESSION_ENDED');

    const reopened = await step('reopen');
    expect(reopened.body).toMatchObject({ state: 'live', startedAt: after(0), version: 4 });
    expect(reopened.body).not.toHaveProperty('endedAt');
    await step('end');
    const other = await request('POST', '/v1/sessions', { as: HOST, body: { title: 'Another' } });
    expect(other.status).toBe(201);
    expect((await step('reopen')).body.error.code).toBe('HOST_BUSY');
    expect((await request('GET', `/v1/sessions/${now.body.id}`, { as: HOST })).body).toMatchObject({
      state: 'ended',
      version: 5,
    });
  });

  it('reopens until the grace is over', async () => {
    const { request, setTime } = await start();
    const { body } = await request('POST', '/v1/sessions', { as: HOST, body: { title: 'Class' } });
    await request('POST', `/v1/sessions/${body.id}/start`, { as: HOST });
    await request('POST', `/v1/sessions/${body.id}/end`, { as: HOST });
    await setTime(new Date(after(90)));
    const late = await request('POST', `/v1/sessions/${body.id}/reopen`, { as: HOST });
    expect(late.body.error).toMatchObject({ code: 'TOO_LATE', details: { cutoffAt: after(90) } });
  });

  it('cancels only what has not begun, and says so to those in it', async () => {
    const { request, lectern } = await start();
    const { body } = await request('POST', '/v1/sessions', {
      as: HOST,
      body: { title: 'Class', startsAt: after(60), attendeeIds: ['ana'] },
    });
    const cancel = () => request('POST', `/v1/sessions/${body.id}/cancel`, { as: HOST });
    expect((await cancel()).body.state).toBe('cancelled');
    expect((await cancel()).body.error.code).toBe('SESSION_CANCELLED');
    // The time is free again.
    const again = await lectern.api
      .as({ subject: 'host', role: 'teacher' })
      .sessions.create({ title: 'Other', startsAt: after(60) });
    expect(again.state).toBe('scheduled');
  });

  it('does not start before the host may come in', async () => {
    const { request } = await start();
    const { body } = await request('POST', '/v1/sessions', {
      as: HOST,
      body: { title: 'Class', startsAt: after(16) },
    });
    const early = await request('POST', `/v1/sessions/${body.id}/start`, { as: HOST });
    expect(early.status).toBe(409);
    expect(early.body.error).toMatchObject({ code: 'SESSION_NOT_OPEN', details: { opensAt: after(1) } });
  });

  it('ends what nobody came to', async () => {
    const { request, setTime } = await start();
    const { body } = await request('POST', '/v1/sessions', { as: HOST, body: { title: 'Class' } });
    await setTime(new Date(after(89)));
    expect((await request('GET', `/v1/sessions/${body.id}`, { as: HOST })).body.state).toBe('scheduled');
    await setTime(new Date(after(90)));
    const over = await request('GET', `/v1/sessions/${body.id}`, { as: HOST });
    expect(over.body).toMatchObject({ state: 'ended', endedAt: after(90) });
    expect(over.body).not.toHaveProperty('startedAt');
  });

  it('lists by start, page by page, what is mine', async () => {
    const { request, setTime } = await start();
    const titles: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      titles.push(`Class ${String(index)}`);
      await request('POST', '/v1/sessions', {
        as: HOST,
        body: { title: titles[index], startsAt: after(60 * (5 - index)), courseId: 'algebra' },
      });
    }
    await request('POST', '/v1/sessions', {
      as: { ...HOST, id: 'other' },
      body: {
        kind: 'lesson',
        title: 'Of others',
        startsAt: after(60),
        courseId: 'algebra',
        attendeeIds: ['ben'],
      },
    });
    const first = await request('GET', '/v1/sessions?limit=3', { as: ANA });
    expect(first.body.items.map((item: { title: string }) => item.title)).toEqual([
      'Class 4',
      'Class 3',
      'Class 2',
    ]);
    const second = await request('GET', `/v1/sessions?limit=3&cursor=${first.body.nextCursor}`, { as: ANA });
    expect(second.body.items.map((item: { title: string }) => item.title)).toEqual(['Class 1', 'Class 0']);
    expect(second.body).not.toHaveProperty('nextCursor');
    expect((await request('GET', '/v1/sessions?cursor=eA', { as: ANA })).body.error.code).toBe(
      'INVALID_CURSOR',
    );
    expect((await request('GET', '/v1/sessions?when=past', { as: ANA })).body.items).toEqual([]);
    await setTime(new Date(after(60 * 24)));
    expect((await request('GET', '/v1/sessions', { as: ANA })).body.items).toEqual([]);
    const past = await request('GET', '/v1/sessions?when=past&limit=2', { as: ANA });
    expect(past.body.items.map((item: { title: string }) => item.title)).toEqual(['Class 0', 'Class 1']);
    expect((await request('GET', '/v1/sessions?when=past', { as: ADMIN })).body.items).toHaveLength(6);
  });

  it('knows people whom the back end put, and what their token says later', async () => {
    const { request } = await start();
    const put = await request('PUT', '/v1/people/ben', {
      as: ADMIN,
      body: { name: 'Ben', role: 'student', zone: 'Asia/Kolkata' },
    });
    expect(put.body).toEqual({ id: 'ben', name: 'Ben', role: 'student', zone: 'Asia/Kolkata' });
    const body = { title: 'Class', attendeeIds: ['ben'] };
    const made = await request('POST', '/v1/sessions', { as: HOST, body });
    expect(made.body.attendees).toEqual([{ id: 'ben', name: 'Ben' }]);
    await request('GET', '/v1/me', { as: { id: 'ben', name: 'Benjamin' } });
    const seen = await request('GET', `/v1/sessions/${made.body.id}`, { as: HOST });
    expect(seen.body.attendees).toEqual([{ id: 'ben', name: 'Benjamin' }]);

    const refused = await request('PUT', '/v1/people/ben', { as: HOST, body: { name: 'X', role: 'admin' } });
    expect(refused.body.error.code).toBe('FORBIDDEN');
    const zone = { name: 'Ben', role: 'student', zone: 'Mars/Olympus' };
    expect((await request('PUT', '/v1/people/ben', { as: ADMIN, body: zone })).body.error.code).toBe(
      'UNKNOWN_ZONE',
    );
  });

  it('refuses what makes no session', async () => {
    const { request } = await start();
    const post = async (as: TestPerson, body: unknown): Promise<string> =>
      (await request('POST', '/v1/sessions', { as, body })).body.error.code as string;
    expect(await post(ANA, { title: 'Mine' })).toBe('FORBIDDEN');
    expect(await post(HOST, { title: 'Theirs', courseId: 'chemistry' })).toBe('FORBIDDEN');
    expect(await post(HOST, { title: 'For another', hostId: 'other' })).toBe('FORBIDDEN');
    expect(await post({ ...HOST, sessions: [] }, { title: 'With a token for nothing' })).toBe('FORBIDDEN');
    expect(await post(HOST, { title: 'Past', startsAt: after(-61) })).toBe('SLOT_PAST');
    expect(await post(HOST, { title: 'Where', zone: '+01:00' })).toBe('UNKNOWN_ZONE');
    expect(await post(HOST, { title: 'Full', capacity: 1, attendeeIds: ['ana', 'ben'] })).toBe(
      'INVALID_INPUT',
    );
    expect((await request('GET', '/v1/sessions', { as: ADMIN })).body.items).toEqual([]);
  });

  it('finds nothing under ids that are none', async () => {
    const { request } = await start();
    for (const id of ['ses-0', 'SES-0', `ses-${'a'.repeat(22)}`, '..%2Fme'])
      expect((await request('GET', `/v1/sessions/${id}`, { as: ADMIN })).status).toBe(404);
  });
});
