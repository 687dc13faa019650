import { createDomains } from '../../create-lectern.js';
import type { RecordingState } from '@lectern/core/contract';
import { afterEach, expect, it } from 'vitest';
import type { DomainDeps } from '../../platform/deps.js';
import { describeOnEachEngine } from '../../testing/each-engine.js';
import { TEST_NOW, type CreateTestLecternOptions } from '../../testing/index.js';
import { openSchool, STARTS_AT, type School } from './school.fixture.js';

const HOUR_MS = 3_600_000;

describeOnEachEngine('mail of classes and recordings', (engine) => {
  let closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.reverse()) await close();
    closing = [];
  });

  async function open(
    options: CreateTestLecternOptions = {},
  ): Promise<School & { readonly deps: DomainDeps }> {
    let deps: DomainDeps | undefined;
    const school = await openSchool(engine, {
      createDomains: (given) => createDomains((deps = given)),
      ...options,
    });
    closing.push(school.close);
    if (!deps) throw new TypeError('the server made no domains');
    return { ...school, deps };
  }

  const plan = {
    title: 'Algebra',
    courseId: 'piano',
    startsAt: STARTS_AT,
    durationMinutes: 60,
    zone: 'Europe/Berlin',
  };

  it('invites those who are in a class, reminds them, and calls it off', async () => {
    const { server, mailbox, desk, bo } = await open();
    await server.clientFor(bo).me.get();
    const teaching = server.clientFor(desk.teacher);
    const { id } = await teaching.sessions.create({ ...plan, attendeeIds: [bo.id, 'nobody-we-know'] });
    await server.settle();
    expect(mailbox.take()).toEqual(['bo@example.org confirm 0', 'tom@example.org confirm 0']);
    const invite = mailbox.to('bo@example.org').at(-1)?.calendar;
    expect(invite?.method).toBe('REQUEST');
    expect(invite?.content).toContain(`UID:${id}@lectern.test`);
    await server.setTime(new Date(Date.parse(STARTS_AT) - 24 * HOUR_MS));
    expect(mailbox.take()).toEqual(['bo@example.org remind_1d 0', 'tom@example.org remind_1d 0']);
    await teaching.sessions.cancel(id);
    await server.settle();
    expect(mailbox.take()).toEqual(['bo@example.org cancel 1', 'tom@example.org cancel 1']);
    expect(mailbox.to('bo@example.org').at(-1)?.calendar?.method).toBe('CANCEL');
    await server.setTime(new Date(Date.parse(STARTS_AT) - HOUR_MS));
    expect(mailbox.take()).toEqual([]);
  });

  it('writes nothing of what goes live, ends or is open for ever', async () => {
    const { server, mailbox, desk, bo } = await open();
    await server.clientFor(bo).me.get();
    const teaching = server.clientFor(desk.teacher);
    const { id } = await teaching.sessions.create({ title: 'Now', courseId: 'piano', attendeeIds: [bo.id] });
    await server.settle();
    // Its host stands in it already.
    expect(mailbox.take()).toEqual(['bo@example.org confirm 0']);
    await teaching.sessions.start(id);
    await server.settle();
    await teaching.sessions.end(id);
    await teaching.sessions.create({ kind: 'community', title: 'Everybody', attendeeIds: [bo.id] });
    await server.settle();
    expect(mailbox.take()).toEqual([]);
  });

  it('tells a lesson that was booked once, though its session is new too', async () => {
    const { mailbox, book, rows } = await open();
    await book();
    expect(mailbox.take()).toHaveLength(2);
    expect(new Set((await rows()).map(({ about }) => about))).toEqual(new Set(['booking']));
  });

  it('tells those who may see it that a recording is ready, once, with the page of the LMS', async () => {
    const { server, mailbox, book, deps, desk } = await open({
      recordingUrl: ({ recordingId }) => `https://lms.test/recordings/${recordingId}`,
    });
    const { sessionId } = await book();
    const recordingId = `rec-${'r'.repeat(22)}`;
    const become = async (state: RecordingState): Promise<void> => {
      await server.database.transaction((tx) =>
        deps.appendFacts(tx, [
          {
            tenant: 'default',
            type: 'recording-changed',
            topics: [],
            data: {
              sessionId,
              recording: {
                id: recordingId,
                state,
                startedAt: TEST_NOW.toISOString(),
                recordedBy: { id: desk.teacher.id, name: 'Tom' },
              },
            },
            occurredAt: server.clock.now(),
          },
        ]),
      );
      await server.settle();
    };
    mailbox.take();
    await server.setTime(new Date(Date.parse(STARTS_AT) + 2 * HOUR_MS));
    mailbox.take();
    for (const state of ['announced', 'uploading', 'processing'] as const) await become(state);
    expect(mailbox.take()).toEqual([]);
    // Two days later: it may be late, but not lost.
    await become('ready');
    await become('ready');
    expect(mailbox.take()).toEqual(['bo@example.org recording_ready 0', 'tom@example.org recording_ready 0']);
    const mail = mailbox.to('bo@example.org').at(-1);
    expect(mail?.text).toContain(`https://lms.test/recordings/${recordingId}`);
    expect(mail?.calendar).toBeUndefined();
  });

  it('writes nothing of a recording that was deleted before its mail went out', async () => {
    const { server, mailbox, book, deps } = await open();
    const { sessionId } = await book();
    mailbox.take();
    mailbox.faults.set('bo@example.org', 'fail').set('tom@example.org', 'fail');
    const become = (state: RecordingState): Promise<void> =>
      server.database
        .transaction((tx) =>
          deps.appendFacts(tx, [
            {
              tenant: 'default',
              type: 'recording-changed',
              topics: [],
              data: { sessionId, recording: { id: 'rec-1', state } },
              occurredAt: server.clock.now(),
            },
          ]),
        )
        .then(() => server.settle());
    await become('ready');
    await become('deleted');
    mailbox.faults.clear();
    await server.setTime(new Date(server.clock.now().getTime() + HOUR_MS));
    expect(mailbox.take()).toEqual([]);
  });

  it('makes no mail, and no rows, without a mailer', async () => {
    const { server, mailbox, desk, bo, rows } = await openSchoolWithout();
    await server.clientFor(bo).me.get();
    await server.clientFor(desk.teacher).sessions.create({ ...plan, attendeeIds: [bo.id] });
    await server.settle();
    expect(mailbox.sent).toEqual([]);
    expect(await rows()).toEqual([]);
  });

  async function openSchoolWithout(): Promise<School> {
    const school = await openSchool(engine, {
      createDomains({ mailer: _mailer, ...deps }) {
        return createDomains(deps);
      },
    });
    closing.push(school.close);
    return school;
  }

  it('writes to a person under another tenant nothing of this one', async () => {
    const { server, mailbox, desk, bo } = await open({ tenants: { default: {}, other: {} } });
    const twin = { ...bo, tenant: 'other', email: 'twin@example.org' };
    await server.clientFor(twin).me.get();
    await server.clientFor(desk.teacher).sessions.create({ ...plan, attendeeIds: [bo.id] });
    await server.settle();
    expect(mailbox.take()).toEqual(['tom@example.org confirm 0']);
  });

  it('still reaches whom the LMS told us of, though their token does not say how', async () => {
    const { server, mailbox, desk } = await open();
    const cy = { id: 'cy', courses: ['piano'] };
    await server.lectern.api.people.put('cy', {
      name: 'Cy',
      role: 'student',
      email: 'cy@example.org',
      language: 'ja',
    });
    await server.clientFor(cy).me.get();
    await server.clientFor(desk.teacher).sessions.create({ ...plan, attendeeIds: ['cy'] });
    await server.settle();
    expect(mailbox.to('cy@example.org').map(({ language }) => language)).toEqual(['ja']);
    // Said by the back end, nothing is something.
    await server.lectern.api.people.put('cy', { name: 'Cy', role: 'student' });
    await server.setTime(new Date(Date.parse(STARTS_AT) - 24 * HOUR_MS));
    expect(mailbox.to('cy@example.org')).toHaveLength(1);
  });

  it('takes the address, the language and the zone of the day it is sent', async () => {
    const { server, mailbox, book, bo } = await open();
    await book();
    const moved = { ...bo, email: 'new@example.org', language: 'ja', zone: 'America/New_York' };
    await server.clientFor(moved).me.get();
    mailbox.take();
    await server.setTime(new Date(Date.parse(STARTS_AT) - 24 * HOUR_MS));
    const mail = mailbox.to('new@example.org').at(-1);
    expect(mail?.language).toBe('ja');
    expect(mail?.text).toContain('New York, UTC-05:00');
  });
});
