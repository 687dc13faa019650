import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { axeProblems } from './support/axe.ts';
import { launchBrowser, type WatchedPage } from './support/browsers.ts';
import { type Campus, openCampus, visit } from './support/campus.ts';
import { toneMicrophone } from './support/fake-media.ts';
import { tabTo } from './support/keyboard.ts';
import { enter, received, until, untilMediaFlows } from './support/room.ts';

const WHO = ['ana', 'ben', 'chloe'] as const;
type Who = (typeof WHO)[number];
/** How their names begin. */
const NAMES: Readonly<Record<Who, string>> = { ana: 'Ana', ben: 'Ben', chloe: 'Chlo' };
const HERTZ: Readonly<Record<Who, number>> = { ana: 400, ben: 700, chloe: 1_000 };

let campus: Campus;
const browsers: Browser[] = [];
const watched: WatchedPage[] = [];
const pages = {} as Record<Who, Page>;
let sessionId: string;

beforeAll(async () => {
  campus = await openCampus();
  const teacher = campus.lectern.api.as({ subject: 'ana', role: 'teacher', courses: ['night-sky'] });
  const session = await teacher.sessions.create({
    kind: 'class',
    title: 'Quiet, please',
    courseId: 'night-sky',
  });
  sessionId = session.id;
  for (const who of WHO) {
    const browser = await launchBrowser({ microphone: toneMicrophone(who, HERTZ[who]) });
    browsers.push(browser);
    const opened = await visit(browser, campus, who, `sessions/${session.id}`);
    watched.push(opened);
    pages[who] = opened.page;
    await enter(opened.page);
  }
  await untilMediaFlows(
    WHO.map((who) => pages[who]),
    2,
  );
}, 240_000);
afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()));
  await campus?.stop();
});

/** Three pages of media share the machine. */
const soon = <Value>(read: () => Promise<Value>) => expect.poll(read, { timeout: 30_000 });

const microphone = (who: Who) => pages[who].getByRole('toolbar').getByRole('button', { name: /^Microphone/ });
const isOn = async (who: Who): Promise<boolean> =>
  (await microphone(who).getAttribute('aria-pressed')) === 'true';

/** The connection of a person, as the page of another knows it. */
async function connectionOf(who: Who, on: Page): Promise<string> {
  const id = await on.evaluate((name) => {
    const stage = document.querySelector('session-room')?.shadowRoot?.querySelector('lectern-stage');
    const tiles = [...(stage?.shadowRoot?.querySelectorAll('lectern-tile') ?? [])];
    return tiles.find((tile) => tile.getAttribute('name')?.startsWith(name))?.getAttribute('data-connection');
  }, NAMES[who]);
  if (!id) throw new Error(`no tile of ${who}`);
  return id;
}

/** Campus gives the class the whole window, its own heading included. */
async function problemsOf(page: Page): Promise<readonly string[]> {
  return (await axeProblems(page)).filter((problem) => !problem.startsWith('page-has-heading-one'));
}

/** How much sound came from a person within a while. */
async function heardFrom(who: Who, on: Page): Promise<{ readonly energy: number; readonly samples: number }> {
  const id = await connectionOf(who, on);
  const first = (await received(on))[id]!;
  await on.waitForTimeout(2_000);
  const then = (await received(on))[id]!;
  return {
    energy: then.audioEnergy - first.audioEnergy,
    samples: then.audioSamples - first.audioSamples,
  };
}

const openPeople = async (): Promise<void> => {
  const people = pages.ana.getByRole('region', { name: 'People' });
  if ((await people.count()) === 0) await pages.ana.getByRole('button', { name: /^People/ }).click();
};
const openActions = async (who: RegExp): Promise<void> => {
  await openPeople();
  await pages.ana.getByRole('button', { name: who }).click();
};

it('mutes a person, so that nobody hears them any more', async () => {
  expect((await heardFrom('ben', pages.ana)).energy).toBeGreaterThan(0);
  await openActions(/^Actions for .?Ben/);
  await pages.ana.getByRole('button', { name: 'Mute', exact: true }).click();
  await pages.ben.getByText(/Ana.* turned your microphone off/).waitFor();
  expect(await isOn('ben')).toBe(false);
  await until('Ben is silent for Ana and Chloe', async () => {
    for (const page of [pages.ana, pages.chloe]) {
      const { energy, samples } = await heardFrom('ben', page);
      // Samples go on: it is silence that is heard, not a link that is gone.
      if (energy > 1e-6 || samples === 0) return `energy ${energy}, ${samples} samples`;
    }
    return true;
  });
  expect((await heardFrom('chloe', pages.ana)).energy).toBeGreaterThan(1e-4);
});

it('asks a person to speak, who says no and then yes', async () => {
  for (const answer of ['Not now', 'Turn microphone on']) {
    await openActions(/^Actions for .?Ben/);
    await pages.ana.getByRole('button', { name: 'Ask to unmute' }).click();
    await pages.ben.getByText(/Ana.* asks you to turn on your microphone/).waitFor();
    expect(await isOn('ben')).toBe(false);
    await pages.ben.getByRole('button', { name: answer }).click();
    await pages.ben.getByText(/asks you to turn on/).waitFor({ state: 'detached' });
    expect(await isOn('ben')).toBe(answer !== 'Not now');
  }
  await until('Ben is heard again', async () => (await heardFrom('ben', pages.chloe)).energy > 1e-4);
});

it('mutes everybody but the one who leads, who is still heard', async () => {
  await openPeople();
  await pages.ana.getByRole('button', { name: 'Mute everyone' }).click();
  for (const who of ['ben', 'chloe'] as const) await soon(() => isOn(who)).toBe(false);
  expect(await isOn('ana')).toBe(true);
  await until('Ana alone is heard', async () => {
    const [ana, chloe] = [await heardFrom('ana', pages.ben), await heardFrom('chloe', pages.ben)];
    return ana.energy > 1e-4 && chloe.energy <= 1e-6 ? true : `${ana.energy}, ${chloe.energy}`;
  });
});

it('lowers all hands', async () => {
  for (const who of ['ben', 'chloe'] as const)
    await pages[who].getByRole('button', { name: /^Raise hand/ }).click();
  await openPeople();
  await soon(() => pages.ana.getByRole('button', { name: /^Lower hand/ }).count()).toBe(2);
  await pages.ana.getByRole('button', { name: 'Lower all hands' }).click();
  for (const who of ['ben', 'chloe'] as const)
    await soon(() =>
      pages[who].getByRole('button', { name: /^Raise hand/ }).getAttribute('aria-pressed'),
    ).toBe('false');
});

it('shows a reaction to everybody, and to nobody after a reload', async () => {
  await pages.ben.getByRole('button', { name: /^React/ }).click();
  await pages.ben.getByRole('button', { name: 'Applause' }).click();
  await Promise.all(
    WHO.map((who) => pages[who].locator('lectern-reactions .floating', { hasText: '👏' }).first().waitFor()),
  );
  await pages.chloe.reload();
  await enter(pages.chloe);
  await untilMediaFlowsFromAna();
  expect(await pages.chloe.locator('lectern-reactions .floating').count()).toBe(0);
  // And what is kept has come: the stream works.
  await pages.ben.getByRole('button', { name: 'Heart' }).click();
  await pages.chloe.locator('lectern-reactions .floating', { hasText: '❤️' }).first().waitFor();
  expect(await pages.chloe.locator('lectern-reactions .floating', { hasText: '👏' }).count()).toBe(0);
});

async function untilMediaFlowsFromAna(): Promise<void> {
  await until('Chloe hears Ana again', async () => (await heardFrom('ana', pages.chloe)).energy > 1e-4, 60);
}

it('locks the chat for students, and opens it again', async () => {
  await pages.ben.getByRole('button', { name: /^Chat/ }).click();
  await pages.ben.getByRole('textbox').fill('half a sent');
  await openPeople();
  await pages.ana.getByRole('button', { name: 'Lock chat' }).click();
  await pages.ben
    .getByText(/The chat is locked/)
    .first()
    .waitFor();
  expect(await pages.ben.getByRole('textbox').count()).toBe(0);
  // Not only the field: the server refuses.
  const student = campus.lectern.api.as({ subject: 'ben', role: 'student', courses: ['night-sky'] });
  await expect(
    student.channel.postChat(sessionId, { id: `msg-${'a'.repeat(22)}`, text: 'All the same' }),
  ).rejects.toMatchObject({ code: 'CHAT_LOCKED' });
  expect(await problemsOf(pages.ben)).toEqual([]);
  await pages.ana.getByRole('button', { name: /^Chat/ }).click();
  await pages.ana.getByRole('textbox').fill('Only me');
  await pages.ana.keyboard.press('Enter');
  await pages.ben.getByRole('log').getByText('Only me').waitFor();
  await openPeople();
  await pages.ana.getByRole('button', { name: 'Unlock chat' }).click();
  await soon(() => pages.ben.getByRole('textbox').inputValue()).toBe('half a sent');
});

it('removes a person for good after asking, by keys alone', async () => {
  await openPeople();
  await pages.ana.getByRole('button', { name: /^Actions for .?Chlo/ }).focus();
  await pages.ana.keyboard.press('Enter');
  await tabTo(pages.ana, 'removing', ({ text }) => text === 'Remove');
  await pages.ana.keyboard.press('Enter');
  await pages.ana.getByRole('dialog').waitFor();
  expect(await problemsOf(pages.ana)).toEqual([]);
  await tabTo(pages.ana, 'the answer', ({ text }) => text === 'Remove');
  await pages.ana.keyboard.press('Enter');
  await pages.chloe.getByText('You were removed from this class').waitFor();
  expect(await pages.chloe.getByRole('button', { name: /again/i }).count()).toBe(0);
  await pages.chloe.reload();
  await pages.chloe.getByRole('button', { name: /^Join now/ }).click();
  await pages.chloe.getByText('You were removed from this class').waitFor();
});

it('complained of nothing on any page', () => {
  expect(watched.flatMap(({ problems }) => problems)).toEqual([]);
});
