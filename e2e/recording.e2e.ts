import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Recording } from '@lectern/core/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './support/browsers.ts';
import { type Campus, openCampus, visit } from './support/campus.ts';
import { deviceLog, median, type MediaLog, watchDevices } from './support/camera-clock.ts';
import { toneMicrophone } from './support/fake-media.ts';
import { hasXvfb, type HeadedBrowser, startHeadedBrowser } from './support/headed.ts';
import { lookAt, lumas, probedDuration, toneOnsets } from './support/read-recording.ts';
import { enter, until, untilMediaFlows } from './support/room.ts';
import { secondCamera, type Tint } from './support/second-camera.ts';

const LONG = Boolean(process.env.LECTERN_LONG);
/** How long each stretch lasts at least, in seconds. */
const STRETCH = LONG ? 20 : 4;
const PLACES = LONG ? 20 : 8;
/** The files begin again after so many seconds. */
const CAMERA_SECONDS = LONG ? 256 : 128;
const TINTS = {
  ana: { u: 106, v: 150 },
  ben: { u: 150, v: 106 },
  chloe: { u: 106, v: 106 },
} as const satisfies Record<string, Tint>;
const SILENT = 0;
/** A machine that does everything at once gets there too. */
const SLOW_SECONDS = 120;

let campus: Campus;
let teacher: HeadedBrowser;
let students: Browser[];
let ben: Page;
let sessionId: string;
let recording: Recording;
let file: string;
let log: MediaLog;
let stoppedAt: number;
/** The wall time of the beginning of the file, by what it shows. */
let zero: number;
/** When something was there for everybody, by the wall clock. */
const marks = { two: 0, three: 0, shared: 0, suspended: 0, resumed: 0, left: 0 };
let hidden: unknown;
const folder = mkdtempSync(join(tmpdir(), 'lectern-recorded-'));

const stretch = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, STRETCH * 1000));
const inFile = (moment: number): number => (moment - zero) / 1000;
const room = (pages: readonly Page[]): Page => {
  const page = pages.find((each) => each.url().includes('/sessions/'));
  if (!page) throw new Error('the room is closed');
  return page;
};
const api = (subject: string, role: 'teacher' | 'student') =>
  campus.lectern.api.as({ subject, role, courses: ['night-sky'] });

beforeAll(async () => {
  if (!hasXvfb) return;
  campus = await openCampus();
  const session = await api('ana', 'teacher').sessions.create({
    kind: 'class',
    title: 'Seconds',
    courseId: 'night-sky',
    attendeeIds: ['ben', 'chloe'],
  });
  sessionId = session.id;
  teacher = await startHeadedBrowser({
    camera: secondCamera('ana', TINTS.ana, CAMERA_SECONDS),
    microphone: toneMicrophone('ana', 700),
  });
  students = [];
  for (const who of ['ben', 'chloe'] as const)
    students.push(
      await launchBrowser({
        camera: secondCamera(who, TINTS[who], CAMERA_SECONDS),
        microphone: toneMicrophone(who, SILENT),
      }),
    );
});
afterAll(async () => {
  await teacher?.stop();
  await Promise.all((students ?? []).map((browser) => browser.close()));
  await campus?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Every AudioContext of a page, for a browser that takes the sound away. */
function keepContexts(): void {
  const kept: AudioContext[] = [];
  Object.assign(globalThis, { audioContexts: kept });
  globalThis.AudioContext = class extends AudioContext {
    constructor(options?: AudioContextOptions) {
      super(options);
      kept.push(this);
    }
  };
}

const eachContext = (method: 'suspend' | 'resume'): string =>
  `Promise.all(audioContexts.filter(({ state }) => state !== 'closed').map((each) => each.${method}())).then(() => true)`;

async function record(): Promise<void> {
  await teacher.drive(async (_, pages) => {
    const [page] = pages();
    await page!.context().addInitScript(keepContexts);
    await page!.goto(`${campus.url}/`);
    await page!.locator('form[action="/as/ana"] button').click();
    await page!.waitForURL('**/as/ana/');
    await page!.goto(`${campus.url}/as/ana/sessions/${sessionId}`);
    await enter(page!);
    ({ page: ben } = await visit(students[0]!, campus, 'ben', `sessions/${sessionId}`));
    await enter(ben);
    await untilMediaFlows([page!, ben], 1);
    await watchDevices(page!);
    await page!.getByRole('button', { name: /^Record\b/ }).click();
    await page!
      .getByRole('dialog')
      .getByRole('button', { name: /^Record\b/ })
      .click();
    await until(
      'it records',
      async () => {
        const { items } = await api('ana', 'teacher').recordings.list({ sessionId });
        const found = items.find(({ state }) => state === 'uploading');
        if (found) recording = found;
        return found !== undefined || JSON.stringify(items);
      },
      SLOW_SECONDS,
    );
  });
}

async function playScript(): Promise<void> {
  await stretch();
  marks.two = Date.now();
  const { page: chloe } = await visit(students[1]!, campus, 'chloe', `sessions/${sessionId}`);
  await enter(chloe);
  await untilMediaFlows([ben, chloe], 2);
  marks.three = Date.now();
  await stretch();
  await ben.getByRole('button', { name: /Share screen/ }).click();
  await chloe
    .getByText(/Screen of .?Ben/)
    .first()
    .waitFor();
  marks.shared = Date.now();
  await stretch();
  await teacher.coverAll();
  await until('the tab is hidden', async () => {
    hidden = await teacher.ask('/sessions/', 'document.visibilityState');
    return hidden === 'hidden';
  });
  await stretch();
  await teacher.ask('/sessions/', eachContext('suspend'));
  marks.suspended = Date.now();
  await stretch();
  marks.resumed = Date.now();
  await teacher.ask('/sessions/', eachContext('resume'));
  await stretch();
  hidden = await teacher.ask('/sessions/', 'document.visibilityState');
  await ben.getByRole('button', { name: 'Stop sharing' }).click();
  await chloe.close();
  await teacher.drive((_, pages) => room(pages()).bringToFront());
  await until('two are left', async () => (await ben.locator('lectern-tile').count()) === 2);
  marks.left = Date.now();
  await stretch();
  await stretch();
}

async function finish(): Promise<void> {
  await teacher.drive(async (_, pages) => {
    const page = room(pages());
    await page.getByRole('button', { name: /^Record\b/, pressed: true }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Stop recording/ })
      .click();
    stoppedAt = Date.now();
    log = await deviceLog(page);
  });
  await until(
    'it is ready',
    async () => {
      recording = await api('ana', 'teacher').recordings.get(recording.id);
      return recording.state === 'ready' || JSON.stringify(recording);
    },
    SLOW_SECONDS,
  );
  const { files } = await api('ana', 'teacher').recordings.download(recording.id);
  const answer = await fetch(files[0]!.url);
  file = join(folder, 'recording');
  writeFileSync(file, new Uint8Array(await answer.arrayBuffer()));
  expect(files).toHaveLength(1);
}

/** One fills the picture. */
const isSingle = (tiles: Awaited<ReturnType<typeof lookAt>>): boolean =>
  Object.values(tiles).some((tile) => tile !== undefined && tile.width > 0.9);

describe.skipIf(!hasXvfb)('a lesson with a join, a leave, a shared screen and a hidden tab', () => {
  it(
    'is recorded',
    async () => {
      await record();
      await playScript();
      await finish();
      expect(hidden).toBe('hidden');
    },
    (10 * STRETCH + 400) * 1000,
  );

  it('is as long as it took', () => {
    expect(recording.gaps).toEqual([]);
    expect(Math.abs(recording.durationMs! - probedDuration(file))).toBeLessThan(1000);
  });

  it('tells the second, wherever one looks', async () => {
    const context = ben.context();
    await ben.close();
    ben = await context.newPage();
    await ben.goto(`${campus.url}/as/ben/recordings/${recording.id}`, { waitUntil: 'domcontentloaded' });
    await ben.locator('recording-player video').waitFor({ state: 'attached' });
    await until('the player knows the length', () =>
      ben.locator('recording-player video').evaluate((video) => (video as HTMLVideoElement).readyState > 0),
    );
    const first = await lookAt(ben, 1, TINTS);
    const turn = log.turns.find(({ second }) => second === first.ana!.second);
    // It tells a second from its turn on, so half of one is the middle.
    zero = turn!.at + 500 - 1000;
    expect(Math.abs(zero + recording.durationMs! - stoppedAt)).toBeLessThan(2500);
    const seen: unknown[] = [];
    let judged = 0;
    for (let place = 0; place < PLACES; place += 1) {
      const seconds = ((place + 0.5) * recording.durationMs!) / 1000 / PLACES;
      const tiles = await lookAt(ben, seconds, TINTS);
      seen.push({ seconds, ...tiles });
      // A machine that is too slow for everybody shows one, and not always Ana.
      if (!tiles.ana && isSingle(tiles)) continue;
      judged += 1;
      const moment = zero + seconds * 1000;
      const wanted = log.turns.filter(({ at }) => at <= moment + 1000 && at >= moment - 2200);
      expect(
        wanted.map(({ second }) => second),
        `at ${String(seconds)} s: ${JSON.stringify(seen)}`,
      ).toContain(tiles.ana?.second);
    }
    expect(judged).toBeGreaterThanOrEqual(PLACES / 2);
  });

  it('shows who was there, and the screen large', async () => {
    const soon = async (from: number, check: (tiles: Awaited<ReturnType<typeof lookAt>>) => boolean) => {
      const all: unknown[] = [];
      for (let seconds = from; seconds < from + STRETCH; seconds += 0.5) {
        const tiles = await lookAt(ben, seconds, TINTS);
        if (check(tiles) || isSingle(tiles)) return true;
        all.push(tiles);
      }
      return all;
    };
    const isNear = (value: number | undefined, wanted: number): boolean =>
      value !== undefined && Math.abs(value - wanted) < 0.06;
    expect(
      await soon(inFile(marks.two) - 2, ({ ana, ben: other, chloe }) =>
        Boolean(isNear(ana?.width, 0.5) && isNear(other?.width, 0.5) && !chloe),
      ),
    ).toBe(true);
    expect(
      await soon(
        inFile(marks.three),
        ({ ana, chloe }) => isNear(ana?.height, 0.5) && isNear(chloe?.height, 0.5),
      ),
    ).toBe(true);
    expect(await soon(inFile(marks.shared), ({ ana }) => isNear(ana?.width, 0.2))).toBe(true);
    expect(await soon(inFile(marks.left), ({ ana, chloe }) => isNear(ana?.width, 0.5) && !chloe)).toBe(true);
  });

  // Open: within 100 ms in some runs, up to 152 apart in others. The long run says so; this sample would say it at random.
  if (LONG)
    it('keeps sound and picture together, also after the sound stood still', () => {
      const onsets = toneOnsets(file);
      // Where Ana's tile tells the second while two are there.
      const pictures = lumas(file, { x: 480, y: 414 });
      const turns = pictures.flatMap(({ ms, luma }, index) => {
        const last = pictures[index - 1];
        return last && ms - last.ms < 140 && Math.abs(luma - last.luma) > 5 ? [(ms + last.ms) / 2] : [];
      });
      const lags = (
        moments: readonly number[],
        real: readonly number[],
        from: number,
        to: number,
      ): number[] =>
        moments
          .filter((ms) => ms >= from * 1000 && ms < to * 1000)
          .map(
            (ms) => real.map((at) => zero + ms - at).toSorted((a, b) => Math.abs(a) - Math.abs(b))[0] ?? NaN,
          );
      const apart = (from: number, to: number): number => {
        const picture = lags(
          turns,
          log.turns.map(({ at }) => at),
          from,
          to,
        );
        return median(lags(onsets, log.tones, from, to)) - median(picture);
      };
      expect(Math.abs(apart(0.5, inFile(marks.two))), 'at the beginning').toBeLessThanOrEqual(100);
      expect(
        Math.abs(apart(inFile(marks.left) + 1, inFile(stoppedAt))),
        'after all that happened',
      ).toBeLessThanOrEqual(100);
      const silent = onsets.filter(
        (ms) => ms > marks.suspended - zero + 900 && ms < marks.resumed - zero - 400,
      );
      expect(silent).toEqual([]);
    });
});
