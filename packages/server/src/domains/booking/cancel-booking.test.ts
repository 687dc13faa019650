import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeOnEachEngine } from '../../testing/each-engine.js';
import { createTestLectern, TEST_NOW, type TestLectern } from '../../testing/index.js';
import { bookingOf, openDesk, someone } from './booking.fixture.js';

const MONDAY_9 = '2026-11-23T08:00:00.000Z';

describeOnEachEngine('cancelling a booking', (engine) => {
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

  describe('cancelling', () => {
    const book = async (offering: Parameters<typeof openDesk>[1] = {}) => {
      const desk = await openDesk(server, offering);
      const ana = someone('student');
      const booking = (await post(ana, bookingOf(desk, MONDAY_9))).body;
      return { desk, ana, booking };
    };

    it('frees the time, the student and the session', async () => {
      const { desk, ana, booking } = await book();
      const answer = await cancel(ana, booking.id, { reason: 'ill' });
      expect(answer.body).toMatchObject({
        state: 'cancelled',
        sequence: 1,
        cancelReason: 'ill',
        cancelledAt: TEST_NOW.toISOString(),
        you: { can: { 'booking.cancel': false } },
      });
      expect((await server.clientFor(ana).sessions.get(booking.sessionId)).state).toBe('cancelled');
      const again = await post(ana, bookingOf(desk, MONDAY_9));
      expect(again.status).toBe(201);
      expect(again.body.id).not.toBe(booking.id);
    });

    it('is kept in the history, and told to both people', async () => {
      const { desk, ana, booking } = await book();
      await cancel(desk.teacher, booking.id, { reason: 'away' });
      const { rows: history } = await sql<Record<string, unknown>>`
        select sequence, changed_by, from_state, to_state, reason from booking_history
        where booking_id = ${booking.id} order by sequence`.execute(server.database.db);
      expect(history).toEqual([
        { sequence: 0, changed_by: ana.id, from_state: null, to_state: 'confirmed', reason: null },
        {
          sequence: 1,
          changed_by: desk.teacher.id,
          from_state: 'confirmed',
          to_state: 'cancelled',
          reason: 'away',
        },
      ]);
      const { rows: facts } = await sql<{ type: string; topics: string[] }>`
        select type, topics from outbox_facts
        where data ->> 'bookingId' = ${booking.id} order by ord`.execute(server.database.db);
      const both = { type: 'booking-changed', topics: [`person:${desk.teacher.id}`, `person:${ana.id}`] };
      expect(facts).toEqual([both, both]);
    });

    it('twice at once happens once', async () => {
      const { desk, ana, booking } = await book();
      const answers = await Promise.all([
        cancel(ana, booking.id),
        cancel(desk.teacher, booking.id),
        cancel(ana, booking.id),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
      for (const { body, status } of answers)
        if (status === 409) expect(body.error.code).toBe('ALREADY_CANCELLED');
      expect((await server.clientFor(ana).bookings.get(booking.id)).sequence).toBe(1);
    });

    it('is not for strangers, not even to see it', async () => {
      const { booking } = await book();
      for (const person of [
        someone('student'),
        someone('student', { courses: ['violin'] }),
        someone('teacher', { courses: ['violin'] }),
        someone('moderator'),
        someone('guest'),
      ]) {
        expect((await cancel(person, booking.id)).status, person.id).toBe(404);
        expect((await server.request('GET', `/v1/bookings/${booking.id}`, { as: person })).status).toBe(404);
      }
      expect((await cancel(someone('teacher'), booking.id)).status).toBe(200);
    });

    it('ends for the student at the cut-off, never for the teacher', async () => {
      const { desk, ana, booking } = await book({ offering: { cancelHours: 72 } });
      const answer = await cancel(ana, booking.id);
      expect([answer.status, answer.body.error.code]).toEqual([409, 'TOO_LATE']);
      expect(answer.body.error.details).toEqual({ cutoffAt: '2026-11-20T08:00:00.000Z' });
      const seen = await server.clientFor(ana).bookings.get(booking.id);
      expect(seen.you.can['booking.cancel']).toBe(false);
      expect((await cancel(desk.teacher, booking.id)).status).toBe(200);
    });

    it('keeps what was agreed when the offering becomes stricter', async () => {
      const { desk, ana, booking } = await book();
      await server
        .clientFor(desk.teacher)
        .offerings.put(desk.offering.id, { title: 'Other', courseId: 'piano', cancelHours: 700 });
      const answer = await cancel(ana, booking.id);
      expect(answer.body).toMatchObject({ state: 'cancelled', title: 'Piano lesson' });
    });

    it('a session by its host cancels the booking', async () => {
      const { desk, ana, booking } = await book();
      await server.clientFor(desk.teacher).sessions.cancel(booking.sessionId);
      const late = await cancel(ana, booking.id);
      expect(late.body.error.code).toBe('ALREADY_CANCELLED');
      await server.settle();
      expect(await server.clientFor(ana).bookings.get(booking.id)).toMatchObject({
        state: 'cancelled',
        sequence: 1,
      });
      expect((await post(ana, bookingOf(desk, MONDAY_9))).status).toBe(201);
    });
  });
});
