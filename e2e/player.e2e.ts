import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCampusClock } from '../examples/campus/src/school/campus-clock.ts';
import { startCampus } from '../examples/campus/src/start-campus.ts';
import { axeProblems } from './support/axe.ts';
import { launchBrowser } from './support/browsers.ts';
import { visit, type Campus } from './support/campus.ts';
import { focused, tabTo } from './support/keyboard.ts';
import { until } from './support/room.ts';

const HOUR_MS = 3_600_000;
const clock = createCampusClock();
let campus: Campus;
let browser: Browser;
beforeAll(async () => {
  [campus, browser] = await Promise.all([
    startCampus({ port: 0, database: 'memory:', clock, secret: 'the-secret-of-campus-in-the-tests-is-long' }),
    launchBrowser(),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await campus?.stop();
});

interface Player extends Element {
  readonly currentSeconds: number;
  readonly durationSeconds: number;
  readonly paused: boolean;
}
interface Shown {
  readonly seconds: number;
  readonly duration: number;
  readonly paused: boolean;
  readonly videoSeconds: number;
  readonly ready: number;
  readonly src: string;
}

function shown(page: Page): Promise<Shown> {
  return page.locator('recording-player').evaluate((element) => {
    const player = element as unknown as Player;
    const video = player.shadowRoot?.querySelector('video');
    return {
      seconds: player.currentSeconds,
      duration: player.durationSeconds,
      paused: player.paused,
      videoSeconds: video?.currentTime ?? 0,
      ready: video?.readyState ?? 0,
      src: video?.src ?? '',
    };
  });
}

/** Opens the recording of the class of yesterday, from the list on one's own page. */
async function openRecording(options: Parameters<typeof visit>[4] = {}, { sleeps = false } = {}) {
  const watched = await visit(browser, campus, 'ben', '', options);
  const { page } = watched;
  if (sleeps) await page.clock.install();
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      console.error(`policy: ${violatedDirective} ${blockedURI}`);
    });
  });
  await page.locator('session-list a[part=recording]').click();
  await page.waitForURL('**/as/ben/recordings/rec-*');
  await until('it is loaded', async () => (await shown(page)).ready >= 1);
  return watched;
}

describe('the recording of a class', () => {
  it('is played, searched through and moved in, with a strict policy and clean for axe', async () => {
    const { page, problems } = await openRecording();
    expect((await shown(page)).duration).toBeCloseTo(90, 0);
    expect(await axeProblems(page)).toEqual([]);

    await page.getByRole('button', { name: 'Play', exact: true }).first().click();
    await until('it plays', async () => (await shown(page)).videoSeconds > 0.5);
    await page.getByRole('searchbox', { name: 'Search the transcript' }).fill('five times');
    await page.keyboard.press('Enter');
    await page.getByText('Hit 1 of 1').waitFor();
    await page.getByRole('button', { name: /make it five times as long/ }).click();
    await until('it is there', async () => {
      const { videoSeconds } = await shown(page);
      return videoSeconds >= 46 && videoSeconds < 52;
    });
    // Brings the controls back.
    await page.locator('recording-player [data-picture]').hover({ position: { x: 50, y: 150 } });
    await page.getByRole('button', { name: 'Turn captions on' }).click();
    await page.getByRole('button', { name: 'Pause' }).first().click();
    expect(await axeProblems(page)).toEqual([]);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('needs nothing but a keyboard', async () => {
    const { page, problems } = await openRecording();
    await tabTo(page, 'the picture', ({ role }) => role === 'group');
    await page.keyboard.press('k');
    await until('it plays', async () => (await shown(page)).videoSeconds > 0.3);
    await page.keyboard.press('k');
    expect((await shown(page)).paused).toBe(true);
    await page.keyboard.press('5');
    await until('half way', async () => Math.abs((await shown(page)).videoSeconds - 45) < 0.6);
    await tabTo(page, 'the slider', ({ type }) => type === 'range');
    expect((await focused(page)).text).toBe('Position in the recording');
    await page.keyboard.press('ArrowRight');
    await until('ten further', async () => Math.abs((await shown(page)).videoSeconds - 55) < 0.6);
    await tabTo(page, 'the settings', ({ text }) => text === 'Settings');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Settings' }).waitFor();
    await page.keyboard.press('Escape');
    expect((await focused(page)).text).toBe('Settings');
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('goes on where one was, on a phone too', async () => {
    const first = await openRecording();
    await first.page.keyboard.press('Tab');
    await first.page.locator('recording-player [data-picture]').press('4');
    await first.page.locator('recording-player [data-picture]').press('k');
    await until('it plays', async () => (await shown(first.page)).videoSeconds > 37.6);
    const saved = first.page.waitForRequest((request) => request.url().endsWith('/position'));
    await first.page.locator('recording-player [data-picture]').press('k');
    await saved;
    await first.page.context().close();
    const { page, problems } = await openRecording({
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    await page.getByRole('button', { name: /^Continue at 0:3\d/ }).tap();
    await until('it plays', async () => (await shown(page)).videoSeconds > 36.5);
    const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(width).toBeLessThanOrEqual(0);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('plays on from the same place when its ticket ran out while paused', async () => {
    const { page, problems } = await openRecording({}, { sleeps: true });
    const picture = page.locator('recording-player [data-picture]');
    await picture.press('2');
    await picture.press('k');
    await until('it plays', async () => (await shown(page)).videoSeconds > 18.5);
    await picture.press('k');
    const before = await shown(page);
    // The laptop sleeps, the server does not.
    clock.goTo(new Date(Date.now() + 2 * HOUR_MS));
    try {
      await page.clock.fastForward(2 * HOUR_MS);
      expect((await page.request.get(before.src)).status()).toBe(403);
      await picture.press('k');
      await until('it plays from a new address', async () => {
        const { src, ready, paused } = await shown(page);
        return src !== before.src && ready >= 2 && !paused;
      });
      const { videoSeconds } = await shown(page);
      expect(videoSeconds).toBeGreaterThan(before.seconds - 0.5);
      await until('it goes on', async () => (await shown(page)).videoSeconds > videoSeconds + 0.3);
      expect(await page.locator('recording-player [role=alert]').count()).toBe(0);
    } finally {
      clock.goTo(undefined);
    }
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('is not there for somebody of another course', async () => {
    const { page } = await openRecording();
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    await page.context().close();
    const other = await visit(browser, campus, 'emre', `recordings/${id}`);
    await other.page.getByText('There is no such page').waitFor();
    expect(await other.page.locator('recording-player').count()).toBe(0);
    await other.page.context().close();
  });
});
