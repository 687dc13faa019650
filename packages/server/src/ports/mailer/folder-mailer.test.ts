import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeMailer } from '../../testing/describe-mailer.js';
import { folderMailer } from './folder-mailer.js';
import { readMail } from './mail-reader.fixture.js';
import { MailUnsentError, type MailMessage } from './mailer.js';

const MAIL: MailMessage = {
  messageId: '<../../one@lectern.test>',
  date: new Date('2026-11-20T18:00:00.000Z'),
  to: { address: 'bo@example.org' },
  subject: 'Booked',
  text: 'Booked',
  html: '<p>Booked</p>',
  language: 'en',
};
const { signal } = new AbortController();

async function inFolder(run: (dir: string) => Promise<void>): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'lectern-mail-'));
  try {
    await run(dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

describeMailer({
  describe,
  it,
  expect,
  read: readMail,
  async create() {
    const dir = await mkdtemp(join(tmpdir(), 'lectern-mail-'));
    return {
      mailer: folderMailer(join(dir, 'mail')),
      async arrived() {
        const names = await readdir(join(dir, 'mail')).catch(() => []);
        return Promise.all(names.sort().map((name) => readFile(join(dir, 'mail', name))));
      },
      close: () => rm(dir, { recursive: true, force: true }),
    };
  },
});

describe('folderMailer', () => {
  it('makes one file of a mail that is sent twice, and leaves no draft', () =>
    inFolder(async (dir) => {
      const mailer = folderMailer(dir);
      await Promise.all([mailer.send(MAIL, { signal }), mailer.send(MAIL, { signal })]);
      await mailer.send({ ...MAIL, messageId: '<two@lectern.test>' }, { signal });
      const names = await readdir(dir);
      expect(names).toHaveLength(2);
      for (const name of names) expect(name).toMatch(/^[0-9a-f]{32}\.eml$/);
    }));

  it('says so when there is no folder to be had, and may be asked again', () =>
    inFolder(async (dir) => {
      await writeFile(join(dir, 'file'), '');
      const mailer = folderMailer(join(dir, 'file'));
      await expect(mailer.send(MAIL, { signal })).rejects.toThrow(MailUnsentError);
      await rm(join(dir, 'file'));
      await mailer.send(MAIL, { signal });
      expect(await readdir(join(dir, 'file'))).toHaveLength(1);
    }));

  it('wants a folder and an address', () => {
    expect(() => folderMailer('')).toThrow(TypeError);
    expect(() => folderMailer('x', { from: 'nobody' })).toThrow(TypeError);
  });
});
