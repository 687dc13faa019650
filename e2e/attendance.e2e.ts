import { execFileSync } from 'node:child_process';
import type { AttendanceReport, AttendanceRow } from '@lectern/core/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser, launchOwnProcess, openPage } from './support/browsers.ts';
import { enter, until } from './support/room.ts';
import { startTwoLineLms, type TwoLineLms } from './support/two-line-lms.ts';

const STUDENTS = ['reload', 'crash', 'phone', 'cable'] as const;
type Student = (typeof STUDENTS)[number];
/** Between what the pages showed and what the report says. */
const CLOSE_MS = 2_000;
/** A network that vanished is known by the last heartbeat, which is up to ten seconds old. */
const VANISHED_MS = 12_000;
const LEASE_SECONDS = 45;

let lms: TwoLineLms;
const browsers: Browser[] = [];
let cablePid: number;
let sessionId: string;
let teacher: Page;
/** What this test saw, by its own clock. */
const seen: Record<string, { joined: number; left: number }[]> = {};

beforeAll(async () => {
  lms = await startTwoLineLms({
    people: [
      { id: 'ana', name: 'Ana', role: 'teacher', courses: ['art'] },
      ...STUDENTS.map((id) => ({ id, name: id, role: 'student' as const, courses: ['art'] })),
    ],
  });
  const api = lms.lectern.api.as({ subject: 'ana', role: 'teacher', name: 'Ana', courses: ['art'] });
  const session = await api.sessions.create({
    kind: 'lesson',
    title: 'Register',
    courseId: 'art',
    attendeeIds: [...STUDENTS, 'absent'],
    durationMinutes: 30,
  });
  sessionId = session.id;
  const cable = await launchOwnProcess();
  cablePid = cable.pid;
  browsers.push(await launchBrowser(), cable.browser);
});
afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()));
  await lms?.stop();
});

const SMALL = { viewport: { width: 480, height: 360 } };

async function come(browser: Browser, who: string): Promise<Page> {
  const { page } = await openPage(browser, lms.at(who, 'room', sessionId), SMALL);
  await comeAgain(page, who);
  return page;
}

async function comeAgain(page: Page, who: string): Promise<void> {
  // Without a picture: what is counted here is presence.
  await page
    .getByRole('button', { name: /camera/i })
    .first()
    .click();
  await enter(page);
  const times = (seen[who] ??= []);
  // Whoever takes the class over from their other device was there all the time.
  if (!Number.isNaN(times.at(-1)?.left ?? 0)) times.push({ joined: Date.now(), left: Number.NaN });
}

function went(who: string): void {
  const last = seen[who]?.at(-1);
  if (last) last.left = Date.now();
}

function report(as: string, role: 'teacher' | 'student' = 'teacher'): Promise<AttendanceReport> {
  return lms.lectern.api.as({ subject: as, role, name: as, courses: ['art'] }).attendance.get(sessionId);
}
const rowOf = ({ rows }: AttendanceReport, id: string): AttendanceRow => {
  const row = rows.find(({ personId }) => personId === id);
  if (!row) throw new Error(`no row of ${id}`);
  return row;
};

function expectLike(row: AttendanceRow, who: string, tolerance: number): void {
  const expected = seen[who]!;
  expect(row.intervals, who).toHaveLength(expected.length);
  row.intervals.forEach((interval, index) => {
    const { joined, left } = expected[index]!;
    expect(Math.abs(Date.parse(interval.joinedAt) - joined), `${who} joined`).toBeLessThanOrEqual(CLOSE_MS);
    expect(Math.abs(Date.parse(interval.leftAt) - left), `${who} left`).toBeLessThanOrEqual(tolerance);
  });
}

it('reports what the pages showed, with a reload, a crash, a second device and a cut cable in it', async () => {
  teacher = await come(browsers[0]!, 'ana');
  const pages = {} as Record<Student, Page>;
  for (const who of STUDENTS) pages[who] = await come(browsers[who === 'cable' ? 1 : 0]!, who);

  const running = await report('ana');
  expect([running.final, running.version]).toEqual([false, 0]);
  expect(rowOf(running, 'crash').flags).toContain('still_in');
  expect(rowOf(running, 'absent').status).toBe('absent');

  // A reload is the same device back in place.
  went('reload');
  await pages.reload.reload();
  await comeAgain(pages.reload, 'reload');

  // A second device takes the class over.
  const phone = await come(browsers[0]!, 'phone');
  await pages.phone.getByText('You are in this class on another device').waitFor();

  // A tab that crashes says no goodbye.
  await pages.crash.goto('chrome://crash', { timeout: 5_000 }).catch(() => undefined);
  went('crash');

  // A computer whose cable is pulled closes nothing: every process of that browser stands still.
  signalTree(cablePid, 'STOP');
  went('cable');

  await phone.getByRole('button', { name: /^Leave/ }).click();
  await phone.getByText('You have left the class').waitFor();
  went('phone');
  try {
    await until(
      'the leases of the crashed and the cut one lapse',
      async () => {
        const rows = (await report('ana')).rows.filter(({ personId }) =>
          ['crash', 'cable'].includes(personId),
        );
        return (
          rows.every(({ flags }) => flags.includes('closed_by_last_seen')) ||
          JSON.stringify(rows.map(({ flags }) => flags))
        );
      },
      LEASE_SECONDS + 25,
    );
  } finally {
    signalTree(cablePid, 'CONT');
  }
  await pages.cable.context().close();
  await teacher.getByRole('button', { name: /^Leave/ }).click();
  await teacher.getByRole('button', { name: 'End for everyone' }).click();
  await teacher.getByRole('dialog').getByRole('button', { name: /End/ }).click();
  await teacher.getByText('This class is over').waitFor();
  went('ana');
  went('reload');

  const told = await report('ana');
  for (const who of ['ana', 'reload', 'phone', 'crash']) expectLike(rowOf(told, who), who, CLOSE_MS);
  const cable = rowOf(told, 'cable');
  expectLike({ ...cable, intervals: cable.intervals.slice(0, 1) }, 'cable', VANISHED_MS);
  expect(rowOf(told, 'phone').flags).toContain('superseded');
  expect(told.source).toBe('channel');

  // A student reads only themselves, also over HTTP.
  const own = await report('crash', 'student');
  expect(own.rows.map(({ personId }) => personId)).toEqual(['crash']);
});

/** Sends a signal to a browser and all its children. */
function signalTree(root: number, signal: 'STOP' | 'CONT'): void {
  const processes = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  const tree = [root];
  for (const parent of tree) for (const [pid, ppid] of processes) if (ppid === parent) tree.push(pid);
  for (const pid of tree) process.kill(pid, `SIG${signal}`);
}
