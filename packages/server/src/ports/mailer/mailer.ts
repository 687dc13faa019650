export interface MailAddress {
  readonly address: string;
  readonly name?: string;
}

/** One mail to one person. Text is plain; whoever implements this builds the MIME tree and guards the headers. */
export interface MailMessage {
  /** Stable over repeats of the same mail: `<booking.kind.sequence.recipient@domain>`. */
  readonly messageId: string;
  /** When it is sent. */
  readonly date: Date;
  readonly to: MailAddress;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** BCP 47, for `Content-Language`. */
  readonly language: string;
  /** The invite: `method` equals the METHOD line inside. */
  readonly calendar?: { readonly method: 'REQUEST' | 'CANCEL' | 'PUBLISH'; readonly content: string };
}

/** Sends mail. Being asked twice for one `messageId` may send it twice, but never loses it. */
export interface Mailer {
  /** Who the mail is from, and whom calendars show as the organizer: an address that takes answers. */
  readonly from: MailAddress;
  /**
   * Resolves when the next server has taken it.
   *
   * @throws {MailRefusedError} when it will never be taken: an unknown address. Anything else may be tried again.
   */
  send(message: MailMessage, options: { readonly signal: AbortSignal }): Promise<void>;
  close(): Promise<void>;
}

/** What is known of mail that was not taken, without secrets and without an address in the message. */
export interface MailErrorOptions {
  readonly cause?: unknown;
  /** What the server said. It may name the recipient: for the database, not for logs. */
  readonly response?: string;
}

/** The mail will never be taken, so it is not tried again. */
export class MailRefusedError extends Error {
  override readonly name: string = 'MailRefusedError';
  readonly response: string | undefined;

  constructor(message: string, { cause, response }: MailErrorOptions = {}) {
    super(message, { cause });
    this.response = response;
  }
}

/** The mail was not taken this time. */
export class MailUnsentError extends Error {
  override readonly name: string = 'MailUnsentError';
  readonly response: string | undefined;

  constructor(message: string, { cause, response }: MailErrorOptions = {}) {
    super(message, { cause });
    this.response = response;
  }
}
