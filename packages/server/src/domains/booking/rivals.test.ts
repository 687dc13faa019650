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

  it('move theirs to it, while others want what they leave: every time is one lesson’s', async () => {
    const desk = await openDesk(server, { availability: { ...DAYTIME, zone: 'UTC' } });
    const at = (day: number, hour: number): string =>
      new Date(Date.parse('2026-11-23T09:00:00.000Z') + (day * 24 + hour) * MS_PER_HOUR).toISOString();
    const movers = Array.from({ length: 7 }, () => someone('student'));
    const newcomers = Array.from({ length: 7 }, () => someone('student'));
    let bookings = await Promise.all(
      movers.map((mover, hour) => server.clientFor(mover).bookings.create(bookingOf(desk, at(0, hour)))),
    );
    for (let round = 0; round < 8; round++) {
      const goal = at(round + 1, 0);
      const answers = await Promise.all([
        ...bookings.map(({ id, sequence }, index) =>
          server.request('POST', `/v1/bookings/${id}/move`, {
            as: movers[index]!,
            body: { startsAt: goal, zone: 'UTC', sequence },
          }),
        ),
        ...newcomers.map((newcomer, index) =>
          server.request('POST', '/v1/bookings', {
            as: newcomer,
            body: bookingOf(desk, bookings[index]!.startsAt),
          }),
        ),
      ]);
      const moves = answers.slice(0, movers.length);
      const taken = answers.filter(({ status }) => status >= 400);
      expect(
        moves.filter(({ status }) => status === 200),
        `round ${String(round)}`,
      ).toHaveLength(1);
      expect(new Set(taken.map(({ body }) => body.error?.code as string))).toEqual(new Set(['SLOT_TAKEN']));
      const winner = moves.findIndex(({ status }) => status === 200);
      const left = bookings[winner]!.startsAt;
      bookings = await Promise.all(
        bookings.map(({ id }, index) => server.clientFor(movers[index]!).bookings.get(id)),
      );
      expect(bookings.map(({ startsAt }) => startsAt).filter((time) => time === goal)).toHaveLength(1);
      // What was left is free or one newcomer's, and nobody lost what they had.
      const all = (await server.clientFor(desk.teacher).bookings.list({ limit: 100 })).items;
      const standing = all.filter(({ state }) => state === 'confirmed');
      expect(new Set(standing.map(({ startsAt }) => startsAt)).size).toBe(standing.length);
      const free = await slotsOn(server, newcomers[0]!, desk, left.slice(0, 10));
      expect(free.some(({ startsAt }) => startsAt === left)).toBe(
        !standing.some(({ startsAt }) => startsAt === left),
      );
      for (const { body, status } of answers.slice(movers.length))
        if (status === 201) await server.clientFor(desk.teacher).bookings.cancel(body.id as string);
    }
  }, 120_000);

  it('swap theirs at once: both keep what they have, and nobody waits for a deadlock', async () => {
    const desk = await openDesk(server, { availability: { ...DAYTIME, zone: 'UTC' } });
    const times = ['2026-11-23T09:00:00.000Z', '2026-11-23T10:00:00.000Z'] as const;
    const pair = [someone('student'), someone('student')] as const;
    const bookings = await Promise.all(
      pair.map((one, index) => server.clientFor(one).bookings.create(bookingOf(desk, times[index]!))),
    );
    for (let round = 0; round < 10; round++) {
      const answers = await Promise.all(
        bookings.map(({ id }, index) =>
          server.request('POST', `/v1/bookings/${id}/move`, {
            as: pair[index]!,
            body: { startsAt: times[1 - index], zone: 'UTC', sequence: 0 },
          }),
        ),
      );
      expect(answers.map(({ body }) => body.error.code as string)).toEqual(['SLOT_TAKEN', 'SLOT_TAKEN']);
    }
  });
});
