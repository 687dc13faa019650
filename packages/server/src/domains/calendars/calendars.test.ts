import { execFileSync } from 'node:child_process';
import ICAL from 'ical.js';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeOnEachEngine } from '../../testing/each-engine.js';
import { createTestLectern, TEST_NOW, type TestLectern, type TestPerson } from '../../testing/index.js';

const DAY_MS = 86_400_000;
const PYTHON = '/usr/bin/python3';
const READ_CALENDAR = `
import sys, json, icalendar
calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
print(json.dumps([{
  'uid': str(event['UID']), 'sequence': int(event['SEQUENCE']), 'status': str(event['STATUS']),
  'start': event['DTSTART'].dt.timestamp(), 'end': event['DTEND'].dt.timestamp(), 'title': str(event['SUMMARY']),
} for event in calendar.walk('VEVENT')]))`;

const hasPythonReader = (() => {
  try {
    execFileSync(PYTHON, ['-c', 'import icalendar'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

const at = (days: number): string => new Date(TEST_NOW.getTime() + days * DAY_MS).toISOString();
const parse = (text: string): ICAL.Component => new ICAL.Component(ICAL.parse(text) as unknown[]);
const eventsOf = (text: string): ICAL.Event[] =>
  parse(text)
    .getAllSubcomponents('vevent')
    .map((event) => new ICAL.Event(event));

describeOnEachEngine('a calendar feed', (engine) => {
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

  let count = 0;
  const someone = (role: 'student' | 'teacher' | 'admin', rest: Partial<TestPerson> = {}): TestPerson => {
    count += 1;
    return { id: `feed-${role}-${String(count)}`, role, courses: ['piano'], ...rest };
  };
  const subscribe = async (as: TestPerson): Promise<string> =>
    new URL((await server.clientFor(as).calendars.createFeed()).url).pathname;
  const read = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    server.lectern.fetch(new Request(`https://lectern.test${path}`, { headers }));
  const makeClass = (teacher: TestPerson, days: number, attendeeIds: readonly string[], title = 'Choir') =>
    server.clientFor(teacher).sessions.create({
      title,
      startsAt: at(days),
      durationMinutes: 45,
      attendeeIds,
      courseId: 'piano',
    });

  it('has the person’s own sessions and nobody else’s', async () => {
    const teacher = someone('teacher', { name: 'Tom Keys', email: 'tom@lms.test' });
    const ana = someone('student', { email: 'ana@lms.test', language: 'de-AT' });
    await server.request('GET', '/v1/me', { as: ana });
    const mine = await makeClass(teacher, 1, [ana.id], 'Mine, “quoted”; and \\ more');
    await makeClass(teacher, 2, [], 'Of my course, not mine');
    await makeClass(someone('teacher'), 1, [someone('student').id], 'Of others');
    const cancelled = await makeClass(teacher, 3, [ana.id], 'Cancelled');
    await server.clientFor(teacher).sessions.cancel(cancelled.id);

    const response = await read(await subscribe(ana));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8; method=PUBLISH');
    const text = await response.text();
    const calendar = parse(text);
    expect(
      ['method', 'x-wr-calname', 'x-published-ttl', 'refresh-interval'].map((name) =>
        String(calendar.getFirstPropertyValue(name)),
      ),
    ).toEqual(['PUBLISH', 'Meine Stunden', 'PT1H', 'PT1H']);
    expect(text).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT1H');
    expect(eventsOf(text).map(({ uid, summary, sequence }) => [uid, summary, sequence])).toEqual([
      [`${mine.id}@lectern.test`, 'Mine, “quoted”; and \\ more', 0],
      [`${cancelled.id}@lectern.test`, 'Cancelled', 1],
    ]);
    const [first, second] = calendar.getAllSubcomponents('vevent');
    expect(first?.getFirstPropertyValue('status')).toBe('CONFIRMED');
    expect(second?.getFirstPropertyValue('status')).toBe('CANCELLED');
    expect(eventsOf(text)[0]?.location).toBe(`https://lms.test/room?session=${mine.id}`);
    expect(text).not.toMatch(/ATTENDEE|ana@|tom@/);
    expect(eventsOf(await (await read(await subscribe(teacher))).text())).toHaveLength(3);
  });

  it('names a booked lesson as its mails and its file do, through a move and a cancellation', async () => {
    const teacher = someone('teacher');
    const ana = someone('student');
    const weekly = ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => ({
      weekday,
      startMinute: 0,
      endMinute: 1_440,
    }));
    const offering = await server.clientFor(teacher).offerings.create({ title: 'Piano', courseId: 'piano' });
    await server.clientFor(teacher).availability.put(teacher.id, { zone: 'UTC', weekly, overrides: [] });
    const { bookings } = server.clientFor(ana);
    const startsAt = '2026-11-25T10:00:00.000Z';
    const ids = { offeringId: offering.id, hostId: teacher.id, zone: 'UTC' };
    const booking = await bookings.create({ ...ids, startsAt });
    const path = await subscribe(ana);
    const entry = async () => {
      const [event, ...rest] = eventsOf(await (await read(path)).text());
      expect(rest).toEqual([]);
      const [inFile] = eventsOf(await (await bookings.ics(booking.id)).text());
      const [ofSession] = eventsOf(
        await (await server.clientFor(ana).calendars.ics(booking.sessionId)).text(),
      );
      const said = [event, inFile, ofSession].map((one) => [
        one?.uid,
        one?.sequence,
        one?.startDate.toJSDate().toISOString(),
        one?.component.getFirstPropertyValue('status'),
      ]);
      expect(said[1]).toEqual(said[0]);
      expect(said[2]).toEqual(said[0]);
      return said[0];
    };
    const uid = `${booking.id}@lectern.test`;
    expect(await entry()).toEqual([uid, 0, startsAt, 'CONFIRMED']);
    const later = '2026-11-26T11:00:00.000Z';
    await bookings.move(booking.id, { startsAt: later, zone: 'UTC', sequence: 0 });
    expect(await entry()).toEqual([uid, 1, later, 'CONFIRMED']);
    await bookings.cancel(booking.id);
    expect(await entry()).toEqual([uid, 2, later, 'CANCELLED']);
  });

  it('reaches from thirty days ago to a year ahead', async () => {
    const teacher = someone('teacher');
    for (const days of [365, 367]) await makeClass(teacher, days, [], `In ${String(days)} days`);
    const old = await makeClass(teacher, 10, [], 'Thirty-one days ago');
    const recent = await makeClass(teacher, 11, [], 'Twenty-nine days ago');
    for (const [{ id }, days] of [
      [old, -31],
      [recent, -29],
    ] as const)
      await sql`update sessions set starts_at = ${new Date(at(days))}, ends_at = ${new Date(at(days + 0.1))}
        where id = ${id}`.execute(server.database.db);
    const events = eventsOf(await (await read(await subscribe(teacher))).text());
    expect(events.map(({ summary }) => summary)).toEqual(['Twenty-nine days ago', 'In 365 days']);
  });

  it('is asked again for nothing while nothing changed', async () => {
    const teacher = someone('teacher');
    const { id } = await makeClass(teacher, 1, []);
    const path = await subscribe(teacher);
    const first = await read(path);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^W\/"[\w-]{43}"$/);
    for (const known of [etag, etag.slice(2), `"other", ${etag}`, '*']) {
      const again = await read(path, { 'if-none-match': known });
      expect([again.status, await again.text(), again.headers.get('etag')], known).toEqual([304, '', etag]);
    }
    await server.clientFor(teacher).sessions.cancel(id);
    const changed = await read(path, { 'if-none-match': etag });
    expect(changed.status).toBe(200);
    expect(changed.headers.get('etag')).not.toBe(etag);
  });

  it('is ended by a new link and by deleting it; no other ticket opens anything', async () => {
    const teacher = someone('teacher');
    const { calendars } = server.clientFor(teacher);
    expect(await calendars.feed()).toEqual({});
    const old = await subscribe(teacher);
    expect(await calendars.feed()).toEqual({ createdAt: TEST_NOW.toISOString() });
    const current = await subscribe(teacher);
    expect((await read(old)).status).toBe(404);
    expect((await read(current)).status).toBe(200);
    await calendars.deleteFeed();
    await calendars.deleteFeed();
    expect(await calendars.feed()).toEqual({});
    for (const path of [
      current,
      `/v1/feeds/${'A'.repeat(43)}/calendar.ics`,
      '/v1/feeds/x/calendar.ics',
      '/v1/feeds/%2E%2E/calendar.ics',
      `/v1/feeds/${current.split('/')[3] ?? ''}%0A/calendar.ics`,
    ]) {
      const answer = await read(path);
      expect(
        [answer.status, ((await answer.json()) as { error: { code: string } }).error.code],
        path,
      ).toEqual([404, 'NOT_FOUND']);
    }
  });

  it('keeps its secret nowhere', async () => {
    const teacher = someone('teacher');
    const answer = await server.request('POST', '/v1/me/calendar-feed', {
      as: teacher,
      headers: { 'idempotency-key': `feed-${engine.name}` },
    });
    expect(answer.status).toBe(201);
    const ticket = /\/v1\/feeds\/([\w-]{43})\/calendar\.ics$/.exec(answer.body.url as string)?.[1] ?? '';
    expect(ticket).not.toBe('');
    const { rows } = await sql<{ row: string }>`
      select to_jsonb(f)::text as row from calendar_feeds f
      union all select to_jsonb(k)::text from idempotency_keys k
      union all select to_jsonb(o)::text from outbox_facts o`.execute(server.database.db);
    expect(rows.length).toBeGreaterThan(0);
    for (const { row } of rows) expect(row).not.toContain(ticket);
  });

  it('is not for an invitation to single sessions', async () => {
    const guest = someone('student', { sessions: ['ses-0123456789abcdefghijkl'] });
    for (const method of ['GET', 'POST', 'DELETE'] as const)
      expect((await server.request(method, '/v1/me/calendar-feed', { as: guest })).status).toBe(403);
  });

  it('file of a session is for those who see it, and a community has none', async () => {
    const teacher = someone('teacher');
    const { id } = await makeClass(teacher, 1, []);
    const stranger = someone('student', { courses: ['violin'] });
    const as = (person: TestPerson, session: string) =>
      server.request('GET', `/v1/sessions/${session}/calendar.ics`, { as: person });
    expect((await as(stranger, id)).status).toBe(404);
    const forever = await server.clientFor(teacher).sessions.create({ title: 'Café', kind: 'community' });
    expect((await as(teacher, forever.id)).status).toBe(404);
  });

  it.skipIf(!hasPythonReader)('reads the same to Python’s icalendar', async () => {
    const teacher = someone('teacher');
    const titles = ['a, b; c\\d', 'ü'.repeat(90), 'بيانو 🎹 レッスン'];
    const made = await Promise.all(titles.map((title, index) => makeClass(teacher, index + 1, [], title)));
    const text = await (await read(await subscribe(teacher))).text();
    const read_ = JSON.parse(
      execFileSync(PYTHON, ['-c', READ_CALENDAR], { input: text }).toString(),
    ) as unknown;
    expect(read_).toEqual(
      made.map(({ id, startsAt, endsAt, title }) => ({
        uid: `${id}@lectern.test`,
        sequence: 0,
        status: 'CONFIRMED',
        start: Date.parse(startsAt ?? '') / 1_000,
        end: Date.parse(endsAt ?? '') / 1_000,
        title,
      })),
    );
  });
});

describe('the rate of readers', () => {
  it('is limited, person by person', async () => {
    const server = await createTestLectern({ rateLimits: {} });
    const teacher: TestPerson = { id: 'busy', role: 'teacher' };
    const path = new URL((await server.clientFor(teacher).calendars.createFeed()).url).pathname;
    const statuses = new Set<number>();
    for (let count = 0; count < 70; count++)
      statuses.add((await server.lectern.fetch(new Request(`https://lectern.test${path}`))).status);
    expect([...statuses]).toEqual([200, 429]);
    await server.stop();
  });
});
