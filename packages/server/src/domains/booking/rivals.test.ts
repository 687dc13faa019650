import type { Slot } from '@lectern/core/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEachEngine } from '../../testing/each-engine.js';
import { createTestLectern, type TestLectern } from '../../testing/index.js';
import { bookingOf, DAYTIME, openDesk, slotsOn, someone } from './booking.fixture.js';

const RIVALS = 50;
const ROUNDS = 40;
const MS_PER_HOUR = 3_600_000;

describeOnEachEngine('fifty students who want one slot', (engine) => {
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

  it(`are one winner and ${String(RIVALS - 1)} who see what is really free, ${String(ROUNDS)} times`, async () => {
    const desk = await openDesk(server, { availability: { ...DAYTIME, zone: 'UTC' } });
    const rivals = Array.from({ length: RIVALS }, () => someone('student'));
    const tokens = await Promise.all(rivals.map((rival) => server.tokenFor(rival)));
    const first = Date.parse('2026-11-23T09:00:00.000Z');
    for (let round = 0; round < ROUNDS; round++) {
      const startsAt = new Date(
        first + Math.floor(round / 8) * 24 * MS_PER_HOUR + (round % 8) * MS_PER_HOUR,
      ).toISOString();
      const answers = await Promise.all(
        tokens.map((token) =>
          server.request('POST', '/v1/bookings', {
            headers: { authorization: `Bearer ${token}` },
            body: bookingOf(desk, startsAt, 'Asia/Kolkata'),
          }),
        ),
      );
      const winners = answers.filter(({ status }) => status === 201);
      expect(winners, `round ${String(round)}`).toHaveLength(1);
      const losers = answers.filter(({ status }) => status !== 201);
      expect(new Set(losers.map(({ body }) => body.error?.code as string))).toEqual(new Set(['SLOT_TAKEN']));
      const free = new Set<string>();
      for (const date of [startsAt, new Date(Date.parse(startsAt) + 24 * MS_PER_HOUR).toISOString()])
        for (const slot of await slotsOn(server, rivals[0]!, desk, date.slice(0, 10)))
          free.add(slot.startsAt);
      for (const { body } of losers) {
        const alternatives = body.error.details.alternatives as Slot[];
        expect(alternatives).toHaveLength(3);
        for (const slot of alternatives) {
          expect(slot.viewerOffset).toBe('+05:30');
          // The nearest lie on this day or the next; what lies before this day was taken in earlier rounds.
          expect(free.has(slot.startsAt), `${slot.startsAt} is offered and not free`).toBe(true);
        }
      }
    }
    const list = await server.clientFor(desk.teacher).bookings.list({ limit: 100 });
    expect(list.items).toHaveLength(ROUNDS);
    expect(new Set(list.items.map(({ startsAt }) => startsAt)).size).toBe(ROUNDS);
  }, 120_000);
});
