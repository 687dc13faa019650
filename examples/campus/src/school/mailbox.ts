import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';

const FILE = /^([0-9a-f]{32})\.eml$/;

/** A mail as its reader sees it. */
export interface Mail {
  /** Stands in the path. */
  readonly id: string;
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly sentAt: Date;
  readonly text: string;
  /** A whole page, as it was sent. */
  readonly html: string;
  /** The calendar file that came with it. */
  readonly invite?: Uint8Array<ArrayBuffer>;
}

/** The mail Lectern has written into a folder, as a mail server would hand it out. */
export interface Mailbox {
  /** Of one address, newest first. */
  list(address: string): Promise<readonly Mail[]>;
}

/** Reads the folder of a `folderMailer`. Each file once; a mail that was sent again is read again. */
export function createMailbox(folder: string): Mailbox {
  const known = new Map<string, { readonly changedAt: number; readonly mail: Mail }>();

  async function read(name: string, id: string): Promise<Mail | undefined> {
    const path = join(folder, name);
    const { mtimeMs: changedAt } = await stat(path);
    const before = known.get(name);
    if (before?.changedAt === changedAt) return before.mail;
    const mail = await parse(await readFile(path), id);
    known.set(name, { changedAt, mail });
    return mail;
  }

  return {
    async list(address) {
      const names = await readdir(folder).catch(() => []);
      const mails = await Promise.all(
        names.map(async (name) => {
          const id = FILE.exec(name)?.[1];
          return id === undefined ? undefined : read(name, id);
        }),
      );
      return mails
        .filter((mail) => mail !== undefined)
        .filter(({ to }) => to === address)
        .sort((a, b) => b.sentAt.getTime() - a.sentAt.getTime() || a.id.localeCompare(b.id));
    },
  };
}

async function parse(bytes: Uint8Array, id: string): Promise<Mail> {
  const mail = await PostalMime.parse(bytes);
  const invite = mail.attachments.find(({ mimeType }) => mimeType === 'application/ics')?.content;
  return {
    id,
    to: mail.to?.[0]?.address ?? '',
    from: mail.from?.name || (mail.from?.address ?? ''),
    subject: mail.subject ?? '',
    sentAt: new Date(mail.date ?? 0),
    text: mail.text ?? '',
    html: mail.html ?? '',
    ...(invite !== undefined && { invite: bytesOf(invite) }),
  };
}

/** iCalendar has its own line ends, whatever the reader made of them. */
function bytesOf(content: string | ArrayBuffer | Uint8Array): Uint8Array<ArrayBuffer> {
  const text = typeof content === 'string' ? content : new TextDecoder().decode(content);
  return new TextEncoder().encode(text.replace(/\r?\n/g, '\r\n'));
}
