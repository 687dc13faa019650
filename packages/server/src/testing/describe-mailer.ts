import type { Mailer, MailMessage } from '../ports/mailer/mailer.js';

/** The part of an assertion library the suite uses; that of Vitest, Jest and Bun fits. */
export type MailerSuiteExpect = (actual: unknown) => {
  toBe(expected: unknown): void;
  toEqual(expected: unknown): void;
};

/** A mailer, and what came out of it at the other end. */
export interface MailerUnderTest {
  readonly mailer: Mailer;
  /** The bytes of every mail that arrived, the oldest first. */
  arrived(): Promise<readonly Uint8Array[]>;
  close(): Promise<void>;
}

/** One mail as its reader sees it: what `postal-mime` and others give. */
export interface ReadMail {
  readonly messageId: string;
  readonly from: string;
  readonly to: readonly { readonly address: string; readonly name: string }[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  readonly attachments: readonly {
    readonly type: string;
    readonly method?: string;
    readonly disposition?: string;
    readonly content: string;
  }[];
}

export interface DescribeMailerOptions {
  readonly describe: (name: string, body: () => void) => unknown;
  readonly it: (name: string, body: () => Promise<void>) => unknown;
  readonly expect: MailerSuiteExpect;
  /** Called once a test. */
  readonly create: () => Promise<MailerUnderTest>;
  readonly read: (bytes: Uint8Array) => Promise<ReadMail>;
}

const MAIL: MailMessage = {
  messageId: '<one.confirm.0.x@lectern.test>',
  date: new Date('2026-11-20T18:00:00.000Z'),
  to: { address: 'bo@example.org', name: 'Bo Müller, 李 "Bo"' },
  subject: 'Gebucht: Klavier – ピアノ – درس',
  text: 'Hallo Bo,\n\n.\nGrüße\n',
  html: '<p>Hallo <b>Bo</b></p>',
  language: 'de',
};
const INVITE = 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n';
/** Readers may give text with the line ends of their own machine. */
const withLf = (text: string): string => text.replaceAll('\r\n', '\n');

/**
 * What every mailer must keep: run it in its own test file.
 *
 * @example
 * ```ts fragment
 * import { describeMailer } from '@lectern/server/testing';
 * import { describe, expect, it } from 'vitest';
 *
 * describeMailer({ describe, it, expect, create: openMyMailer, read: readWithMyParser });
 * ```
 */
export function describeMailer({ describe, it, expect, create, read }: DescribeMailerOptions): void {
  const { signal } = new AbortController();

  async function sendOne(message: MailMessage): Promise<ReadMail> {
    const { mailer, arrived, close } = await create();
    try {
      await mailer.send(message, { signal });
      const [bytes] = await arrived();
      return await read(bytes ?? new Uint8Array());
    } finally {
      await close();
    }
  }

  describe('a mailer', () => {
    it('carries every part of a mail as it is', async () => {
      const mail = await sendOne(MAIL);
      expect(mail.messageId).toBe(MAIL.messageId);
      expect(mail.to).toEqual([MAIL.to]);
      expect(mail.subject).toBe(MAIL.subject);
      expect(mail.text.trim()).toBe(MAIL.text.trim());
      expect(mail.html.trim()).toBe(MAIL.html);
      expect(mail.headers.get('content-language')).toBe('de');
      expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
      expect(new Date(mail.headers.get('date') ?? '').toISOString()).toBe(MAIL.date.toISOString());
      expect(mail.attachments).toEqual([]);
    });

    it('carries an invite twice with its method: for the reader’s buttons, and as a file', async () => {
      const mail = await sendOne({ ...MAIL, calendar: { method: 'REQUEST', content: INVITE } });
      expect(
        mail.attachments.map(({ type, method, content }) => ({ type, method, content: withLf(content) })),
      ).toEqual([
        { type: 'text/calendar', method: 'REQUEST', content: withLf(INVITE) },
        { type: 'application/ics', method: undefined, content: withLf(INVITE) },
      ]);
      expect(mail.headers.get('content-type')?.split(';')[0]).toBe('multipart/mixed');
    });

    it('lets no text become a header', async () => {
      const mail = await sendOne({
        ...MAIL,
        subject: 'Hello\r\nBcc: all@example.org\r\n\r\n<b>body</b>',
        to: { address: MAIL.to.address, name: 'Bo\r\nBcc: all@example.org' },
      });
      expect(mail.headers.get('bcc')).toBe(undefined);
      expect(mail.subject).toBe('Hello Bcc: all@example.org <b>body</b>');
      expect(mail.to).toEqual([{ address: MAIL.to.address, name: 'Bo Bcc: all@example.org' }]);
    });

    it('refuses for ever what is no address of one person', async () => {
      const { mailer, arrived, close } = await create();
      const bad = [
        '',
        'nobody',
        'a@b\r\nBcc: c@d',
        'a@b, c@d',
        '<a@b>',
        'a b@c',
        `${'x'.repeat(400)}@y.example`,
      ];
      try {
        for (const address of bad) {
          const error: unknown = await mailer
            .send({ ...MAIL, to: { address } }, { signal })
            .catch((e: unknown) => e);
          expect(error instanceof Error ? error.name : error).toBe('MailRefusedError');
        }
        expect((await arrived()).length).toBe(0);
      } finally {
        await close();
      }
    });

    it('sends nothing once it is called off', async () => {
      const { mailer, arrived, close } = await create();
      try {
        const reason = new Error('stopping');
        const error: unknown = await mailer
          .send(MAIL, { signal: AbortSignal.abort(reason) })
          .catch((e: unknown) => e);
        expect(error).toBe(reason);
        expect((await arrived()).length).toBe(0);
      } finally {
        await close();
      }
    });
  });
}
