import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeProblems } from './support/axe.ts';
import { type FakeDevices, launchBrowser, openPage } from './support/browsers.ts';
import { focused, tabTo } from './support/keyboard.ts';
import { startTwoLineLms, type TwoLineLms } from './support/two-line-lms.ts';

let lms: TwoLineLms;
let sessionId: string;
let browser: Browser | undefined;

beforeAll(async () => {
  lms = await startTwoLineLms({ people: [{ id: 'ana', name: 'Ana', role: 'teacher', courses: ['art'] }] });
  const api = lms.lectern.api.as({ subject: 'ana', role: 'teacher', name: 'Ana', courses: ['art'] });
  sessionId = (await api.sessions.create({ kind: 'class', title: 'Alone', courseId: 'art' })).id;
});
afterAll(() => lms?.stop());

const CASES: { name: string; fake: FakeDevices; says: RegExp }[] = [
  { name: 'a camera that is denied', fake: { allow: false }, says: /may not use your camera/ },
  { name: 'no camera at all', fake: { devices: 'none' }, says: /No camera was found/ },
];

describe.each(CASES)('$name', ({ fake, says }) => {
  beforeAll(async () => {
    browser = await launchBrowser(fake);
  });
  afterAll(() => browser?.close());

  it('says what to do, and lets one in without a picture', async () => {
    const { page, problems } = await openPage(browser!, lms.at('ana', 'room', sessionId));
    await page.getByText(says).first().waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await page.getByRole('button', { name: /^Join/ }).click();
    await page.getByRole('toolbar').waitFor();
    expect(await page.getByRole('button', { name: 'Camera' }).getAttribute('aria-pressed')).toBe('false');
    const report = await lms.lectern.api.attendance.get(sessionId);
    expect(report.rows.find(({ personId }) => personId === 'ana')?.flags).toContain('still_in');
    expect(problems).toEqual([]);
    await page.getByRole('button', { name: /^Leave/ }).click();
    await page.getByRole('button', { name: 'Leave the class' }).click();
    await page.getByText('You have left the class').waitFor();
  });
});

describe('a keyboard alone', () => {
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  it('goes through prejoin, the room, chat and leaving', async () => {
    const { page, problems } = await openPage(browser!, lms.at('ana', 'room', sessionId));
    await page.getByRole('button', { name: /^Join now/ }).waitFor();
    await tabTo(page, 'Join', ({ text }) => text.startsWith('Join now'));
    await page.keyboard.press('Enter');
    await page.getByRole('toolbar').waitFor();
    expect(await axeProblems(page)).toEqual([]);
    const microphone = page.getByRole('button', { name: 'Microphone' });
    expect(await microphone.getAttribute('aria-pressed')).toBe('true');
    await page.keyboard.press('m');
    await expect.poll(() => microphone.getAttribute('aria-pressed')).toBe('false');
    await page.keyboard.press('c');
    await page.getByRole('textbox').waitFor();
    await expect.poll(async () => (await focused(page)).tag).toBe('textarea');
    // A letter in a message is a letter, not a command.
    await page.keyboard.type('mmm');
    await page.keyboard.press('Enter');
    await page.getByRole('log').getByText('mmm', { exact: true }).waitFor();
    expect(await microphone.getAttribute('aria-pressed')).toBe('false');
    await page.keyboard.press('Escape');
    await page.getByRole('textbox').waitFor({ state: 'detached' });
    await tabTo(page, 'the tools', ({ text }) => /^(Microphone|Chat)/.test(text));
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await tabTo(page, 'leaving', ({ text }) => text === 'Leave the class');
    await page.keyboard.press('Enter');
    await page.getByText('You have left the class').waitFor();
    expect(problems).toEqual([]);
  });
});
