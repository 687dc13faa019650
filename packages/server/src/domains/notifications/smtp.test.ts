import { afterEach, expect, it } from 'vitest';
import { jsonLog } from '../../ports/log/json-log.js';
import { readMail } from '../../ports/mailer/mail-reader.fixture.js';
import { smtpMailer } from '../../ports/mailer/smtp-mailer.js';
import {
  startSmtpServer,
  type TakenMail,
  type TestSmtpServer,
  type TestSmtpServerOptions,
} from '../../ports/mailer/smtp-server.fixture.js';
import { settableClock } from '../../ports/clock/settable-clock.js';
import type { ReadMail } from '../../testing/describe-mailer.js';
import { describeOnEachEngine } from '../../testing/each-engine.js';
import { TEST_NOW } from '../../testing/index.js';
import { openSchool, STARTS_AT, type School } from './school.fixture.js';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const AUTH = { user: 'campus', pass: 'a secret of the mail server' };

interface MailedSchool extends School {
  readonly smtp: TestSmtpServer;
  readonly logged: readonly string[];
  wait(ms: number): Promise<void>;
}

describeOnEachEngine('notifications over SMTP', (engine) => {
  let closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.reverse()) await close();
    closing = [];
  });

  async function open(options: TestSmtpServerOptions = {}): Promise<MailedSchool> {
    const smtp = await startSmtpServer({ auth: AUTH, ...options });
    closing.push(() => smtp.close());
    const { port, ca } = smtp;
    const mailer = smtpMailer({
      host: 'localhost',
      port,
      auth: AUTH,
      from: 'Campus <mail@campus.example>',
      tls: { ca },
      timeoutSeconds: 5,
    });
    const logged: string[] = [];
    const clock = settableClock(TEST_NOW);
    const log = jsonLog({ clock, level: 'debug', write: (line) => logged.push(line) });
    const school = await openSchool(engine, { mailer, clock, log });
    closing.push(school.close);
    return {
      ...school,
      smtp,
      logged,
      wait: (ms) => school.server.setTime(new Date(clock.now().getTime() + ms)),
    };
  }

  const of = async (taken: readonly TakenMail[], address: string): Promise<readonly ReadMail[]> =>
    Promise.all(taken.filter(({ to }) => to === address).map(({ bytes }) => readMail(bytes)));

  it('writes each in their own language and zone, one mail a person, encrypted, with an invite', async () => {
    const { smtp, book } = await open();
    const { id } = await book();
    expect(smtp.taken.map(({ to, secure, user }) => [to, secure, user]).sort()).toEqual([
      ['bo@example.org', true, 'campus'],
      ['tom@example.org', true, 'campus'],
    ]);
    const [forBo] = await of(smtp.taken, 'bo@example.org');
    const [forTom] = await of(smtp.taken, 'tom@example.org');
    expect(forBo?.to).toEqual([{ address: 'bo@example.org', name: 'Bo' }]);
    expect(forBo?.from).toBe('mail@campus.example');
    expect(forBo?.subject).toContain('Booked: Piano lesson');
    expect(forBo?.text).toContain('(Tokyo, UTC+09:00)');
    expect(forTom?.subject).toContain('Gebucht: Piano lesson');
    expect(forTom?.text).toContain('Bo hat Unterricht bei Ihnen gebucht.');
    expect(forTom?.headers.get('content-language')).toBe('de');
    expect(forBo?.attachments.map(({ type, method }) => [type, method])).toEqual([
      ['text/calendar', 'REQUEST'],
      ['application/ics', undefined],
    ]);
    const ics = forBo?.attachments[0]?.content ?? '';
    expect(ics).toContain(`UID:${id}@lectern.test`);
    expect(ics).toContain('METHOD:REQUEST');
    expect(ics).not.toContain('tom@example.org');
    expect(forBo?.attachments[1]?.content).toBe(ics);
  });

  it('sends an hour late what no server took for an hour', async () => {
    const { smtp, book, wait, logged } = await open();
    await smtp.close();
    await book();
    await wait(30 * MINUTE_MS);
    expect(smtp.taken).toEqual([]);
    const again = await startSmtpServer({ auth: AUTH, port: smtp.port });
    closing.push(() => again.close());
    await wait(30 * MINUTE_MS);
    expect(again.taken.map(({ to }) => to).sort()).toEqual(['bo@example.org', 'tom@example.org']);
    expect(logged.join('')).toContain('will be tried again');
  });

  it('tells the host at once of an address that is refused, and tries one again that was busy', async () => {
    const { smtp, book, wait, rows, server } = await open();
    smtp.refused.set('bo@example.org', 550);
    await book();
    await server.settle();
    const told = await of(smtp.taken, 'tom@example.org');
    expect(told.map(({ subject }) => subject.split(':')[0])).toEqual(['Gebucht', 'Mail nicht zugestellt']);
    expect(told[1]?.text).toContain('unsere Mail dazu hat Bo nicht erreicht');
    const failed = (await rows()).find(({ state }) => state === 'failed');
    expect(failed).toMatchObject({ kind: 'confirm', attempts: 1 });
    expect(failed?.last_error).toContain('550');
    smtp.refused.set('bo@example.org', 451);
    await book('2026-12-08T10:00:00.000Z');
    smtp.refused.clear();
    await wait(2 * MINUTE_MS);
    expect((await of(smtp.taken, 'bo@example.org')).map(({ subject }) => subject.split(':')[0])).toEqual([
      'Booked',
    ]);
  });

  it('may send twice under one id when the answer to a mail was lost, and never loses one', async () => {
    const { smtp, book, wait } = await open();
    smtp.faults.push('cut-after-data', 'cut');
    await book();
    await wait(2 * MINUTE_MS);
    const mails = await Promise.all(smtp.taken.map(({ bytes }) => readMail(bytes)));
    expect(mails).toHaveLength(3);
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(2);
    expect(new Set(smtp.taken.map(({ to }) => to))).toEqual(new Set(['bo@example.org', 'tom@example.org']));
  });

  it('comes after a slow server the next time', async () => {
    let isSlow = true;
    const { smtp, book, wait } = await open({
      beforeAnswer: () => (isSlow ? new Promise(() => undefined) : Promise.resolve()),
    });
    await book();
    expect(smtp.taken).toEqual([]);
    isSlow = false;
    await wait(2 * MINUTE_MS);
    expect(smtp.taken).toHaveLength(2);
  });

  it('updates and ends the same calendar entry', async () => {
    const { smtp, book, server, bo } = await open();
    const { id, sequence } = await book();
    const client = server.clientFor(bo);
    const moved = await client.bookings.move(id, {
      startsAt: '2026-12-08T10:00:00.000Z',
      zone: 'Asia/Tokyo',
      sequence,
    });
    await server.settle();
    await client.bookings.cancel(id, { sequence: moved.sequence });
    await server.settle();
    const invites = (await of(smtp.taken, 'bo@example.org')).map(({ attachments: [invite] }) => ({
      part: invite?.method,
      ...Object.fromEntries(
        [...(invite?.content ?? '').matchAll(/^(METHOD|UID|SEQUENCE|STATUS|DTSTART):(.*?)\r?$/gm)].map(
          ([, name = '', value = '']) => [name, value] as const,
        ),
      ),
    }));
    const uid = `${id}@lectern.test`;
    expect(invites).toEqual([
      {
        part: 'REQUEST',
        METHOD: 'REQUEST',
        UID: uid,
        SEQUENCE: '0',
        STATUS: 'CONFIRMED',
        DTSTART: '20261207T080000Z',
      },
      {
        part: 'REQUEST',
        METHOD: 'REQUEST',
        UID: uid,
        SEQUENCE: '1',
        STATUS: 'CONFIRMED',
        DTSTART: '20261208T100000Z',
      },
      {
        part: 'CANCEL',
        METHOD: 'CANCEL',
        UID: uid,
        SEQUENCE: '2',
        STATUS: 'CANCELLED',
        DTSTART: '20261208T100000Z',
      },
    ]);
    await server.setTime(new Date(Date.parse(STARTS_AT) + 48 * HOUR_MS));
    expect(smtp.taken).toHaveLength(6);
  });

  it('logs no secret of the mail server and nobody’s address, whatever fails', async () => {
    const { smtp, book, wait, logged, rows } = await open();
    smtp.refused.set('bo@example.org', 550);
    smtp.faults.push('cut');
    await book();
    await wait(2 * MINUTE_MS);
    await smtp.close();
    await book('2026-12-08T10:00:00.000Z');
    const wrong = await startSmtpServer({ auth: { ...AUTH, pass: 'another' }, port: smtp.port });
    closing.push(() => wrong.close());
    await wait(2 * MINUTE_MS);
    const all = logged.join('');
    expect(all).toContain('will be tried again');
    const stored = JSON.stringify(await rows());
    for (const secret of [AUTH.pass, Buffer.from(AUTH.pass).toString('base64')]) {
      expect(all).not.toContain(secret);
      expect(stored).not.toContain(secret);
    }
    expect(all).not.toContain('bo@example.org');
    expect(all).not.toContain('tom@example.org');
  });
});
