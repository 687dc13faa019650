import type { Browser, Page } from 'playwright-core';
import type { Recording } from '@lectern/core/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openPage, type WatchedPage } from './support/browsers.ts';
import { enter, until, untilMediaFlows } from './support/room.ts';
import { startTwoLineLms, type TwoLineLms } from './support/two-line-lms.ts';

/** How long is recorded on either side of the reload. */
const STRETCH_MS = 6_000;

let lms: TwoLineLms;
const browsers: Browser[] = [];
const watched: WatchedPage[] = [];
let ana: Page;
let ben: Page;
let sessionId: string;

beforeAll(async () => {
  lms = await startTwoLineLms({
    people: [
      { id: 'ana', name: 'Ana', role: 'teacher', courses: ['art'] },
      { id: 'ben', name: 'Ben', role: 'student', courses: ['art'] },
    ],
  });
  const session = await teacher().sessions.create({
    kind: 'lesson',
    title: 'Colours',
    courseId: 'art',
    attendeeIds: ['ben'],
  });
  sessionId = session.id;
  for (const id of ['ana', 'ben']) {
    const browser = await launchBrowser();
    browsers.push(browser);
    watched.push(await openPage(browser, lms.at(id, 'room', sessionId)));
  }
  [ana, ben] = watched.map(({ page }) => page) as [Page, Page];
  await enter(ana);
  await enter(ben);
});
afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()));
  await lms?.stop();
});

const teacher = (): ReturnType<TwoLineLms['lectern']['api']['as']> =>
  lms.lectern.api.as({ subject: 'ana', role: 'teacher', name: 'Ana', courses: ['art'] });

async function recording(): Promise<Recording> {
  const { items } = await teacher().recordings.list({ sessionId });
  if (items.length !== 1) throw new Error(`${items.length} recordings`);
  return items[0]!;
}
const isState = async (...states: readonly string[]): Promise<true | string> => {
  const { state, failure } = await recording();
  return states.includes(state) || `it is ${state} ${failure ?? ''}`;
};
const stays = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('a class that is recorded in the page of its teacher', () => {
  it('is announced to everybody before it begins, and says that it runs', async () => {
    await untilMediaFlows([ana, ben], 1);
    const told = ben.locator('[data-rec="near"]').waitFor();
    await ana.getByRole('button', { name: /^Record/ }).click();
    await ana.getByRole('dialog').getByRole('button', { name: 'Record' }).click();
    await told;
    await ben.locator('[data-rec="on"]').waitFor();
    await ana.locator('[data-rec="on"]').waitFor();
    expect(await isState('uploading')).toBe(true);
  });

  it('goes on by itself, as another part, when the page of the teacher is opened anew', async () => {
    await stays(STRETCH_MS);
    ana.on('dialog', (dialog) => void dialog.accept().catch(() => undefined));
    await ana.reload();
    await ben.locator('[data-rec="on"]').waitFor();
    await enter(ana);
    await ana.locator('[data-rec="on"]').waitFor();
    await stays(STRETCH_MS);
  });

  it('ends, is uploaded to its last byte and can be watched', async () => {
    await ana.getByRole('button', { name: /^Record/ }).click();
    await ana.getByRole('dialog').getByRole('button', { name: 'Stop recording' }).click();
    await ana.getByText('The recording is uploaded').waitFor();
    await until('it is ready', () => isState('ready'), 60);
    const { durationMs = 0, gaps, id } = await recording();
    const playback = await teacher().recordings.playback(id);
    // From the announcement to the stop, without a hole but the reload.
    expect(gaps).toHaveLength(1);
    expect(playback.durationMs).toBe(durationMs);
    const [gap] = gaps;
    const shownMs = durationMs - (gap!.endMs - gap!.startMs);
    expect(shownMs).toBeGreaterThan(2 * STRETCH_MS - 2_000);
    expect(gap!.startMs).toBeGreaterThan(STRETCH_MS - 2_000);
    await until('ben sees that it ended', () =>
      ben
        .locator('[data-rec]')
        .count()
        .then((count) => count === 0),
    );
  });

  it('breaks no rule of the page', () => {
    expect(watched.flatMap(({ problems }) => problems)).toEqual([]);
  });
});
