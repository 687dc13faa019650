import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeOnEachEngine } from '../../testing/each-engine.js';
import { createTestLectern, type TestLectern, type TestPerson } from '../../testing/index.js';
import { bookingOf, DAYTIME, openDesk, slotList, slotsOn, someone } from './booking.fixture.js';

let server: TestLectern;
beforeAll(async () => {
  server = await createTestLectern();
});
afterAll(() => server.stop());

const create = (as: TestPerson, body: unknown) => server.request('POST', '/v1/offerings', { as, body });

describe('an offering', () => {
  it('has its defaults filled in', async () => {
    const tom = someone('teacher', { name: 'Tom' });
    const answer = await create(tom, { title: ' Piano ', durationMinutes: 45 });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id: expect.stringMatching(/^off-[a-z0-9]{22}$/) as string,
      title: 'Piano',
      hosts: [{ id: tom.id, name: 'Tom' }],
      durationMinutes: 45,
      stepMinutes: 45,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
      noticeMinutes: 0,
      windowDays: 60,
      cancelHours: 0,
      capacity: 1,
      archived: false,
    });
  });

  it('is made by teachers in their courses', async () => {
    const input = { title: 'Piano', courseId: 'piano' };
    expect((await create(someone('student'), input)).status).toBe(403);
    expect((await create(someone('moderator'), input)).status).toBe(403);
    expect((await create(someone('teacher', { courses: ['violin'] }), input)).status).toBe(404);
    expect((await create(someone('teacher', { sessions: ['ses-1'] }), input)).status).toBe(404);
    expect((await create(someone('teacher'), input)).status).toBe(201);
  });

  it('has only hosts that teach, and a teacher names no colleague', async () => {
    const [tom, eve, ana, ada] = [
      someone('teacher'),
      someone('teacher'),
      someone('student'),
      someone('admin'),
    ];
    for (const person of [tom, eve, ana]) await server.request('GET', '/v1/me', { as: person });
    expect((await create(tom, { title: 'Piano', hostIds: [tom.id, eve.id] })).status).toBe(403);
    const asStudent = await create(ada, { title: 'Piano', hostIds: [tom.id, ana.id, 'nobody'] });
    expect(asStudent.status).toBe(422);
    expect(asStudent.body.error.details.issues.map(({ path }: { path: string }) => path)).toEqual([
      'body.hostIds.1',
      'body.hostIds.2',
    ]);
    const made = await create(ada, { title: 'Piano', hostIds: [tom.id, eve.id] });
    expect(made.body.hosts.map(({ id }: { id: string }) => id)).toEqual([tom.id, eve.id]);
    // A host that stands there already stays, whoever of them edits.
    const put = await server.request('PUT', `/v1/offerings/${made.body.id as string}`, {
      as: tom,
      body: { title: 'Piano and voice' },
    });
    expect(put.body.hosts).toHaveLength(2);
  });

  it('is seen by its course, without one by all, archived only by who teaches', async () => {
    const desk = await openDesk(server);
    const free = await openDesk(server, { offering: { title: 'Open hour', courseId: 'violin' } }).catch(
      () => undefined,
    );
    expect(free, 'a course of others is not there').toBeUndefined();
    const open = (await create(someone('teacher'), { title: 'Open hour' })).body.id as string;
    const idsFor = async (as: TestPerson) =>
      (await server.clientFor(as).offerings.list()).items.map(({ id }) => id);
    const [ana, stranger] = [someone('student'), someone('student', { courses: [] })];
    expect(await idsFor(ana)).toEqual(expect.arrayContaining([desk.offering.id, open]));
    expect(await idsFor(stranger)).toContain(open);
    expect(await idsFor(stranger)).not.toContain(desk.offering.id);
    expect(await idsFor(someone('student', { tenant: 'default', sessions: ['ses-1'] }))).toEqual([]);
    await server
      .clientFor(desk.teacher)
      .offerings.put(desk.offering.id, { title: 'Piano', courseId: 'piano', archived: true });
    expect(await idsFor(ana)).not.toContain(desk.offering.id);
    expect(await idsFor(desk.teacher)).toContain(desk.offering.id);
    const late = await server.request('POST', '/v1/bookings', {
      as: ana,
      body: bookingOf(desk, '2026-11-23T08:00:00.000Z'),
    });
    expect(late.status).toBe(404);
  });

  it('comes in pages, each thing once, with what others may not see left out', async () => {
    const teacher = someone('teacher', { courses: ['harp'] });
    const titles = ['Ärger', 'Zither', 'a', 'b', 'same', 'same', 'same'];
    for (const title of titles) {
      await create(teacher, { title, courseId: 'harp' });
      await create(someone('teacher', { courses: ['flute'] }), { title, courseId: 'flute' });
    }
    const { offerings } = server.clientFor(someone('student', { courses: ['harp'] }));
    const seen: string[] = [];
    const sizes: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await offerings.list({ limit: 3, ...(cursor === undefined ? {} : { cursor }) });
      sizes.push(page.items.length);
      seen.push(...page.items.flatMap(({ id, courseId }) => (courseId === 'harp' ? [id] : [])));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(new Set(seen).size).toBe(titles.length);
    expect(seen).toHaveLength(titles.length);
    expect(sizes.slice(0, -1).every((size) => size === 3)).toBe(true);
    for (const wrong of ['limit=0', 'limit=101', 'cursor=x', 'cursor='])
      expect(
        (await server.request('GET', `/v1/offerings?${wrong}`, { as: teacher })).status,
        wrong,
      ).toBeGreaterThan(399);
  });

  it('is changed by its teachers', async () => {
    const desk = await openDesk(server);
    const put = (as: TestPerson, courseId: string) =>
      server.request('PUT', `/v1/offerings/${desk.offering.id}`, {
        as,
        body: { title: 'Changed', courseId },
      });
    expect((await put(someone('student'), 'piano')).status).toBe(403);
    expect((await put(someone('teacher', { courses: ['violin'] }), 'piano')).status).toBe(404);
    expect((await put(someone('teacher'), 'violin')).status).toBe(403);
    expect((await put(someone('teacher'), 'piano')).body.title).toBe('Changed');
    const unknown = await server.request('PUT', '/v1/offerings/off-unknown', {
      as: desk.teacher,
      body: { title: 'Changed' },
    });
    expect(unknown.status).toBe(404);
  });

  it('is moved by its host only to a course that is theirs', async () => {
    const { teacher, offering } = await openDesk(server);
    const move = async (courseId: string, courses = teacher.courses ?? []) =>
      (
        await server.request('PUT', `/v1/offerings/${offering.id}`, {
          as: { ...teacher, courses },
          body: { title: 'Piano', courseId },
        })
      ).status;
    expect(await move('violin')).toBe(403);
    const violinist = someone('student', { courses: ['violin'] });
    expect((await server.clientFor(violinist).offerings.list()).items.map(({ id }) => id)).not.toContain(
      offering.id,
    );
    expect(await move('piano', []), 'what stands there stays').toBe(200);
    expect(await move('violin', ['piano', 'violin'])).toBe(200);
  });
});

describe('availability', () => {
  const put = (as: TestPerson, host: TestPerson, body: unknown = DAYTIME) =>
    server.request('PUT', `/v1/hosts/${host.id}/availability`, { as, body });

  it('is the teacher’s own', async () => {
    const tom = someone('teacher');
    await server.request('GET', '/v1/me', { as: tom });
    expect((await put(someone('teacher'), tom)).status).toBe(403);
    expect((await put(someone('student'), tom)).status).toBe(403);
    expect((await put(someone('moderator'), tom)).status).toBe(403);
    expect((await put(someone('guest'), tom)).status).toBe(404);
    expect((await put(tom, tom)).body).toEqual(DAYTIME);
    expect((await put(someone('admin'), tom, { ...DAYTIME, weekly: [] })).status).toBe(200);
    const seen = await server.request('GET', `/v1/hosts/${tom.id}/availability`, { as: someone('student') });
    expect(seen.body).toEqual({ ...DAYTIME, weekly: [] });
  });

  it('of nobody, and of a student, is not there', async () => {
    const ana = someone('student');
    await server.request('GET', '/v1/me', { as: ana });
    for (const id of [ana.id, 'nobody'])
      expect((await server.request('GET', `/v1/hosts/${id}/availability`, { as: ana })).status).toBe(404);
    expect((await put(ana, ana)).status).toBe(404);
  });

  it('begins empty, in the teacher’s own zone', async () => {
    const tom = someone('teacher', { zone: 'Asia/Kolkata' });
    const answer = await server.request('GET', `/v1/hosts/${tom.id}/availability`, { as: tom });
    expect(answer.body).toEqual({ zone: 'Asia/Kolkata', weekly: [], overrides: [] });
  });

  it('refuses zones and dates that are none, and changes nothing then', async () => {
    const tom = someone('teacher');
    await put(tom, tom);
    expect((await put(tom, tom, { ...DAYTIME, zone: 'Mars/Olympus' })).body.error.code).toBe('UNKNOWN_ZONE');
    expect((await put(tom, tom, { ...DAYTIME, zone: '+02:00' })).body.error.code).toBe('UNKNOWN_ZONE');
    const year = { ...DAYTIME, overrides: [{ date: '0001-01-01', intervals: [] }] };
    expect((await put(tom, tom, year)).body.error.code).toBe('INVALID_INPUT');
    const answer = await server.request('GET', `/v1/hosts/${tom.id}/availability`, { as: tom });
    expect(answer.body).toEqual(DAYTIME);
  });

  it('decides about slots at once, and leaves bookings as they are', async () => {
    const desk = await openDesk(server);
    const ana = someone('student');
    const booking = await server.clientFor(ana).bookings.create(bookingOf(desk, '2026-11-23T08:00:00.000Z'));
    await put(desk.teacher, desk.teacher, {
      ...DAYTIME,
      overrides: [{ date: '2026-11-23', intervals: [] }],
    });
    expect(await slotsOn(server, ana, desk, '2026-11-23')).toEqual([]);
    expect((await server.clientFor(ana).bookings.get(booking.id)).state).toBe('confirmed');
  });
});

describeOnEachEngine('versions', (engine) => {
  let own: TestLectern;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const on = await engine.createDatabase();
    drop = () => on.drop();
    own = await createTestLectern({ on });
  });
  afterAll(async () => {
    await own.stop();
    await drop();
  });

  it('lets nobody overwrite what they have not seen', async () => {
    const { teacher, offering } = await openDesk(own);
    const targets = [
      { path: `/v1/offerings/${offering.id}`, body: { title: 'Piano', courseId: 'piano' } },
      { path: `/v1/hosts/${teacher.id}/availability`, body: DAYTIME },
    ];
    for (const { path, body } of targets) {
      const put = (tag: string) =>
        own.request('PUT', path, { as: teacher, body, headers: { 'if-match': tag } });
      const first = await put('"1"');
      expect([first.status, first.headers.get('etag')]).toEqual([200, '"2"']);
      const rivals = Array.from({ length: 12 }, () => put('"2"'));
      const answers = await Promise.all([...rivals, put('"1"'), put('nonsense')]);
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 412)).toHaveLength(13);
      expect((await put('*')).headers.get('etag')).toBe('"4"');
    }
  });
});

describe('the range of slots', () => {
  it.each([
    ['2026-11-24', '2026-11-23'],
    ['2026-11-01', '2027-01-02'],
    ['0001-01-01', '0001-01-02'],
    ['2026-02-30', '2026-03-01'],
    ['2026-11-23', 'tomorrow'],
  ])('%s to %s is refused', async (from, to) => {
    const desk = await openDesk(server);
    await expect(slotList(server, someone('student'), desk, { from, to, zone: 'UTC' })).rejects.toMatchObject(
      {
        code: 'INVALID_INPUT',
      },
    );
  });

  it('may be 62 days and lie anywhere', async () => {
    const desk = await openDesk(server);
    const ana = someone('student');
    const far = await slotList(server, ana, desk, { from: '2199-11-01', to: '2199-12-31', zone: 'UTC' });
    expect(far).toMatchObject({ slots: [] });
    const past = await slotList(server, ana, desk, { from: '1970-01-01', to: '1970-03-03', zone: 'UTC' });
    expect(past).toMatchObject({ slots: [], nextFreeDate: '2026-11-21' });
  });
});
