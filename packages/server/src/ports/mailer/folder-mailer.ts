import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { parseFrom, requireAddress } from './mail-address.js';
import { MailUnsentError, type MailAddress, type Mailer } from './mailer.js';
import { toMimeMessage } from './mime-message.js';

const NAME_LENGTH = 32;

export interface FolderMailerOptions {
  /** Default: `Lectern <lectern@localhost>`. */
  readonly from?: string | MailAddress;
}

/**
 * Sends nothing: writes each mail as one `.eml` file into a folder, for development and for a demonstration. A file is
 * there with all of its bytes or not at all; the same mail twice is one file.
 */
export function folderMailer(dir: string, options: FolderMailerOptions = {}): Mailer {
  if (typeof dir !== 'string' || dir === '')
    throw new TypeError('[@lectern/server] folderMailer: name a folder.');
  const from = parseFrom('folderMailer', options.from ?? 'Lectern <lectern@localhost>');
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'win' });
  return {
    from,
    async send(message, { signal }) {
      requireAddress(message.to);
      signal.throwIfAborted();
      const { message: bytes } = await transport.sendMail(toMimeMessage(message, from));
      const name = createHash('sha256').update(message.messageId).digest('hex').slice(0, NAME_LENGTH);
      const draft = join(dir, `.${name}.${randomUUID()}.tmp`);
      try {
        await mkdir(dir, { recursive: true });
        await writeFile(draft, bytes as Buffer, { flush: true });
        await rename(draft, join(dir, `${name}.eml`));
      } catch (error) {
        await rm(draft, { force: true }).catch(() => undefined);
        throw new MailUnsentError('The mail could not be written into its folder.', { cause: error });
      }
    },
    close: () => Promise.resolve(),
  };
}
