import { readFileSync } from 'node:fs';
import type { LecternClient } from '@lectern/core/client';
import type { Booking, Slot } from '@lectern/core/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from './support/browsers.ts';
import { type Campus, openCampus, visit } from './support/campus.ts';
import { focused, tabTo } from './support/keyboard.ts';

let campus: Campus;
let browser: Browser;
beforeAll(async () => {
  [campus, browser] = await Promise.all([openCampus(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await campus?.stop();
});

const BOOK = 'courses/night-sky/book';

it('books a lesson with the keyboard alone, and gives its calendar entry', async () => {
  const { page, problems } = await visit(browser, campus, 'chloe', BOOK, { timezoneId: 'America/New_York' });
  const element = page.locator('session-booking');
  await element.getByRole('grid').waitFor();
  await element.getByRole('radio').first().waitFor();

  await tabTo(page, 'the day in the month', ({ role, tag }) => role === 'gridcell' || tag === 'td');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await tabTo(page, 'a free time', ({ type }) => type === 'radio');
  await page.keyboard.press('Space');
  await tabTo(page, 'the message', ({ tag }) => tag === 'textarea');
  await page.keyboard.type('About Orion, please');
  await tabTo(page, 'the button that books', ({ text }) => text === 'Book this time');
  await page.keyboard.press('Enter');
  await element.getByText('Your lesson is booked').waitFor();
  // The focus does not get lost with the form that went away.
  expect((await focused(page)).tag).not.toBe('body');

  const [download] = await Promise.all([page.waitForEvent('download'), saveCalendarFile(page)]);
  const file = readFileSync(await download.path(), 'utf8');
  expect(file).toMatch(/^BEGIN:VCALENDAR\r\n/);

  const api = campus.lectern.api.as({ subject: 'chloe', role: 'student', courses: ['night-sky'] });
  const bookings = (await api.bookings.list()).items.filter(({ note }) => note === 'About Orion, please');
  expect(bookings).toHaveLength(1);
  const stamp = bookings[0]!.startsAt.replace(/[-:]|\.000/g, '');
  expect(file).toContain(`DTSTART:${stamp}`);
  expect(bookings[0]!.viewerZone).toBe('America/New_York');
  expect(problems).toEqual([]);
  await page.context().close();
});

it('moves a lesson with the keyboard alone; its calendar entry is the same one, later', async () => {
  const api = campus.lectern.api.as({ subject: 'daiki', role: 'student', courses: ['night-sky'] });
  const booking = await bookFirstFree(api);
  const { page, problems } = await visit(browser, campus, 'daiki', BOOK);
  const element = page.locator('session-booking');
  await element.getByText('Your next lessons').waitFor();

  await tabTo(page, 'changing the time', ({ text }) => text.startsWith('Change time,'));
  await page.keyboard.press('Enter');
  await element.getByText('Choose another time').waitFor();
  expect((await focused(page)).text).toBe('Choose another time');
  await element.getByRole('radio').first().waitFor();
  await tabTo(page, 'a free time', ({ type }) => type === 'radio');
  await page.keyboard.press('Space');
  await tabTo(page, 'the button that moves it', ({ text }) => text === 'Change to this time');
  await page.keyboard.press('Enter');
  await element.getByText('Your lesson has a new time').waitFor();
  expect((await focused(page)).text).toBe('Your lesson has a new time');

  await tabTo(page, 'the calendar menu', ({ text }) => text === 'Add to calendar');
  await page.keyboard.press('Enter');
  await element.getByRole('menuitem').first().waitFor();
  expect(await element.getByRole('menuitem').first().getAttribute('href')).toContain(
    encodeURIComponent(`/as/daiki/sessions/${booking.sessionId}`),
  );
  await page.keyboard.press('End');
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  const file = readFileSync(await download.path(), 'utf8');
  const moved = await api.bookings.get(booking.id);
  expect(moved.startsAt).not.toBe(booking.startsAt);
  expect(moved.movedFrom?.startsAt).toBe(booking.startsAt);
  expect(file).toContain(`UID:${booking.id}@`);
  expect(file).toContain('SEQUENCE:1');
  expect(file).toContain(`DTSTART:${moved.startsAt.replace(/[-:]|\.000/g, '')}`);
  // What was left is free for others.
  const others = campus.lectern.api.as({ subject: 'ben', role: 'student', courses: ['night-sky'] });
  expect((await slotsFrom(others, booking)).map(({ startsAt }) => startsAt)).toContain(booking.startsAt);
  expect(problems).toEqual([]);
  await page.context().close();
});

it('gives a link to subscribe to, which a new one ends', async () => {
  const { page, problems } = await visit(browser, campus, 'chloe');
  const feed = page.locator('session-list lectern-calendar-feed').first();
  const url = feed.getByRole('textbox');
  await feed.getByRole('button', { name: 'Subscribe in your calendar' }).click();
  await feed.getByRole('button', { name: 'Make a link' }).click();
  const first = await url.inputValue();
  const answer = await fetch(first);
  expect(answer.headers.get('content-type')).toContain('text/calendar');
  expect(await answer.text()).toContain('X-WR-CALNAME');
  await feed.getByRole('button', { name: 'Make a new link' }).click();
  await expect.poll(() => url.inputValue()).not.toBe(first);
  expect((await fetch(first)).status).toBe(404);
  expect((await fetch(await url.inputValue())).status).toBe(200);
  expect(problems).toEqual([]);
  await page.context().close();
});

it('shows the loser of a race what is free instead, and books that', async () => {
  const [ben, daiki] = await Promise.all([
    visit(browser, campus, 'ben', BOOK),
    visit(browser, campus, 'daiki', BOOK),
  ]);
  for (const { page } of [ben, daiki]) {
    const radio = page.locator('session-booking').getByRole('radio').first();
    await radio.waitFor();
    await radio.check({ force: true });
    await page.getByRole('button', { name: 'Book this time' }).waitFor();
  }
  const chosen = await Promise.all(
    [ben, daiki].map(({ page }) =>
      page.locator('session-booking').getByRole('radio', { checked: true }).getAttribute('value'),
    ),
  );
  expect(chosen[0]).toBe(chosen[1]);
  await ben.page.getByRole('button', { name: 'Book this time' }).click();
  await ben.page.getByText('Your lesson is booked').waitFor();
  await daiki.page.getByRole('button', { name: 'Book this time' }).click();
  const conflict = daiki.page.getByRole('alert').filter({ hasText: 'Somebody else has just taken' });
  await conflict.waitFor();
  await conflict.getByRole('button').first().click();
  await daiki.page.getByRole('button', { name: 'Book this time' }).click();
  await daiki.page.getByText('Your lesson is booked').waitFor();
  expect([...ben.problems, ...daiki.problems]).toEqual([]);
  await Promise.all([ben.page.context().close(), daiki.page.context().close()]);
});

it('shows a booked lesson in the list without a reload', async () => {
  const { page } = await visit(browser, campus, 'ana');
  await page.locator('session-list').getByText('Coming up').waitFor();
  const client = campus.lectern.api.as({ subject: 'ana', role: 'teacher', courses: ['night-sky'] });
  await client.sessions.create({ title: 'A surprise', durationMinutes: 30, startsAt: inMinutes(2) });
  await page.locator('session-list').getByText('A surprise', { exact: true }).waitFor();
  await page.locator('session-list').getByRole('link', { name: /Join/ }).waitFor();
  await page.context().close();
});

const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();

async function saveCalendarFile(page: Page): Promise<void> {
  const menu = page.locator('session-booking lectern-calendar-menu');
  await menu.getByRole('button', { name: 'Add to calendar' }).click();
  await menu.getByRole('menuitem', { name: /Calendar file/ }).click();
}

async function slotsFrom(api: LecternClient, { offeringId, host }: BookingOf): Promise<readonly Slot[]> {
  const from = new Date().toISOString().slice(0, 10);
  const to = inMinutes(14 * 1_440).slice(0, 10);
  return (await api.offerings.slots({ offeringId, hostId: host.id, from, to, zone: 'UTC' })).slots;
}

async function bookFirstFree(api: LecternClient): Promise<Booking> {
  const offering = (await api.offerings.list()).items.find(({ courseId }) => courseId === 'night-sky');
  const host = offering?.hosts[0];
  if (!offering || !host) throw new Error('nothing is offered in this course');
  const slot = (await slotsFrom(api, { offeringId: offering.id, host })).at(-1);
  if (!slot) throw new Error('nothing is free');
  return api.bookings.create({
    offeringId: offering.id,
    hostId: host.id,
    startsAt: slot.startsAt,
    zone: 'UTC',
  });
}

type BookingOf = Pick<Booking, 'offeringId' | 'host'>;
