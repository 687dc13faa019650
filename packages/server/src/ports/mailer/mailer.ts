/** One mail to one person. Text is plain; whoever implements this builds the MIME tree and guards the headers. */
export interface MailMessage {
  /** Stable over repeats of the same mail: `<booking.kind.sequence.recipient@domain>`. */
  readonly messageId: string;
  readonly to: { readonly address: string; readonly name?: string };
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
  /**
   * Resolves when the next server has taken it.
   *
   * @throws {MailRefusedError} when it will never be taken: an unknown address. Anything else may be tried again.
   */
  send(message: MailMessage, options: { readonly signal: AbortSignal }): Promise<void>;
  close(): Promise<void>;
}

/** The mail will never be taken, so it is not tried again. */
export class MailRefusedError extends Error {
  override readonly name: string = 'MailRefusedError';
}
