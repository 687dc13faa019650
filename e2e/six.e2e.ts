import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser, openPage, type WatchedPage } from './support/browsers.ts';
import { colourCamera } from './support/fake-media.ts';
import { enter, untilMediaFlows } from './support/room.ts';
import { startTwoLineLms, type TwoLineLms } from './support/two-line-lms.ts';

const STUDENTS = ['ben', 'cleo', 'dan', 'eve', 'finn', 'gus'];
let lms: TwoLineLms;
let browser: Browser;
const pages: WatchedPage[] = [];

beforeAll(async () => {
  lms = await startTwoLineLms({
    people: [
      { id: 'ana', name: 'Ana', role: 'teacher', courses: ['art'] },
      ...STUDENTS.map((id) => ({ id, name: id, role: 'student' as const, courses: ['art'] })),
    ],
  });
  // Two cores carry six small pictures, not six large ones.
  browser = await launchBrowser({
    camera: colourCamera('small', { r: 200, g: 120, b: 40 }, { width: 160, height: 90, fps: 5 }),
  });
});
afterAll(async () => {
  await browser?.close();
  await lms?.stop();
});

it('carries six people on all thirty ways, and tells the seventh that the room is full', async () => {
  const teacher = lms.lectern.api.as({ subject: 'ana', role: 'teacher', name: 'Ana', courses: ['art'] });
  const { id } = await teacher.sessions.create({ kind: 'class', title: 'Six', courseId: 'art' });
  for (const who of ['ana', ...STUDENTS.slice(0, 5)]) {
    const watched = await openPage(browser, lms.at(who, 'room', id), {
      viewport: { width: 480, height: 320 },
    });
    pages.push(watched);
    await enter(watched.page);
  }
  await untilMediaFlows(
    pages.map(({ page }) => page),
    5,
    100,
  );
  const seventh = await openPage(browser, lms.at('gus', 'room', id));
  const refused = seventh.page.waitForResponse(
    (response) => response.request().method() === 'POST' && response.url().endsWith('/connections'),
  );
  await seventh.page.getByRole('button', { name: /^Join now/ }).click();
  const response = await refused;
  expect([response.status(), (await response.json()).error.code]).toEqual([409, 'ROOM_FULL']);
  await seventh.page.getByText('This class is full').waitFor();
  // Somebody leaves: there is a place again.
  await pages[5]!.page.getByRole('button', { name: /^Leave/ }).click();
  await pages[5]!.page.getByText('You have left the class').waitFor();
  await seventh.page.getByRole('button', { name: /again/i }).click();
  await seventh.page.getByRole('toolbar').waitFor();
  expect(pages.flatMap(({ problems }) => problems)).toEqual([]);
}, 300_000);
