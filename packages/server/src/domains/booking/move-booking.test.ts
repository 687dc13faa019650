import ICAL from 'ical.js';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeOnEachEngine } from '../../testing/each-engine.js';
import { createTestLectern, type TestLectern } from '../../testing/index.js';
import { bookingOf, openDesk, slotList, slotsOn, someone } from './booking.fixture.js';

const MONDAY_9 = '2026-11-23T08:00:00.000Z';
const MONDAY_10 = '2026-11-23T09:00:00.000Z';
const TUESDAY_9 = '2026-11-24T08:00:00.000Z';
const TUESDAY_10 = '2026-11-24T09:00:00.000Z';

describeOnEachEngine('moving a booking', (engine) => {
  let server: TestLectern;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const on = await engine.createDatabase();
    drop = () => on.drop();
    server = await createTestLectern({ on });
  });
  afterAll(async () => {
    await server.stop();
    await drop();
  });

  type Person = ReturnType<typeof someone>;
  const move = (as: Person, id: string, body: object, headers: Record<string, string> = {}) =>
    server.request('POST', `/v1/bookings/${id}/move`, {
      as,
      headers,
      body: { zone: 'UTC', sequence: 0, ...body },
    });
  const book = async (offering: Parameters<typeof openDesk>[1] = {}, startsAt = MONDAY_9) => {
    const desk = await openDesk(server, offering);
    const ana = someone('student', { name: 'Ana' });
    return { desk, ana, booking: await server.clientFor(ana).bookings.create(bookingOf(desk, startsAt)) };
  };
  const freeOn = async (desk: Awaited<ReturnType<typeof book>>['desk'], date: string) =>
    (await slotsOn(server, someone('student'), desk, date)).map(({ startsAt }) => startsAt);

  it('keeps its id and its session, and gives the former time back', async () => {
    const { desk, ana, booking } = await book();
    const answer = await move(ana, booking.id, { startsAt: TUESDAY_9, zone: 'Asia/Kolkata', reason: 'exam' });
    expect([answer.status, answer.body]).toEqual([
      200,
      {
        ...booking,
        startsAt: TUESDAY_9,
        endsAt: TUESDAY_10,
        hostWallStart: '2026-11-24T09:00',
        viewerZone: 'Asia/Kolkata',
        sequence: 1,
        movedFrom: { startsAt: MONDAY_9, endsAt: MONDAY_10 },
      },
    ]);
    expect(await freeOn(desk, '2026-11-23')).toContain(MONDAY_9);
    expect(await freeOn(desk, '2026-11-24')).not.toContain(TUESDAY_9);
    const session = await server.clientFor(ana).sessions.get(booking.sessionId);
    expect(session).toMatchObject({
      state: 'scheduled',
      startsAt: TUESDAY_9,
      endsAt: TUESDAY_10,
      joinOpensAt: '2026-11-24T07:55:00.000Z',
      joinClosesAt: '2026-11-24T09:30:00.000Z',
    });
    // Their own former time is theirs to book again, with anybody.
    const other = await openDesk(server);
    await server.clientFor(ana).bookings.create(bookingOf(other, MONDAY_9));
  });

  it('is told to both people and kept in the history; the calendar entry is the same one', async () => {
    const { desk, ana, booking } = await book();
    await move(desk.teacher, booking.id, { startsAt: TUESDAY_9, reason: 'away' });
    const { rows: history } = await sql<Record<string, unknown>>`
      select sequence, changed_by, to_state, reason, from_starts_at, to_starts_at from booking_history
      where booking_id = ${booking.id} and sequence > 0`.execute(server.database.db);
    expect(history).toEqual([
      {
        sequence: 1,
        changed_by: desk.teacher.id,
        to_state: 'confirmed',
        reason: 'away',
        from_starts_at: new Date(MONDAY_9),
        to_starts_at: new Date(TUESDAY_9),
      },
    ]);
    const { rows: facts } = await sql<{ type: string; topics: string[] }>`
      select type, topics from outbox_facts
      where data ->> 'sessionId' = ${booking.sessionId} order by ord desc limit 2`.execute(
      server.database.db,
    );
    expect(facts.map(({ type }) => type).sort()).toEqual(['booking-changed', 'session-changed']);
    for (const { topics } of facts)
      expect(topics).toEqual(expect.arrayContaining([`person:${desk.teacher.id}`, `person:${ana.id}`]));
    const file = await (await server.clientFor(ana).bookings.ics(booking.id)).text();
    const event = new ICAL.Event(
      new ICAL.Component(ICAL.parse(file) as unknown[]).getFirstSubcomponent('vevent')!,
    );
    expect([event.uid, event.sequence, event.startDate.toJSDate().toISOString()]).toEqual([
      `${booking.id}@lectern.test`,
      1,
      TUESDAY_9,
    ]);
    // The zone the student saw is not that of the teacher who moves.
    expect((await server.clientFor(ana).bookings.get(booking.id)).viewerZone).toBe('UTC');
  });

  it('to a time that is taken changes nothing, and says what is free', async () => {
    const { desk, ana, booking } = await book();
    await server.clientFor(someone('student')).bookings.create(bookingOf(desk, TUESDAY_9));
    const answer = await move(ana, booking.id, { startsAt: TUESDAY_9, zone: 'Asia/Kolkata' });
    expect([answer.status, answer.body.error.code]).toEqual([409, 'SLOT_TAKEN']);
    const alternatives = answer.body.error.details.alternatives as {
      startsAt: string;
      viewerOffset: string;
    }[];
    expect(alternatives).toHaveLength(3);
    for (const slot of alternatives) {
      expect(slot.viewerOffset).toBe('+05:30');
      expect([MONDAY_9, TUESDAY_9]).not.toContain(slot.startsAt);
    }
    expect(await server.clientFor(ana).bookings.get(booking.id)).toEqual(booking);
    expect(await freeOn(desk, '2026-11-23')).not.toContain(MONDAY_9);
    expect((await server.clientFor(ana).sessions.get(booking.sessionId)).startsAt).toBe(MONDAY_9);
  });

  it('over its own time is no clash with itself', async () => {
    const { ana, desk, booking } = await book({ offering: { stepMinutes: 30, bufferAfterMinutes: 30 } });
    const half = '2026-11-23T08:30:00.000Z';
    expect(await freeOn(desk, '2026-11-23')).not.toContain(half);
    const range = { from: '2026-11-23', to: '2026-11-23', zone: 'UTC' };
    const shown = await server.clientFor(ana).offerings.slots({
      offeringId: desk.offering.id,
      hostId: desk.teacher.id,
      ...range,
      bookingId: booking.id,
    });
    expect(shown.slots.map(({ startsAt }) => startsAt)).toContain(half);
    expect((await slotList(server, ana, desk, range)).slots.length).toBeLessThan(shown.slots.length);
    expect((await move(ana, booking.id, { startsAt: half })).body).toMatchObject({
      startsAt: half,
      sequence: 1,
    });
  });

  it('shows no free time of a booking to whom it does not belong', async () => {
    const { desk, booking } = await book();
    const query = `host=${desk.teacher.id}&from=2026-11-23&to=2026-11-23&zone=UTC&bookingId=${booking.id}`;
    const answer = await server.request('GET', `/v1/offerings/${desk.offering.id}/slots?${query}`, {
      as: someone('student'),
    });
    expect(answer.status).toBe(404);
  });

  it('to where it is changes nothing', async () => {
    const { ana, booking } = await book();
    expect((await move(ana, booking.id, { startsAt: MONDAY_9 })).body).toEqual(booking);
  });

  it.each([
    ['in the past', '2026-11-19T08:00:00.000Z', 'SLOT_PAST'],
    ['outside the hours', '2026-11-23T17:00:00.000Z', 'SLOT_UNAVAILABLE'],
    ['off the grid', '2026-11-23T08:30:00.000Z', 'SLOT_UNAVAILABLE'],
    ['beyond the window', '2027-06-01T08:00:00.000Z', 'SLOT_UNAVAILABLE'],
  ])('to a time %s is refused', async (_what, startsAt, code) => {
    const { ana, booking } = await book();
    const answer = await move(ana, booking.id, { startsAt });
    expect([answer.status, answer.body.error.code]).toEqual([422, code]);
    expect(await server.clientFor(ana).bookings.get(booking.id)).toEqual(booking);
  });

  it('keeps the notice the teacher asks for, and the offering must stand', async () => {
    const { desk, ana, booking } = await book({ offering: { noticeMinutes: 60 } }, TUESDAY_9);
    expect((await move(ana, booking.id, { startsAt: '2026-11-20T18:00:00.000Z' })).body.error.code).toBe(
      'SLOT_PAST',
    );
    await server
      .clientFor(desk.teacher)
      .offerings.put(desk.offering.id, { title: 'Gone', courseId: 'piano', archived: true });
    expect((await move(ana, booking.id, { startsAt: MONDAY_9 })).body.error.code).toBe('SLOT_UNAVAILABLE');
  });

  it('where the student is busy is refused, and the former time is still theirs', async () => {
    const { desk, ana, booking } = await book();
    const other = await openDesk(server);
    await server.clientFor(ana).bookings.create(bookingOf(other, TUESDAY_9));
    for (const person of [ana, desk.teacher]) {
      const answer = await move(person, booking.id, { startsAt: TUESDAY_9 });
      expect([answer.status, answer.body.error.code]).toEqual([409, 'STUDENT_BUSY']);
    }
    expect(await server.clientFor(ana).bookings.get(booking.id)).toEqual(booking);
    expect(await freeOn(desk, '2026-11-23')).not.toContain(MONDAY_9);
    expect(await freeOn(desk, '2026-11-24')).toContain(TUESDAY_9);
  });

  it('ends for the student at the cut-off, never for the teacher', async () => {
    const { desk, ana, booking } = await book({ offering: { cancelHours: 72 } });
    const answer = await move(ana, booking.id, { startsAt: TUESDAY_9 });
    expect([answer.status, answer.body.error.code]).toEqual([409, 'TOO_LATE']);
    expect(answer.body.error.details).toEqual({ cutoffAt: '2026-11-20T08:00:00.000Z' });
    expect(booking.you.can['booking.move']).toBe(false);
    expect((await move(desk.teacher, booking.id, { startsAt: TUESDAY_9 })).body.sequence).toBe(1);
  });

  it('is not for strangers, not even to see it', async () => {
    const { booking } = await book();
    for (const person of [someone('student'), someone('teacher', { courses: ['violin'] }), someone('guest')])
      expect((await move(person, booking.id, { startsAt: TUESDAY_9 })).status, person.id).toBe(404);
    expect((await move(someone('teacher'), booking.id, { startsAt: TUESDAY_9 })).status).toBe(200);
  });

  it('of a cancelled or a running lesson is refused', async () => {
    const { ana, booking } = await book();
    await server.clientFor(ana).bookings.cancel(booking.id);
    const cancelled = await move(ana, booking.id, { startsAt: TUESDAY_9, sequence: 1 });
    expect(cancelled.body.error.code).toBe('ALREADY_CANCELLED');
    const live = await book();
    await sql`update sessions set state = 'live' where id = ${live.booking.sessionId}`.execute(
      server.database.db,
    );
    const running = await move(live.desk.teacher, live.booking.id, { startsAt: TUESDAY_9 });
    expect([running.body.error.code, running.body.error.details]).toEqual([
      'SESSION_STATE',
      { state: 'live' },
    ]);
  });

  describe('seen as it no longer is', () => {
    it('is stale, with how it stands now', async () => {
      const { desk, ana, booking } = await book();
      const moved = (await move(desk.teacher, booking.id, { startsAt: TUESDAY_9 })).body;
      const answer = await move(ana, booking.id, { startsAt: TUESDAY_10 });
      expect([answer.status, answer.body.error.code]).toEqual([409, 'STALE']);
      expect(answer.body.error.details.current).toEqual(moved);
      const cancel = await server.request('POST', `/v1/bookings/${booking.id}/cancel`, {
        as: ana,
        body: { sequence: 0 },
      });
      expect([cancel.body.error.code, cancel.body.error.details.current]).toEqual(['STALE', moved]);
      expect((await server.clientFor(ana).bookings.cancel(booking.id, { sequence: 1 })).sequence).toBe(2);
    });

    it('is moved once when both move it at once', async () => {
      const { desk, ana, booking } = await book();
      const answers = await Promise.all([
        move(ana, booking.id, { startsAt: TUESDAY_9 }),
        move(desk.teacher, booking.id, { startsAt: TUESDAY_10 }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const loser = answers.find(({ status }) => status === 409)!;
      const winner = answers.find(({ status }) => status === 200)!;
      expect([loser.body.error.code, loser.body.error.details.current.startsAt]).toEqual([
        'STALE',
        winner.body.startsAt,
      ]);
      expect([TUESDAY_9, TUESDAY_10].filter((time) => time !== winner.body.startsAt)).toEqual(
        (await freeOn(desk, '2026-11-24')).slice(0, 2).filter((time) => time <= TUESDAY_10),
      );
    });

    it('is moved or cancelled, never both, when both are asked for at once', async () => {
      const { desk, ana, booking } = await book();
      const answers = await Promise.all([
        move(ana, booking.id, { startsAt: TUESDAY_9 }),
        server.request('POST', `/v1/bookings/${booking.id}/cancel`, {
          as: desk.teacher,
          body: { sequence: 0 },
        }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    });
  });

  it('twice with one key, and again after a crash before the answer, moves once', async () => {
    const { ana, booking } = await book();
    const key = { 'idempotency-key': `move-${engine.name}` };
    const first = await move(ana, booking.id, { startsAt: TUESDAY_9 }, key);
    const again = await move(ana, booking.id, { startsAt: TUESDAY_9 }, key);
    await sql`delete from idempotency_keys where key = ${key['idempotency-key']}`.execute(server.database.db);
    const afterCrash = await move(ana, booking.id, { startsAt: TUESDAY_9 }, key);
    for (const answer of [first, again, afterCrash])
      expect([answer.status, answer.body.startsAt, answer.body.sequence]).toEqual([200, TUESDAY_9, 1]);
  });

  it.each([
    ['sequence', { sequence: -1 }, 'INVALID_INPUT'],
    ['sequence', { sequence: 2 ** 31 }, 'INVALID_INPUT'],
    ['startsAt', { startsAt: '2026-11-24T08:00' }, 'INVALID_INPUT'],
    ['reason', { reason: 'x'.repeat(501) }, 'INVALID_INPUT'],
    ['zone', { zone: 'Mars/Olympus' }, 'UNKNOWN_ZONE'],
  ])('refuses a wrong %s', async (_field, wrong, code) => {
    const { ana, booking } = await book();
    const answer = await move(ana, booking.id, { startsAt: TUESDAY_9, ...wrong });
    expect([answer.status, answer.body.error.code]).toEqual([422, code]);
  });
});
