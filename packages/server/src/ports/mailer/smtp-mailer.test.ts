import { afterEach, describe, expect, it } from 'vitest';
import { describeMailer } from '../../testing/describe-mailer.js';
import { readMail } from './mail-reader.fixture.js';
import { MailRefusedError, MailUnsentError, type Mailer, type MailMessage } from './mailer.js';
import { smtpMailer, type SmtpMailerOptions } from './smtp-mailer.js';
import { startSmtpServer, type TestSmtpServer, type TestSmtpServerOptions } from './smtp-server.fixture.js';

const FROM = 'Campus <mail@campus.example>';
const AUTH = { user: 'campus', pass: 'päss:w/rd@secret' };
const MAIL: MailMessage = {
  messageId: '<one@lectern.test>',
  date: new Date('2026-11-20T18:00:00.000Z'),
  to: { address: 'bo@example.org' },
  subject: 'Booked',
  text: 'Booked',
  html: '<p>Booked</p>',
  language: 'en',
};
const { signal } = new AbortController();

let open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.reverse()) await one.close();
  open = [];
});

async function start(
  serverOptions: TestSmtpServerOptions = {},
  mailerOptions: Partial<SmtpMailerOptions> = {},
): Promise<{ readonly server: TestSmtpServer; readonly mailer: Mailer }> {
  const server = await startSmtpServer(serverOptions);
  const { port, ca } = server;
  const mailer = smtpMailer({ host: 'localhost', port, from: FROM, tls: { ca }, ...mailerOptions });
  open.push(server, mailer);
  return { server, mailer };
}

const failure = async (mailer: Mailer, message = MAIL): Promise<Error> => {
  const error: unknown = await mailer.send(message, { signal }).then(
    () => new Error('it was sent'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new TypeError('it threw what is no error');
  return error;
};

describeMailer({
  describe,
  it,
  expect,
  read: readMail,
  async create() {
    const { server, mailer } = await start();
    return {
      mailer,
      arrived: () => Promise.resolve(server.taken.map(({ bytes }) => bytes)),
      close: () => Promise.resolve(),
    };
  },
});

describe('smtpMailer', () => {
  it('encrypts before it says who it is, and sends from its address', async () => {
    const { server, mailer } = await start({ auth: AUTH }, { auth: AUTH });
    await mailer.send(MAIL, { signal });
    expect(server.taken).toMatchObject([{ to: 'bo@example.org', secure: true, user: 'campus' }]);
    expect((await readMail(server.taken[0]!.bytes)).from).toBe('mail@campus.example');
    expect(mailer.from).toEqual({ address: 'mail@campus.example', name: 'Campus' });
  });

  it('sends nothing in the clear, unless it was told to', async () => {
    const { server, mailer } = await start({ withoutTls: true });
    expect(await failure(mailer)).toBeInstanceOf(MailUnsentError);
    expect(server.taken).toEqual([]);
    const plain = smtpMailer({ host: 'localhost', port: server.port, from: FROM, requireTls: false });
    await plain.send(MAIL, { signal });
    expect(server.taken).toMatchObject([{ secure: false }]);
  });

  it('trusts no certificate it was not told of', async () => {
    const { server } = await start();
    const mailer = smtpMailer({ host: 'localhost', port: server.port, from: FROM });
    expect(await failure(mailer)).toBeInstanceOf(MailUnsentError);
    expect(server.taken).toEqual([]);
  });

  it.each([
    [550, MailRefusedError],
    [552, MailRefusedError],
    [450, MailUnsentError],
    [530, MailUnsentError],
  ])('takes %i for an address as %o', async (code, kind) => {
    const { server, mailer } = await start();
    server.refused.set('bo@example.org', code);
    const error = await failure(mailer);
    expect(error).toBeInstanceOf(kind);
    // The address is somebody's: it stays out of what is logged.
    expect(error.message).not.toContain('bo@example.org');
    expect(error.message).toContain(String(code));
  });

  it('tries again what was refused after the text, what was cut, and what nobody took', async () => {
    const { server, mailer } = await start();
    server.faults.push(554, 'cut', 'cut-after-data');
    expect(await failure(mailer)).toBeInstanceOf(MailUnsentError);
    expect(await failure(mailer)).toBeInstanceOf(MailUnsentError);
    expect(server.taken).toEqual([]);
    expect(await failure(mailer)).toBeInstanceOf(MailUnsentError);
    expect(server.taken).toHaveLength(1);
    await server.close();
    expect(await failure(mailer)).toBeInstanceOf(MailUnsentError);
  });

  it('waits for a slow server no longer than its time', async () => {
    let answer = (): void => undefined;
    const beforeAnswer = (): Promise<void> => new Promise((resolve) => (answer = resolve));
    const { server, mailer } = await start({ beforeAnswer }, { timeoutSeconds: 0.2 });
    expect(await failure(mailer)).toBeInstanceOf(MailUnsentError);
    answer();
    expect(server.taken).toEqual([]);
  });

  it('stops in the middle when it is called off', async () => {
    const off = new AbortController();
    const beforeAnswer = (): Promise<void> => {
      off.abort(new Error('stopping'));
      return new Promise(() => undefined);
    };
    const { mailer } = await start({ beforeAnswer });
    await expect(mailer.send(MAIL, { signal: off.signal })).rejects.toThrow('stopping');
  });

  it('says a wrong password without saying it', async () => {
    const { mailer } = await start({ auth: AUTH }, { auth: { ...AUTH, pass: 'wrong-secret' } });
    const error = await failure(mailer);
    expect(error).toBeInstanceOf(MailUnsentError);
    expect(error.message).toContain('535');
    const all = JSON.stringify([error.message, error.stack, Object.values(error), String(error.cause)]);
    expect(all).not.toContain('wrong-secret');
    expect(all).not.toContain(Buffer.from('wrong-secret').toString('base64'));
  });

  it('reads an address with user and password', async () => {
    const { server } = await start({ auth: AUTH });
    const url = `smtp://campus:${encodeURIComponent(AUTH.pass)}@localhost:${String(server.port)}`;
    const mailer = smtpMailer({ url, from: { address: 'mail@campus.example' }, tls: { ca: server.ca } });
    await mailer.send(MAIL, { signal });
    expect(server.taken).toMatchObject([{ user: 'campus' }]);
  });

  it.each([
    [{ from: FROM }, /either url or host/],
    [{ from: FROM, host: 'mail.example', url: 'smtp://mail.example' }, /either url or host/],
    [{ from: FROM, host: '' }, /host/],
    [{ from: FROM, host: 'mail.example', port: 70_000 }, /port/],
    [{ from: FROM, url: 'https://u:hush@mail.example' }, /url must be like/],
    [{ from: FROM, url: 'u:hush@mail.example' }, /url must be like/],
    [{ from: FROM, url: 'smtp://u:hush@mail.example?tls.rejectUnauthorized=false' }, /url must end/],
    [{ from: FROM, url: 'smtp://u:hush%zz@mail.example' }, /percent-encoded/],
    [{ from: 'Campus', host: 'mail.example' }, /from/],
    [{ from: 'a@b\r\nBcc: c@d', host: 'mail.example' }, /from/],
  ] as const)('refuses %o, and repeats no secret', (options, message) => {
    const make = (): Mailer => smtpMailer(options as SmtpMailerOptions);
    expect(make).toThrow(TypeError);
    expect(make).toThrow(message);
    expect(make).not.toThrow(/hush/);
  });
});
