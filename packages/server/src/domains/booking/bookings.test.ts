import ICAL from 'ical.js';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeOnEachEngine } from '../../testing/each-engine.js';
import { createTestLectern, TEST_NOW, type TestLectern } from '../../testing/index.js';
import { bookingOf, DAYTIME, openDesk, slotList, slotsOn, someone } from './booking.fixture.js';

const MONDAY_9 = '2026-11-23T08:00:00.000Z';
/** Friday evening, every half hour. */
const NOW_OPEN = {
  ...DAYTIME,
  zone: 'UTC',
  weekly: [{ weekday: 5 as const, startMinute: 1_080, endMinute: 1_320 }],
};
const MONDAY_10 = '2026-11-23T09:00:00.000Z';

describeOnEachEngine('bookings', (engine) => {
  let server: TestLectern;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const on = await engine.createDatabase();
    drop = () => on.drop();
    server = await createTestLectern({
      on,
      sessionUrl: ({ sessionId }) => `https://lms.test/room?session=${sessionId}`,
    });
  });
  afterAll(async () => {
    await server.stop();
    await drop();
  });

  const post = (as: ReturnType<typeof someone>, body: unknown, headers: Record<string, string> = {}) =>
    server.request('POST', '/v1/bookings', { as, body, headers });
  const cancel = (as: ReturnType<typeof someone>, id: string, body: unknown = {}) =>
    server.request('POST', `/v1/bookings/${id}/cancel`, { as, body });

  describe('booking a slot', () => {
    it('makes a session for both, and takes the time away', async () => {
      const desk = await openDesk(server);
      const ana = someone('student', { name: 'Ana' });
      const before = await slotsOn(server, ana, desk, '2026-11-23');
      const answer = await post(ana, { ...bookingOf(desk, MONDAY_9, 'Asia/Kolkata'), note: 'Bach, please' });
      expect(answer.status).toBe(201);
      expect(answer.body).toMatchObject({
        state: 'confirmed',
        title: 'Piano lesson',
        host: { id: desk.teacher.id, name: 'Tom Keys' },
        attendee: { id: ana.id, name: 'Ana' },
        startsAt: MONDAY_9,
        endsAt: MONDAY_10,
        hostZone: 'Europe/Berlin',
        hostWallStart: '2026-11-23T09:00',
        viewerZone: 'Asia/Kolkata',
        note: 'Bach, please',
        sequence: 0,
        you: { can: { 'booking.view': true, 'booking.cancel': true, 'booking.move': true } },
      });
      const after = await slotsOn(server, ana, desk, '2026-11-23');
      expect(after.map((slot) => slot.startsAt)).toEqual(
        before.map((slot) => slot.startsAt).filter((startsAt) => startsAt !== MONDAY_9),
      );
      const session = await server.clientFor(desk.teacher).sessions.get(answer.body.sessionId);
      expect(session).toMatchObject({
        kind: 'lesson',
        startsAt: MONDAY_9,
        bookingId: answer.body.id,
        attendees: [{ id: ana.id, name: 'Ana' }],
      });
    });

    it.each([
      ['in the past', '2026-11-19T08:00:00.000Z', 'SLOT_PAST'],
      ['outside the hours', '2026-11-23T17:00:00.000Z', 'SLOT_UNAVAILABLE'],
      ['off the grid', '2026-11-23T08:30:00.000Z', 'SLOT_UNAVAILABLE'],
      ['beyond the window', '2027-06-01T08:00:00.000Z', 'SLOT_UNAVAILABLE'],
      ['beyond all time', '9999-06-01T08:00:00.000Z', 'SLOT_UNAVAILABLE'],
    ])('%s is refused', async (_what, startsAt, code) => {
      const desk = await openDesk(server);
      const ana = someone('student');
      const answer = await post(ana, bookingOf(desk, startsAt));
      expect([answer.status, answer.body.error.code]).toEqual([422, code]);
      expect((await server.clientFor(ana).bookings.list()).items).toEqual([]);
    });

    it('in an unknown zone is refused, whichever way it is unknown', async () => {
      const desk = await openDesk(server);
      for (const zone of ['Mars/Olympus', '+01:00', 'Etc/GMT+5', 'europe\u0000']) {
        const answer = await post(someone('student'), bookingOf(desk, MONDAY_9, zone));
        expect(answer.status, zone).toBe(422);
        expect(answer.body.error.code, zone).toMatch(/UNKNOWN_ZONE|INVALID_INPUT/);
      }
      const slots = await server.request(
        'GET',
        `/v1/offerings/${desk.offering.id}/slots?host=${desk.teacher.id}&from=2026-11-23&to=2026-11-23&zone=Mars/Olympus`,
        { as: someone('student') },
      );
      expect(slots.body.error.code).toBe('UNKNOWN_ZONE');
    });

    it('of another course is no offering at all', async () => {
      const desk = await openDesk(server);
      const stranger = someone('student', { courses: ['violin'] });
      const answer = await post(stranger, bookingOf(desk, MONDAY_9));
      expect([answer.status, answer.body.error.code]).toEqual([404, 'NOT_FOUND']);
      const foreign = await post(someone('student', { tenant: 'default' }), {
        ...bookingOf(desk, MONDAY_9),
        hostId: 'somebody-else',
      });
      expect(foreign.status).toBe(404);
    });

    it('is for students, each for themselves', async () => {
      const desk = await openDesk(server);
      expect((await post(someone('teacher'), bookingOf(desk, MONDAY_9))).status).toBe(403);
      expect((await post(someone('guest'), bookingOf(desk, MONDAY_9))).status).toBe(404);
      const ana = someone('student');
      const forged = {
        ...bookingOf(desk, MONDAY_9),
        attendeeId: 'bob',
        attendee: { id: 'bob', name: 'Bob' },
      };
      const answer = await post(ana, forged);
      expect(answer.body.attendee.id).toBe(ana.id);
    });

    it('twice with one key books once; the key with another body is refused', async () => {
      const desk = await openDesk(server);
      const ana = someone('student');
      const key = { 'idempotency-key': `once-${engine.name}` };
      const [one, two] = await Promise.all([
        post(ana, bookingOf(desk, MONDAY_9), key),
        post(ana, bookingOf(desk, MONDAY_9), key),
      ]);
      const again = await post(ana, bookingOf(desk, MONDAY_9), key);
      const made = [one, two, again].filter(({ status }) => status === 201);
      expect(made.length).toBeGreaterThanOrEqual(2);
      expect(new Set(made.map(({ body }) => body.id as string)).size).toBe(1);
      for (const other of [one, two, again].filter(({ status }) => status !== 201))
        expect(other.body.error.code).toBe('IDEMPOTENCY_IN_FLIGHT');
      const list = await server.clientFor(ana).bookings.list();
      expect(list.items).toHaveLength(1);
      const reused = await post(ana, bookingOf(desk, MONDAY_10), key);
      expect(reused.body.error.code).toBe('IDEMPOTENCY_KEY_REUSED');
    });

    it('again after a crash between the commit and the answer books once', async () => {
      const desk = await openDesk(server);
      const ana = someone('student');
      const key = { 'idempotency-key': `crash-${engine.name}` };
      const first = await post(ana, bookingOf(desk, MONDAY_9), key);
      await sql`delete from idempotency_keys where key = ${key['idempotency-key']}`.execute(
        server.database.db,
      );
      const again = await post(ana, bookingOf(desk, MONDAY_9), key);
      expect([again.status, again.body.id]).toEqual([201, first.body.id]);
      expect((await server.clientFor(ana).bookings.list()).items).toHaveLength(1);
    });

    it('at the time of another booking of theirs is refused, even at the same moment', async () => {
      const [one, other] = [await openDesk(server), await openDesk(server)];
      const ana = someone('student');
      const answers = await Promise.all([
        post(ana, bookingOf(one, MONDAY_9)),
        post(ana, bookingOf(other, MONDAY_9)),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
      expect(answers.find(({ status }) => status === 409)?.body.error.code).toBe('STUDENT_BUSY');
      // The loser's session was not left behind: the teacher is still free.
      const loser = answers[0]?.status === 409 ? one : other;
      const free = await slotsOn(server, someone('student'), loser, '2026-11-23');
      expect(free.map(({ startsAt }) => startsAt)).toContain(MONDAY_9);
    });

    it('meets an admin’s class of the same teacher', async () => {
      const desk = await openDesk(server);
      await server.clientFor(someone('admin')).sessions.create({
        title: 'Choir',
        hostId: desk.teacher.id,
        startsAt: '2026-11-23T08:30:00.000Z',
        durationMinutes: 15,
      });
      const answer = await post(someone('student'), bookingOf(desk, MONDAY_9));
      expect(answer.body.error.code).toBe('SLOT_TAKEN');
      expect(answer.body.error.details.alternatives).toHaveLength(3);
      const free = await slotsOn(server, someone('student'), desk, '2026-11-23');
      expect(free.map(({ startsAt }) => startsAt)).not.toContain(MONDAY_9);
    });

    it('keeps buffers between lessons', async () => {
      const desk = await openDesk(server, {
        offering: { bufferAfterMinutes: 15, durationMinutes: 45, stepMinutes: 15 },
      });
      await post(someone('student'), bookingOf(desk, MONDAY_9));
      const early = await post(someone('student'), bookingOf(desk, '2026-11-23T08:45:00.000Z'));
      expect(early.body.error.code).toBe('SLOT_TAKEN');
      expect((await post(someone('student'), bookingOf(desk, MONDAY_10))).status).toBe(201);
    });
  });

  it('of a lesson that ended early leaves the rest of the hour to its student', async () => {
    const [desk, other] = [
      await openDesk(server, { availability: NOW_OPEN, offering: { stepMinutes: 30 } }),
      await openDesk(server, { availability: NOW_OPEN, offering: { stepMinutes: 30 } }),
    ];
    const ana = someone('student');
    const { sessionId } = (await post(ana, bookingOf(desk, '2026-11-20T18:00:00.000Z'))).body;
    const busy = await post(ana, bookingOf(other, '2026-11-20T18:30:00.000Z'));
    expect(busy.body.error.code).toBe('STUDENT_BUSY');
    const tom = server.clientFor(desk.teacher);
    await tom.sessions.start(sessionId);
    await tom.sessions.end(sessionId);
    await server.settle();
    expect((await post(ana, bookingOf(other, '2026-11-20T18:30:00.000Z'))).status).toBe(201);
  });

  it('lists one’s own, the latest first, page by page', async () => {
    const desk = await openDesk(server);
    const ana = someone('student');
    for (const hour of ['08', '09', '10']) await post(ana, bookingOf(desk, `2026-11-24T${hour}:00:00.000Z`));
    await post(someone('student'), bookingOf(desk, '2026-11-24T11:00:00.000Z'));
    const client = server.clientFor(ana);
    const first = await client.bookings.list({ limit: 2 });
    expect(first.items.map(({ startsAt }) => startsAt)).toEqual([
      '2026-11-24T10:00:00.000Z',
      '2026-11-24T09:00:00.000Z',
    ]);
    const second = await client.bookings.list({ limit: 2, cursor: first.nextCursor ?? '' });
    expect(second.items.map(({ startsAt }) => startsAt)).toEqual(['2026-11-24T08:00:00.000Z']);
    expect(second.nextCursor).toBeUndefined();
    expect((await server.clientFor(desk.teacher).bookings.list()).items).toHaveLength(4);
    const forged = await server.request('GET', '/v1/bookings?cursor=bm9uc2Vuc2U', { as: ana });
    expect(forged.body.error.code).toBe('INVALID_CURSOR');
  });

  it('answers a calendar file, the cancellation included', async () => {
    const title = 'Piano; four hands, "à deux"\\';
    const desk = await openDesk(server, { offering: { title } });
    const ana = someone('student');
    const { id, sessionId } = (await post(ana, bookingOf(desk, MONDAY_9))).body;
    const event = async () => {
      const answer = await server.request('GET', `/v1/bookings/${id}/calendar.ics`, { as: ana });
      expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8; method=PUBLISH');
      return new ICAL.Component(ICAL.parse(answer.body as string) as unknown[]).getFirstSubcomponent(
        'vevent',
      )!;
    };
    const booked = new ICAL.Event(await event());
    expect(booked.uid).toBe(`${id}@lectern.test`);
    expect(booked.summary).toBe(title);
    expect(booked.startDate.toJSDate().toISOString()).toBe(MONDAY_9);
    expect(booked.endDate.toJSDate().toISOString()).toBe(MONDAY_10);
    expect(booked.location).toBe(`https://lms.test/room?session=${sessionId}`);
    await cancel(ana, id);
    const cancelled = await event();
    expect(cancelled.getFirstPropertyValue('status')).toBe('CANCELLED');
    expect(cancelled.getFirstPropertyValue('sequence')).toBe(1);
    expect(cancelled.getFirstPropertyValue('uid')).toBe(booked.uid);
    const stranger = await server.request('GET', `/v1/bookings/${id}/calendar.ics`, {
      as: someone('student'),
    });
    expect(stranger.status).toBe(404);
  });

  it('offers the hours of the day on which the clock changes', async () => {
    const night = (date: string) => ({
      ...DAYTIME,
      weekly: [],
      overrides: [{ date, intervals: [{ startMinute: 0, endMinute: 360 }] }],
    });
    const desk = await openDesk(server, {
      offering: { windowDays: 365 },
      availability: night('2027-03-28'),
    });
    const ana = someone('student');
    const list = await slotList(server, ana, desk, {
      from: '2027-03-27',
      to: '2027-03-28',
      zone: 'America/New_York',
    });
    expect(list.slots.map((slot) => [slot.hostTime, slot.hostOffset, slot.startsAt.slice(0, 16)])).toEqual([
      ['00:00', '+01:00', '2027-03-27T23:00'],
      ['01:00', '+01:00', '2027-03-28T00:00'],
      ['03:00', '+02:00', '2027-03-28T01:00'],
      ['04:00', '+02:00', '2027-03-28T02:00'],
      ['05:00', '+02:00', '2027-03-28T03:00'],
    ]);
    expect(list.slots[2]).toMatchObject({
      viewerDate: '2027-03-27',
      viewerTime: '21:00',
      viewerOffset: '-04:00',
    });
    const booked = await post(ana, bookingOf(desk, '2027-03-28T01:00:00.000Z', 'America/New_York'));
    expect(booked.body.hostWallStart).toBe('2027-03-28T03:00');
  });

  it('names the next free date when there is none in the range', async () => {
    const desk = await openDesk(server, { availability: { ...DAYTIME, overrides: [] } });
    const list = await slotList(server, someone('student'), desk, {
      from: '2026-11-01',
      to: '2026-11-20',
      zone: 'Europe/Berlin',
    });
    expect(list).toMatchObject({ slots: [], nextFreeDate: '2026-11-21', serverNow: TEST_NOW.toISOString() });
  });
});
