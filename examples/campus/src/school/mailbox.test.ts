import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { folderMailer } from '@lectern/server';
import { createMailbox } from './mailbox.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'campus-mail-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const message = (to: string, minute: number) => ({
  messageId: `<${to}.${String(minute)}@localhost>`,
  date: new Date(Date.UTC(2026, 10, 20, 18, minute)),
  to: { address: to },
  subject: `Grüße ${String(minute)}`,
  text: 'Hallo',
  html: '<p>Hallo</p>',
  language: 'de',
});
const { signal } = new AbortController();

it('hands out what a folder mailer wrote to one address, newest first', async () => {
  const mailbox = createMailbox(folder);
  expect(await mailbox.list('ben@campus.example')).toEqual([]);
  const mailer = folderMailer(folder, { from: 'Campus <mail@campus.example>' });
  for (const minute of [1, 3, 2]) await mailer.send(message('ben@campus.example', minute), { signal });
  await mailer.send(message('ana@campus.example', 4), { signal });
  await writeFile(join(folder, 'notes.txt'), 'no mail');
  const mails = await mailbox.list('ben@campus.example');
  expect(mails.map(({ subject }) => subject)).toEqual(['Grüße 3', 'Grüße 2', 'Grüße 1']);
  expect(mails[0]).toMatchObject({
    from: 'Campus',
    text: 'Hallo\n',
    sentAt: new Date('2026-11-20T18:03:00Z'),
  });
  expect(mails[0]?.invite).toBeUndefined();
});

it('reads again what was written again', async () => {
  const mailbox = createMailbox(folder);
  const mailer = folderMailer(folder);
  const first = message('ben@campus.example', 1);
  await mailer.send(first, { signal });
  const [{ id } = { id: '' }] = await mailbox.list('ben@campus.example');
  await mailer.send(
    { ...first, subject: 'Neu', calendar: { method: 'REQUEST', content: 'X\r\nY\r\n' } },
    { signal },
  );
  const [again] = await mailbox.list('ben@campus.example');
  expect(again).toMatchObject({ id, subject: 'Neu' });
  expect(new TextDecoder().decode(again?.invite)).toBe('X\r\nY\r\n');
});
