import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { settableClock } from '../../ports/clock/settable-clock.js';
import { folderMailer } from '../../ports/mailer/folder-mailer.js';
import type { Mailer } from '../../ports/mailer/mailer.js';
import { readMail } from '../../ports/mailer/mail-reader.fixture.js';
import { describeOnEachEngine } from '../../testing/each-engine.js';
import { createTestLectern, TEST_NOW } from '../../testing/index.js';
import { lastingDatabase } from '../presence/class.fixture.js';
import type { NotificationTables } from './tables.js';

const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url));
const KILLED_SERVER = fileURLToPath(new URL('./killed-server.fixture.ts', import.meta.url));
const STARTS_AT = '2026-12-07T08:00:00.000Z';
const HOUR_MS = 3_600_000;
const LEASE_MS = 120_000;

function runKilledServer(args: readonly string[]): Promise<{ readonly bookingId: string }> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', '--conditions', '@lectern/source', KILLED_SERVER, ...args],
      { cwd: ROOT },
      (error, stdout, stderr) => {
        if (error?.signal === 'SIGKILL' && stdout !== '')
          resolve(JSON.parse(stdout.slice(0, stdout.indexOf('}') + 1)) as { bookingId: string });
        else reject(new Error(`the server to be killed failed: ${stderr}`, { cause: error }));
      },
    );
  });
}

describeOnEachEngine('notifications after a crash', (engine) => {
  // A whole process and a database made from nothing: slow where the machine is busy.
  it.each(['booked', 'mailed'])(
    'sends every mail of a lesson once when the server is killed the moment it was %s',
    { timeout: 120_000 },
    async (when) => {
      const database = await lastingDatabase(engine);
      const folder = await mkdtemp(join(tmpdir(), 'lectern-mail-'));
      try {
        const { bookingId } = await runKilledServer([
          database.database,
          engine.name,
          folder,
          when,
          STARTS_AT,
        ]);
        const left = (await readdir(folder)).filter((name) => name.endsWith('.eml'));
        expect(left.length > 0).toBe(when === 'mailed');
        const tries: string[] = [];
        const inFolder = folderMailer(folder);
        const mailer: Mailer = {
          ...inFolder,
          async send(message, options) {
            tries.push(message.messageId);
            await inFolder.send(message, options);
          },
        };
        // Whoever claimed a mail last has it no more.
        const clock = settableClock(new Date(TEST_NOW.getTime() + LEASE_MS));
        const server = await createTestLectern({ on: database, clock, mailer });
        try {
          await server.settle();
          for (const hours of [24, 1])
            await server.setTime(new Date(Date.parse(STARTS_AT) - hours * HOUR_MS));
          const rows = await server.database.db
            .withTables<NotificationTables>()
            .selectFrom('notifications')
            .select(['kind', 'recipient_id', 'state'])
            .orderBy('kind')
            .orderBy('recipient_id')
            .execute();
          expect(rows.map((row) => `${row.kind} ${row.recipient_id} ${row.state}`)).toEqual([
            'confirm bo sent',
            'confirm tom sent',
            'remind_1d bo sent',
            'remind_1d tom sent',
            'remind_1h bo sent',
            'remind_1h tom sent',
          ]);
        } finally {
          await server.stop();
        }
        // Each once; what was taken before the kill may come again, under the same id.
        expect(new Set(tries).size).toBe(tries.length);
        const names = (await readdir(folder)).filter((name) => name.endsWith('.eml'));
        const mails = await Promise.all(
          names.map(async (name) => readMail(await readFile(join(folder, name)))),
        );
        expect(mails).toHaveLength(6);
        expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(6);
        for (const { messageId } of mails) expect(messageId).toContain(bookingId);
      } finally {
        await rm(folder, { recursive: true, force: true });
        await database.drop();
      }
    },
  );
});
