import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeProblems } from './support/axe.ts';
import { launchBrowser } from './support/browsers.ts';
import { type Campus, openCampus, visit } from './support/campus.ts';

let campus: Campus;
let browser: Browser;
beforeAll(async () => {
  [campus, browser] = await Promise.all([openCampus(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await campus?.stop();
});

const PAGES = {
  home: { path: '', ready: 'session-list' },
  course: { path: 'courses/night-sky', ready: 'session-list, main' },
  booking: { path: 'courses/night-sky/book', ready: 'session-booking [role=grid]' },
  attendance: { path: 'attendance', ready: 'attendance-report' },
};
const LOOKS = {
  desktop: { viewport: { width: 1280, height: 800 } },
  'phone, dark': { viewport: { width: 390, height: 844 }, colorScheme: 'dark' as const },
};

describe.each(Object.entries(LOOKS))('%s', (_look, options) => {
  it.each(['ana', 'ben'])('every page of %s is clean for axe, the policy and the console', async (who) => {
    const { page, problems } = await visit(browser, campus, who, '', options);
    for (const { path, ready } of Object.values(PAGES)) {
      if (who === 'ana' && path.endsWith('/book')) continue;
      await page.goto(`${campus.url}/as/${who}/${path}`);
      await page.locator(ready).first().waitFor();
      expect(await axeProblems(page), path).toEqual([]);
      const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(width, `${path} scrolls sideways`).toBeLessThanOrEqual(0);
    }
    expect(problems).toEqual([]);
    await page.context().close();
  });
});

it('speaks Arabic from right to left', async () => {
  const { page, problems } = await visit(browser, campus, 'ben', '', {
    viewport: { width: 390, height: 844 },
  });
  await page.getByRole('button', { name: 'العربية' }).click();
  await page.goto(`${campus.url}/as/ben/courses/night-sky/book`);
  await page.locator('session-booking [role=grid]').waitFor();
  expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl');
  expect(
    await page.locator('session-booking').evaluate((element) => getComputedStyle(element).direction),
  ).toBe('rtl');
  expect(await axeProblems(page)).toEqual([]);
  expect(problems).toEqual([]);
});
