import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@lectern/core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser, openPage } from './support/browsers.ts';
import { lmsProcess } from './support/lms-process.ts';
import { enter, received, until, untilMediaFlows } from './support/room.ts';
import type { Somebody } from './support/two-line-lms.ts';

const ana: Somebody = { id: 'ana', name: 'Ana', role: 'teacher', courses: ['art'] };
const ben: Somebody = { id: 'ben', name: 'Ben', role: 'student', courses: ['art'] };
/** How long the server is away. */
const AWAY_MS = 20_000;
const KILLS = process.env.LECTERN_LONG ? 20 : 3;

const folder = mkdtempSync(join(tmpdir(), 'lectern-crash-'));
let lms: Awaited<ReturnType<typeof lmsProcess>>;
let browser: Browser;
let sessionId: string;
let teacher: Page;
let student: Page;

beforeAll(async () => {
  lms = await lmsProcess({ people: [ana, ben], database: `file:${folder}/data`, port: await freePort() });
  browser = await launchBrowser();
  const session = await lms.clientFor(ana).sessions.create({
    kind: 'lesson',
    title: 'Storm',
    courseId: 'art',
    attendeeIds: ['ben'],
  });
  sessionId = session.id;
  teacher = (await openPage(browser, lms.at('ana', 'room', sessionId))).page;
  student = (await openPage(browser, lms.at('ben', 'room', sessionId))).page;
  await enter(teacher);
  await enter(student);
  await untilMediaFlows([teacher, student], 1);
  for (const page of [teacher, student]) await page.getByRole('button', { name: /^Chat/ }).click();
});
afterAll(async () => {
  await browser?.close();
  await lms?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const say = async (page: Page, text: string): Promise<void> => {
  await page.getByRole('textbox').fill(text);
  await page.keyboard.press('Enter');
};
/** The lines a page shows, own and others'. */
const lines = (page: Page): Promise<string[]> =>
  page
    .getByRole('log')
    .locator('[part~="text"], .text')
    .allTextContents()
    .then((texts) => texts.map((text) => text.trim()));

it('goes on without its server for twenty seconds: media flow, and no line is lost or doubled', async () => {
  await say(teacher, 'before');
  await until('Ben reads the first line', async () => (await lines(student)).join() === 'before');
  await lms.kill();
  // Written while nobody listens.
  await say(teacher, 'teacher, offline');
  await say(student, 'student, offline');
  const frames = async (): Promise<number> => Object.values(await received(student))[0]?.framesDecoded ?? 0;
  const stops = Date.now() + AWAY_MS;
  while (Date.now() < stops) {
    const before = await frames();
    await student.waitForTimeout(2_000);
    expect(await frames(), 'pictures stand still').toBeGreaterThan(before);
  }
  await lms.start();
  await say(teacher, 'after');
  const expected = ['after', 'before', 'student, offline', 'teacher, offline'];
  for (const page of [teacher, student])
    await until(
      'every line is there once',
      async () => {
        const shown = (await lines(page)).sort();
        return shown.join() === expected.join() || `it shows ${shown.join(' | ')}`;
      },
      60,
    );
  await untilMediaFlows([teacher, student], 1);
  // The same people, by the same connections: nobody had to come in again.
  const roster = await lms.clientFor(ana).attendance.get(sessionId);
  for (const row of roster.rows) expect(row.intervals, row.personId).toHaveLength(1);
});

it(
  'hands out what got its answer, once, when it is killed before it could',
  { timeout: KILLS * 60_000 },
  async () => {
    for (let round = 0; round < KILLS; round += 1) {
      const text = `round ${round}`;
      const post = lms.clientFor(ben).channel.postChat(sessionId, { id: newId('msg'), text });
      await post;
      await lms.kill();
      await lms.start();
      await until(
        `Ana reads ${text} once`,
        async () => {
          const count = (await lines(teacher)).filter((line) => line === text).length;
          return count === 1 || `${count} times`;
        },
        60,
      );
    }
    await teacher.waitForTimeout(3_000);
    const shown = await lines(teacher);
    expect(new Set(shown).size).toBe(shown.length);
  },
);

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
