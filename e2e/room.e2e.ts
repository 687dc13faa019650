import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openPage, type WatchedPage } from './support/browsers.ts';
import { colourCamera, type Rgb, toneMicrophone } from './support/fake-media.ts';
import { colourOf, enter, received, tileOf, until, untilMediaFlows } from './support/room.ts';
import { startTwoLineLms, type TwoLineLms } from './support/two-line-lms.ts';

const PEOPLE = {
  ana: { name: 'Ana', role: 'teacher', colour: { r: 208, g: 32, b: 32 }, hertz: 400 },
  ben: { name: 'Ben', role: 'student', colour: { r: 32, g: 192, b: 32 }, hertz: 700 },
  cleo: { name: 'Cleo', role: 'student', colour: { r: 40, g: 60, b: 220 }, hertz: 1_000 },
} as const;
type Who = keyof typeof PEOPLE;
const ALL = Object.keys(PEOPLE) as Who[];

let lms: TwoLineLms;
const browsers: Browser[] = [];
const pages = {} as Record<Who, Page>;
const watched: WatchedPage[] = [];
let sessionId: string;

beforeAll(async () => {
  lms = await startTwoLineLms({
    people: ALL.map((id) => ({ id, name: PEOPLE[id].name, role: PEOPLE[id].role, courses: ['art'] })),
  });
  const teacher = lms.lectern.api.as({ subject: 'ana', role: 'teacher', name: 'Ana', courses: ['art'] });
  const session = await teacher.sessions.create({
    kind: 'lesson',
    title: 'Colours',
    courseId: 'art',
    attendeeIds: ['ben', 'cleo'],
  });
  sessionId = session.id;
  for (const id of ALL) {
    const browser = await launchBrowser({
      camera: colourCamera(id, PEOPLE[id].colour),
      microphone: toneMicrophone(id, PEOPLE[id].hertz),
    });
    browsers.push(browser);
    const opened = await openPage(browser, lms.at(id, 'room', sessionId));
    watched.push(opened);
    pages[id] = opened.page;
  }
});
afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()));
  await lms?.stop();
});

const others = (who: Who): Who[] => ALL.filter((id) => id !== who);
const isColour = ({ r, g, b }: Rgb, wanted: Rgb): boolean =>
  Math.abs(r - wanted.r) < 40 && Math.abs(g - wanted.g) < 40 && Math.abs(b - wanted.b) < 40;

/** Every tile of somebody else shows their colour. */
async function seesEverybody(who: Who): Promise<true | string> {
  for (const other of others(who)) {
    const seen = await colourOf(tileOf(pages[who], PEOPLE[other].name).locator('video'));
    if (!isColour(seen, PEOPLE[other].colour)) return `${who} sees ${other} as ${JSON.stringify(seen)}`;
  }
  return true;
}

describe('three people, each with a camera of another colour', () => {
  it('lets a student wait for the host, and in with them', async () => {
    await enter(pages.ben, { waits: true });
    await enter(pages.ana);
    await pages.ben.getByRole('toolbar').waitFor();
    await enter(pages.cleo);
  });

  it('carries picture and sound on all six ways, and shows everybody in their own tile', async () => {
    await untilMediaFlows(
      ALL.map((id) => pages[id]),
      2,
    );
    for (const id of ALL) await until(`${id} sees everybody`, () => seesEverybody(id));
  });

  it('tells chat and hands to everybody', async () => {
    await pages.ben.getByRole('button', { name: /^Chat/ }).click();
    await pages.ben.getByRole('textbox').fill('Is this red?');
    await pages.ben.keyboard.press('Enter');
    await pages.ana.getByRole('button', { name: /^Chat/ }).click();
    await pages.ana.getByText('Is this red?').waitFor();
    await pages.cleo.getByRole('button', { name: /Raise hand/ }).click();
    await pages.ana.getByRole('button', { name: /^People/ }).click();
    await pages.ana.getByRole('button', { name: /^Lower hand.*Cleo/ }).click();
    await pages.cleo.getByRole('button', { name: /Raise hand/ }).waitFor();
  });

  it('shares a real capture of the screen', async () => {
    const before = await received(pages.ana);
    await pages.ben.getByRole('button', { name: /Share screen/ }).click();
    await until('Ana decodes the screen of Ben', async () => {
      const now = Object.entries(await received(pages.ana));
      return now.some(
        ([id, { screenFramesDecoded }]) => screenFramesDecoded > (before[id]?.screenFramesDecoded ?? 0) + 5,
      );
    });
    // The browser's own capture of a screen: full size, of a kind that no canvas has.
    const capture = await pages.ben.evaluate(() => {
      const room = document.querySelector('session-room') as unknown as {
        call: { snapshot: { local: { streams: { screen?: MediaStream } } } };
      };
      const track = room.call.snapshot.local.streams.screen?.getVideoTracks()[0];
      return { surface: track?.getSettings().displaySurface, kind: track?.constructor.name };
    });
    expect(capture).toEqual({ surface: 'monitor', kind: 'MediaStreamTrack' });
    await pages.ana
      .getByText(/Screen of .?Ben/)
      .first()
      .waitFor();
    await pages.ben.getByRole('button', { name: /Share screen/ }).click();
    await until(
      'the screen of Ben is gone',
      async () => (await pages.ana.getByText(/Screen of .?Ben/).count()) === 0,
    );
  });

  it('shows who turned the camera off, and the picture again', async () => {
    await pages.cleo.getByRole('button', { name: 'Camera' }).click();
    await until(
      'no picture of Cleo',
      async () => (await tileOf(pages.ana, 'Cleo').locator('video').count()) === 0,
    );
    await pages.cleo.getByRole('button', { name: 'Camera' }).click();
    await until('Ana sees Cleo again', () => seesEverybody('ana'));
  });

  it('takes a reload in place: one tile, media again', async () => {
    await pages.ben.reload();
    await enter(pages.ben);
    await untilMediaFlows(
      ALL.map((id) => pages[id]),
      2,
    );
    for (const id of ALL) await until(`${id} sees everybody`, () => seesEverybody(id));
    expect(await tileOf(pages.ana, 'Ben').count()).toBe(1);
  });

  it('cuts a removed person off from everybody’s media', async () => {
    const atAna = Object.keys(await received(pages.ana));
    expect(atAna).toHaveLength(2);
    await pages.ana.getByRole('button', { name: /^Actions for .?Cleo/ }).click();
    await pages.ana.getByRole('button', { name: /^Remove/ }).click();
    await pages.ana
      .getByRole('dialog')
      .getByRole('button', { name: /Remove/ })
      .click();
    await pages.cleo.getByText('You were removed from this class').waitFor();
    for (const id of ['ana', 'ben'] as const)
      await until(`${id} holds one link`, async () => Object.keys(await received(pages[id])).length === 1);
    expect(Object.keys(await received(pages.cleo))).toEqual([]);
    await untilMediaFlows([pages.ana, pages.ben], 1);
  });

  it('moves to another device, and takes the class back', async () => {
    const second = await openPage(browsers[1]!, lms.at('ben', 'room', sessionId));
    await enter(second.page);
    await pages.ben.getByText('You are in this class on another device').waitFor();
    await untilMediaFlows([pages.ana, second.page], 1);
    await pages.ben.getByRole('button', { name: 'Continue here' }).click();
    await second.page.getByText('You are in this class on another device').waitFor();
    await untilMediaFlows([pages.ana, pages.ben], 1);
    await second.page.context().close();
  });

  it('ends for everybody, and leaves no camera on', async () => {
    await pages.ana.getByRole('button', { name: /^Leave/ }).click();
    await pages.ana.getByRole('button', { name: 'End for everyone' }).click();
    await pages.ana.getByRole('dialog').getByRole('button', { name: /End/ }).click();
    for (const id of ['ana', 'ben'] as const) await pages[id].getByText('This class is over').waitFor();
    expect(watched.flatMap(({ problems }) => problems)).toEqual([]);
  });
});
