import { createDomains } from '../../create-lectern.js';
import { afterEach, expect, it } from 'vitest';
import { createTestLectern, type CreateTestLecternOptions, type TestLectern } from '../../testing/index.js';
import { describeOnEachEngine } from '../../testing/each-engine.js';
import { settableClock } from '../../ports/clock/settable-clock.js';
import { bookingOf, someone } from '../booking/booking.fixture.js';
import { openSchool, STARTS_AT, type School } from './school.fixture.js';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const at = (iso: string, ms = 0): Date => new Date(Date.parse(iso) + ms);

describeOnEachEngine('notifications', (engine) => {
  let closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.reverse()) await close();
    closing = [];
  });

  async function open(options: CreateTestLecternOptions = {}): Promise<School> {
    const school = await openSchool(engine, options);
    closing.push(school.close);
    return school;
  }

  it('sends every mail of a lesson once, when it is due', async () => {
    const { server, mailbox, book } = await open();
    await book();
    await server.settle();
    expect(mailbox.take()).toEqual(['bo@example.org confirm 0', 'tom@example.org confirm 0']);
    await server.setTime(at(STARTS_AT, -24 * HOUR_MS - 1));
    expect(mailbox.take()).toEqual([]);
    await server.setTime(at(STARTS_AT, -24 * HOUR_MS));
    expect(mailbox.take()).toEqual(['bo@example.org remind_1d 0', 'tom@example.org remind_1d 0']);
    await server.setTime(at(STARTS_AT, -HOUR_MS));
    expect(mailbox.take()).toEqual(['bo@example.org remind_1h 0', 'tom@example.org remind_1h 0']);
    await server.setTime(at(STARTS_AT, 48 * HOUR_MS));
    expect(mailbox.take()).toEqual([]);
  });

  it('reminds nobody of a lesson that was cancelled', async () => {
    const { server, mailbox, book, bo, rows } = await open();
    const { id } = await book();
    mailbox.take();
    await server.clientFor(bo).bookings.cancel(id, { reason: 'I am ill' });
    await server.settle();
    expect(mailbox.take()).toEqual(['bo@example.org cancel 1', 'tom@example.org cancel 1']);
    await server.setTime(at(STARTS_AT, -HOUR_MS));
    expect(mailbox.take()).toEqual([]);
    const skipped = (await rows()).filter(({ state }) => state === 'skipped');
    expect(skipped.map(({ kind, skip_reason: reason }) => [kind, reason])).toEqual([
      ['remind_1d', 'cancelled'],
      ['remind_1d', 'cancelled'],
      ['remind_1h', 'cancelled'],
      ['remind_1h', 'cancelled'],
    ]);
    expect(mailbox.to('tom@example.org').at(-1)?.text).toContain('I am ill');
  });

  it('looks once more right before it sends', async () => {
    let isDeaf = false;
    const { server, mailbox, book, bo, rows } = await open({
      createDomains: (deps) =>
        createDomains(deps).map((domain) => ({
          ...domain,
          onFact: domain.onFact.map((handler) => ({
            ...handler,
            handle: (tx, fact) =>
              isDeaf && domain.name === 'notifications'
                ? Promise.reject(new Error('not now'))
                : handler.handle(tx, fact),
          })),
        })),
    });
    const { id } = await book();
    mailbox.take();
    // The reminders wait, and nobody has told them yet that it was cancelled.
    isDeaf = true;
    await server.clientFor(bo).bookings.cancel(id, {});
    await server.setTime(at(STARTS_AT, -24 * HOUR_MS));
    expect(mailbox.take()).toEqual([]);
    expect((await rows()).map(({ kind, state, skip_reason: reason }) => [kind, state, reason])).toEqual([
      ['confirm', 'sent', null],
      ['confirm', 'sent', null],
      ['remind_1d', 'skipped', 'cancelled'],
      ['remind_1d', 'skipped', 'cancelled'],
      ['remind_1h', 'pending', null],
      ['remind_1h', 'pending', null],
    ]);
    isDeaf = false;
    await server.setTime(at(STARTS_AT, -23 * HOUR_MS));
    expect(mailbox.take()).toEqual(['bo@example.org cancel 1', 'tom@example.org cancel 1']);
  });

  it('moves the same calendar entry when the lesson is moved', async () => {
    const { server, mailbox, book, bo } = await open();
    const { id, sequence } = await book();
    const before = mailbox.to('bo@example.org').at(-1)?.calendar?.content ?? '';
    mailbox.take();
    const startsAt = '2026-12-08T10:00:00.000Z';
    await server.clientFor(bo).bookings.move(id, { startsAt, zone: 'Asia/Tokyo', sequence });
    await server.settle();
    expect(mailbox.take()).toEqual(['bo@example.org update 1', 'tom@example.org update 1']);
    const after = mailbox.to('bo@example.org').at(-1)?.calendar?.content ?? '';
    expect(lineOf(after, 'UID')).toBe(lineOf(before, 'UID'));
    expect([lineOf(before, 'SEQUENCE'), lineOf(after, 'SEQUENCE')]).toEqual(['SEQUENCE:0', 'SEQUENCE:1']);
    expect(lineOf(after, 'DTSTART')).toBe('DTSTART:20261208T100000Z');
    // What is downloaded by hand is the same entry.
    const file = await server.request('GET', `/v1/bookings/${id}/calendar.ics`, { as: bo });
    expect(lineOf(String(file.body), 'UID')).toBe(lineOf(after, 'UID'));
    // The reminders moved with it.
    await server.setTime(at(STARTS_AT, -HOUR_MS));
    expect(mailbox.take()).toEqual([]);
    await server.setTime(at(startsAt, -24 * HOUR_MS));
    expect(mailbox.take()).toEqual(['bo@example.org remind_1d 1', 'tom@example.org remind_1d 1']);
  });

  it('plans no reminder that would come at once with the confirmation', async () => {
    const { server, mailbox, book } = await open({ clock: settableClock(at(STARTS_AT, -3 * HOUR_MS)) });
    await book();
    expect(mailbox.take()).toEqual(['bo@example.org confirm 0', 'tom@example.org confirm 0']);
    await server.setTime(at(STARTS_AT, -HOUR_MS));
    expect(mailbox.take()).toEqual(['bo@example.org remind_1h 0', 'tom@example.org remind_1h 0']);
  });

  it('floods nobody after two days of downtime', async () => {
    const { server, mailbox, book } = await open();
    // One that is over by then, one that is near, one that is far.
    await book('2026-12-07T08:00:00.000Z');
    await book('2026-12-08T10:00:00.000Z');
    await book('2026-12-10T08:00:00.000Z');
    expect(mailbox.take()).toHaveLength(6);
    // What was due at the time stays undone: the clock leaps over it.
    await server.setTime(at('2026-12-08T09:30:00.000Z'));
    expect(mailbox.take()).toEqual(['bo@example.org remind_1h 0', 'tom@example.org remind_1h 0']);
    await server.setTime(at('2026-12-09T08:00:00.000Z'));
    expect(mailbox.take()).toEqual(['bo@example.org remind_1d 0', 'tom@example.org remind_1d 0']);
  });

  it('tries again after 1, 5, 15 and 60 minutes and 6 hours, and one who fails holds up no other', async () => {
    const { server, mailbox, book, rows } = await open();
    mailbox.faults.set('bo@example.org', 'fail');
    await book();
    expect(mailbox.take()).toEqual(['tom@example.org confirm 0']);
    const tries = async (): Promise<number | undefined> =>
      (await rows()).find(({ kind, state }) => kind === 'confirm' && state !== 'sent')?.attempts;
    expect(await tries()).toBe(1);
    for (const [index, minutes] of [1, 5, 15, 60, 360].entries()) {
      await server.setTime(new Date(server.clock.now().getTime() + minutes * MINUTE_MS - 1));
      expect(await tries()).toBe(index + 1);
      // With the jitter at its most.
      await server.setTime(new Date(server.clock.now().getTime() + 0.2 * minutes * MINUTE_MS + 1));
      expect(await tries()).toBe(index + 2);
    }
    expect((await rows()).filter(({ state }) => state === 'failed')).toHaveLength(1);
    // Nobody knows that the address is wrong: it may have been the server. The host hears of it all the same.
    await server.settle();
    expect(mailbox.take()).toEqual(['tom@example.org undelivered 0']);
  });

  it('sends late what was not taken for an hour', async () => {
    const { server, mailbox, book } = await open();
    mailbox.faults.set('bo@example.org', 'fail').set('tom@example.org', 'fail');
    await book();
    await server.setTime(new Date(server.clock.now().getTime() + 30 * MINUTE_MS));
    expect(mailbox.take()).toEqual([]);
    mailbox.faults.clear();
    await server.setTime(new Date(server.clock.now().getTime() + 30 * MINUTE_MS));
    expect(mailbox.take()).toEqual(['bo@example.org confirm 0', 'tom@example.org confirm 0']);
  });

  it('gives up at once on a refused address, and tells the host whom to tell', async () => {
    const { server, mailbox, book, rows } = await open();
    mailbox.faults.set('bo@example.org', 'refuse');
    await book();
    await server.settle();
    expect(mailbox.take()).toEqual(['tom@example.org confirm 0', 'tom@example.org undelivered 0']);
    expect(mailbox.to('tom@example.org').at(-1)?.text).toContain('Bo');
    expect((await rows()).find(({ state }) => state === 'failed')).toMatchObject({
      kind: 'confirm',
      attempts: 1,
    });
  });

  it('writes nobody who has no address, and goes on', async () => {
    const { server, mailbox, desk, rows } = await open();
    const cy = someone('student', { name: 'Cy' });
    await server.clientFor(cy).bookings.create(bookingOf(desk, STARTS_AT));
    await server.settle();
    expect(mailbox.take()).toEqual(['tom@example.org confirm 0']);
    expect((await rows()).filter(({ skip_reason: reason }) => reason === 'no-address')).toHaveLength(1);
  });

  // PGlite belongs to one process.
  if (engine.name === 'postgres')
    it('sends once from two servers on one database', async () => {
      const { server, mailbox, desk } = await open();
      const other = await createTestLectern({
        on: { ...(await engineOf(server)), drop: () => Promise.resolve() },
        clock: server.clock,
        mailer: mailbox,
      });
      closing.push(() => other.stop());
      const students = Array.from({ length: 6 }, (_, index) =>
        someone('student', { name: `S${String(index)}`, email: `s${String(index)}@example.org` }),
      );
      for (const [index, student] of students.entries())
        await server
          .clientFor(student)
          .bookings.create(bookingOf(desk, at(STARTS_AT, index * HOUR_MS).toISOString()));
      await Promise.all([server.settle(), other.settle(), server.settle(), other.settle()]);
      await server.settle();
      server.clock.set(at(STARTS_AT, -24 * HOUR_MS));
      await Promise.all([server.settle(), other.settle()]);
      const ids = mailbox.sent.map(({ messageId }) => messageId);
      expect(ids.length).toBe(new Set(ids).size);
      expect(
        mailbox.summary().filter((line) => line.startsWith('s') && line.endsWith('confirm 0')),
      ).toHaveLength(6);
      expect(
        mailbox.summary().filter((line) => line.startsWith('tom') && line.endsWith('confirm 0')),
      ).toHaveLength(6);
    });

  async function engineOf(server: TestLectern): Promise<{ engine: typeof engine.name; database: string }> {
    const source = (server.database as unknown as { source: { connectionString?: string } }).source;
    return Promise.resolve({ engine: engine.name, database: source.connectionString ?? '' });
  }
});

function lineOf(text: string, property: string): string | undefined {
  return text
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .find((line) => line.startsWith(`${property}:`));
}
