import type { ProviderEvent, WebhookDelivery } from '@lectern/core';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeOnEachEngine } from '../../testing/each-engine.js';
import {
  createTestLectern,
  createTestProvider,
  type TestLectern,
  type TestPerson,
} from '../../testing/index.js';
import { Lesson } from './lesson.fixture.js';

const MINUTE = 60_000;

const person = (id: string, role: TestPerson['role'], courses = ['piano']): TestPerson => ({
  id,
  role: role ?? 'student',
  name: id.toUpperCase(),
  courses,
});
const [tom, ana, bob, cleo] = [
  person('tom', 'teacher'),
  person('ana', 'student'),
  person('bob', 'student'),
  person('cleo', 'student'),
];

async function factsOf(server: TestLectern, sessionId: string): Promise<readonly string[]> {
  const rows = await server.database.db
    .withTables<{ outbox_facts: { ord: number; type: string; data: Record<string, unknown> } }>()
    .selectFrom('outbox_facts')
    .select(['type', 'data'])
    .where('type', 'like', 'attendance-%')
    .orderBy('ord')
    .execute();
  return rows
    .filter(({ data }) => data['sessionId'] === sessionId)
    .map(({ type, data }) => `${type} ${String(data['version'])}`);
}

describeOnEachEngine('attendance from our own channel', (engine) => {
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

  it('follows a reload, a second device and a crash, while it runs and afterwards', async () => {
    const lesson = await Lesson.begin(server, tom, { attendeeIds: [ana.id, bob.id, cleo.id, 'dan'] });
    await lesson.join(tom);
    const anas = await lesson.join(ana);
    await lesson.at(1);
    await lesson.join(bob);
    await lesson.at(2);
    const cleos = await lesson.join(cleo);
    // A reload: out and in again within a minute.
    await lesson.at(4);
    await lesson.leave(anas);
    await lesson.at(4, 10);
    await lesson.join(ana);
    // A second device puts the first one out in the same moment.
    await lesson.at(5);
    const phone = await lesson.join(bob, 'phone');

    const running = await lesson.report();
    expect(running).toMatchObject({ source: 'channel', final: false, version: 0, windowMs: 5 * MINUTE });
    expect(running.rows.map(({ personId }) => personId)).toEqual(['tom', 'ana', 'bob', 'cleo', 'dan']);
    expect(await lesson.rowOf(ana)).toMatchObject({
      totalMs: 5 * MINUTE - 10_000,
      countedMs: 5 * MINUTE,
      status: 'present',
      flags: ['still_in'],
    });
    expect(await lesson.rowOf(bob)).toMatchObject({ totalMs: 4 * MINUTE, segments: 1 });
    expect((await lesson.rowOf(bob))?.flags).toEqual(['superseded', 'still_in']);

    await lesson.at(6);
    lesson.crash(cleos);
    await lesson.at(7);
    expect(await lesson.rowOf(cleo)).toMatchObject({
      totalMs: 4 * MINUTE,
      lastLeaveAt: new Date(lesson.beginMs + 6 * MINUTE).toISOString(),
      flags: ['closed_by_last_seen'],
    });
    await lesson.at(9);
    await lesson.leave(phone);
    await lesson.at(10);
    await lesson.end();

    const ended = await lesson.report();
    expect(ended).toMatchObject({ final: false, version: 0, windowMs: 10 * MINUTE });
    expect(await factsOf(server, lesson.session.id)).toEqual([]);
    await server.setTime(new Date(lesson.beginMs + 20 * MINUTE));
    const final = await lesson.report();
    expect(final).toMatchObject({ final: true, version: 1, windowMs: 10 * MINUTE });
    expect(
      final.rows.map(({ personId, totalMs, countedMs, status, percent }) => ({
        personId,
        totalMs,
        countedMs,
        status,
        percent,
      })),
    ).toEqual([
      { personId: 'tom', totalMs: 10 * MINUTE, countedMs: 10 * MINUTE, status: 'present', percent: 100 },
      {
        personId: 'ana',
        totalMs: 10 * MINUTE - 10_000,
        countedMs: 10 * MINUTE,
        status: 'present',
        percent: 100,
      },
      { personId: 'bob', totalMs: 8 * MINUTE, countedMs: 8 * MINUTE, status: 'present', percent: 80 },
      { personId: 'cleo', totalMs: 4 * MINUTE, countedMs: 4 * MINUTE, status: 'partial', percent: 40 },
      { personId: 'dan', totalMs: 0, countedMs: 0, status: 'absent', percent: 0 },
    ]);
    expect(final.rows[0]).toMatchObject({ isHost: true, role: 'teacher', name: 'TOM' });
    expect(await factsOf(server, lesson.session.id)).toEqual(['attendance-finalized 1']);
    // Nothing changes when nothing happens.
    await server.setTime(new Date(lesson.beginMs + 25 * MINUTE));
    expect(await lesson.report()).toEqual(final);
  });

  it('is shown whole to staff and to others only as their own', async () => {
    const lesson = await Lesson.begin(server, tom, { kind: 'lesson', attendeeIds: [ana.id, bob.id] });
    await lesson.join(tom);
    await lesson.join(ana);
    await lesson.at(1);
    const idsFor = async (as: TestPerson) => (await lesson.report(as)).rows.map(({ personId }) => personId);
    for (const staff of [
      tom,
      person('eve', 'teacher'),
      person('mia', 'moderator'),
      person('ada', 'admin', []),
    ])
      expect(await idsFor(staff), staff.id).toEqual(['tom', 'ana', 'bob']);
    expect(await idsFor(ana)).toEqual(['ana']);
    expect(await idsFor(bob)).toEqual(['bob']);
    const statusFor = async (as: TestPerson, id = lesson.session.id) =>
      (await server.request('GET', `/v1/sessions/${id}/attendance`, { as })).status;
    expect(await statusFor(cleo)).toBe(403);
    expect(await statusFor(person('zoe', 'student', ['violin']))).toBe(404);
    expect(await statusFor(person('zac', 'teacher', ['violin']))).toBe(404);
    expect(await statusFor({ ...ana, sessions: ['ses-another'] })).toBe(404);
    expect(await statusFor(tom, 'ses-unknown')).toBe(404);
    await lesson.end();
  });

  it('gets another version when a session that was over goes on', async () => {
    const lesson = await Lesson.begin(server, tom, { attendeeIds: [ana.id] });
    await lesson.join(tom);
    await lesson.at(5);
    await lesson.end();
    await server.setTime(new Date(lesson.beginMs + 15 * MINUTE));
    expect(await lesson.report()).toMatchObject({ final: true, version: 1 });
    await server.clientFor(tom).sessions.reopen(lesson.session.id);
    await lesson.join(tom);
    await lesson.at(16);
    expect(await lesson.report()).toMatchObject({ final: false, version: 0 });
    await lesson.end();
    expect(await lesson.report()).toMatchObject({ final: false, version: 0 });
    await server.setTime(new Date(lesson.beginMs + 26 * MINUTE));
    expect(await lesson.report()).toMatchObject({ final: true, version: 2, windowMs: 5 * MINUTE });
    expect(await lesson.rowOf(tom)).toMatchObject({ totalMs: 6 * MINUTE, countedMs: 5 * MINUTE });
    expect(await factsOf(server, lesson.session.id)).toEqual([
      'attendance-finalized 1',
      'attendance-revised 2',
    ]);
  });

  it('says that a lesson to which nobody came was not held', async () => {
    const startsAt = new Date(server.clock.now().getTime() + MINUTE);
    const lesson = await Lesson.begin(server, tom, {
      startsAt: startsAt.toISOString(),
      attendeeIds: [ana.id],
    });
    await server.setTime(new Date(startsAt.getTime() + 40 * MINUTE));
    await server.setTime(new Date(startsAt.getTime() + 60 * MINUTE));
    const report = await lesson.report();
    expect(report).toMatchObject({ final: true, version: 1, windowMs: 0 });
    expect(report.rows.map(({ status, percent }) => [status, percent])).toEqual([
      ['not_held', null],
      ['not_held', null],
    ]);
  });
});

describe('attendance from a provider that tells', () => {
  const events = new Map<string, ProviderEvent>();
  const provider = createTestProvider({
    capabilities: { presence: 'events', connectionIdUnique: true, signedWebhooks: true },
    async receiveWebhook(request) {
      const body = await request.text();
      const delivery: WebhookDelivery = { body, contentType: 'text/plain', query: {} };
      return { deliveryId: body, delivery, events: [] };
    },
    readDelivery: ({ body }) => {
      const event = events.get(body);
      return event ? [event] : [];
    },
  });
  let server: TestLectern;
  beforeAll(async () => {
    server = await createTestLectern({ providers: { test: provider } });
  });
  afterAll(() => server.stop());

  const deliver = async (event: ProviderEvent, deliveryId = event.eventId): Promise<void> => {
    events.set(deliveryId, event);
    const response = await server.lectern.fetch(
      new Request('https://lectern.test/v1/webhooks/test', { method: 'POST', body: deliveryId }),
    );
    expect(response.status).toBe(204);
    await server.settle();
  };

  it('counts its events alone, in any order and twice, and revises when one comes late', async () => {
    const lesson = await Lesson.begin(server, tom, { attendeeIds: [ana.id, bob.id] });
    const at = (minutes: number): Date => new Date(lesson.beginMs + minutes * MINUTE);
    const event = (
      eventId: string,
      type: ProviderEvent['type'],
      minutes: number,
      who?: { id: string; connectionId: string; human?: boolean },
    ): ProviderEvent => ({
      eventId,
      type,
      roomId: lesson.session.id,
      occurrenceId: 'sid-1',
      occurredAt: at(minutes),
      ...(who ? { participant: { human: true, ...who } } : {}),
    });
    // Known by name, but never on our channel.
    await server.request('GET', '/v1/me', { as: ana });
    await lesson.join(tom);
    await lesson.join(bob);
    await lesson.at(10);
    await deliver(event('e4', 'participant-left', 9, { id: ana.id, connectionId: 'pa-ana' }));
    await deliver(event('e2', 'participant-joined', 1, { id: ana.id, connectionId: 'pa-ana' }));
    await deliver(event('e2', 'participant-joined', 1, { id: ana.id, connectionId: 'pa-ana' }), 'e2-again');
    await deliver(event('e1', 'participant-joined', 0, { id: tom.id, connectionId: 'pa-tom' }));
    await deliver(event('e5', 'participant-joined', 0, { id: 'rec', connectionId: 'pa-rec', human: false }));
    await deliver(event('e6', 'room-ended', 10));
    await lesson.end();
    await server.setTime(at(20));
    const first = await lesson.report();
    expect(first).toMatchObject({ source: 'provider', final: true, version: 1, windowMs: 10 * MINUTE });
    expect(first.rows.map(({ personId, totalMs, status }) => [personId, totalMs, status])).toEqual([
      ['tom', 10 * MINUTE, 'present'],
      ['ana', 8 * MINUTE, 'present'],
      // Connected to our channel, but the provider never saw him.
      ['bob', 0, 'absent'],
    ]);
    await deliver(
      event('e2', 'participant-joined', 1, { id: ana.id, connectionId: 'pa-ana' }),
      'e2-once-more',
    );
    expect(await lesson.report()).toEqual(first);
    // Proof of what is known already makes no new version.
    await deliver(event('e8', 'participant-seen', 5, { id: ana.id, connectionId: 'pa-ana' }));
    expect(await lesson.report()).toEqual(first);
    await deliver(event('e7', 'participant-joined', 2, { id: bob.id, connectionId: 'pa-bob' }));
    expect(await lesson.report()).toMatchObject({ final: true, version: 2 });
    expect(await lesson.rowOf(bob)).toMatchObject({
      totalMs: 8 * MINUTE,
      status: 'present',
      flags: ['closed_by_room_end'],
    });
    const { rows: states } = await sql`select distinct state from inbox_deliveries`.execute(
      server.database.db,
    );
    expect(states).toEqual([{ state: 'processed' }]);
    expect(await factsOf(server, lesson.session.id)).toEqual([
      'attendance-finalized 1',
      'attendance-revised 2',
    ]);
  });
});
