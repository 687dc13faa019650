import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
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

/** Mail arrives when it does: as a person would, one looks again. */
async function openMail(page: Page, who: string, text: string): Promise<void> {
  await expect
    .poll(
      async () => {
        await page.goto(`${campus.url}/as/${who}/mail`);
        return page.getByRole('main').innerText();
      },
      { timeout: 15_000 },
    )
    .toContain(text);
  await page
    .getByRole('navigation', { name: /Inbox|Posteingang|الوارد/ })
    .getByText(text)
    .first()
    .click();
  await page.locator('iframe').waitFor();
}

it('brings the mail of a booking to the student and to the teacher, each in their own language', async () => {
  const student = await visit(browser, campus, 'chloe', 'courses/night-sky/book', {
    timezoneId: 'America/New_York',
  });
  const element = student.page.locator('session-booking');
  const radio = element.getByRole('radio').first();
  await radio.waitFor();
  await radio.check({ force: true });
  await element.getByRole('textbox').fill('About <b>Orion</b>, please');
  await student.page.getByRole('button', { name: 'Book this time' }).click();
  await element.getByText('Your lesson is booked').waitFor();

  await openMail(student.page, 'chloe', 'Booked: The night sky, one to one');
  const forChloe = student.page.frameLocator('iframe');
  await forChloe.getByText('Your lesson with Ana Berger is booked.').first().waitFor();
  await forChloe.getByText(/New York, UTC-0[45]:00/).waitFor();
  await forChloe.getByText(/Berlin, UTC\+0[12]:00/).waitFor();
  const join = forChloe.getByRole('link', { name: 'Open the lesson' });
  expect(await join.getAttribute('href')).toMatch(new RegExp(`^${campus.url}/sessions/ses-[a-z0-9]{22}$`));

  const file = await student.page.getByRole('link', { name: 'Calendar file' }).getAttribute('href');
  const invite = await student.page.request.get(`${campus.url}${file ?? ''}`);
  expect(await invite.text()).toMatch(
    /METHOD:REQUEST[^]*UID:bkg-\w{22}@localhost[^]*mailto:chloe@campus\.example/,
  );

  const teacher = await visit(browser, campus, 'ana');
  await openMail(teacher.page, 'ana', 'Gebucht: The night sky, one to one');
  const forAna = teacher.page.frameLocator('iframe');
  await forAna.getByText('About <b>Orion</b>, please').waitFor();
  for (const { page, problems } of [student, teacher]) {
    expect(problems).toEqual([]);
    await page.context().close();
  }
});

it('opens nobody else’s mail', async () => {
  const { page } = await visit(browser, campus, 'ben', 'mail');
  const path = await page.locator('.session-links a').first().getAttribute('href');
  for (const end of ['', '/body', '/invite.ics']) {
    const id = path?.split('/').at(-1) ?? '';
    const other = await visit(browser, campus, 'emre');
    const answer = await other.page.goto(`${campus.url}/as/emre/mail/${id}${end}`);
    expect(answer?.status()).toBe(404);
    await other.page.context().close();
  }
  await page.context().close();
});

it.each([
  ['desktop', { viewport: { width: 1280, height: 800 } }],
  ['phone, dark', { viewport: { width: 320, height: 700 }, colorScheme: 'dark' as const }],
])('is clean for axe, the policy and the console: %s', async (_look, options) => {
  for (const language of ['English', 'العربية']) {
    const { page, problems } = await visit(browser, campus, 'ben', '', options);
    await page.getByRole('button', { name: language }).click();
    await openMail(page, 'ben', ':');
    await page.frameLocator('iframe').getByRole('heading').waitFor();
    expect(await axeProblems(page)).toEqual([]);
    const frame = page.frames().find((one) => one.url().endsWith('/body'));
    for (const one of [page, frame])
      expect(
        await one?.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0);
    expect(problems).toEqual([]);
    await page.context().close();
  }
});
