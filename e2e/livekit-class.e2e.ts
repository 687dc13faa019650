// A class of two pages on a real LiveKit server: the same room, another way for the media.
import { createProvider } from '@lectern/core';
import { livekitAdapter } from '@lectern/core/livekit';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openPage, type WatchedPage } from './support/browsers.ts';
import { colourCamera, type Rgb, toneMicrophone } from './support/fake-media.ts';
import {
  hasLiveKit,
  LIVEKIT_KEY,
  LIVEKIT_SECRET,
  startLiveKit,
  type LiveKitServer,
} from './support/livekit-server.ts';
import { colourOf, enter, inbound, tileOf, until } from './support/room.ts';
import { startTwoLineLms, type TwoLineLms } from './support/two-line-lms.ts';

const PEOPLE = {
  ana: { name: 'Ana', role: 'teacher', colour: { r: 208, g: 32, b: 32 } },
  ben: { name: 'Ben', role: 'student', colour: { r: 32, g: 192, b: 32 } },
} as const;
type Who = keyof typeof PEOPLE;
const ALL = Object.keys(PEOPLE) as Who[];
const other = (who: Who): Who => (who === 'ana' ? 'ben' : 'ana');

describe.skipIf(!hasLiveKit)('a class on a LiveKit server', () => {
  let server: LiveKitServer;
  let lms: TwoLineLms;
  let sessionId: string;
  const browsers: Browser[] = [];
  const watched: WatchedPage[] = [];
  const pages = {} as Record<Who, Page>;

  beforeAll(async () => {
    const port = 20_000 + (process.pid % 10_000);
    server = await startLiveKit({ webhooks: [`http://localhost:${port}/v1/webhooks/school`] });
    lms = await startTwoLineLms({
      port,
      connectTo: [server.url, server.url.replace('ws', 'http')],
      people: ALL.map((id) => ({ id, name: PEOPLE[id].name, role: PEOPLE[id].role, courses: ['art'] })),
      lectern: {
        providers: {
          school: createProvider(
            livekitAdapter({ serverUrl: server.url, apiKey: LIVEKIT_KEY, apiSecret: LIVEKIT_SECRET }),
          ),
        },
      },
    });
    const teacher = lms.lectern.api.as({ subject: 'ana', role: 'teacher', name: 'Ana', courses: ['art'] });
    const session = await teacher.sessions.create({
      kind: 'lesson',
      title: 'Colours',
      courseId: 'art',
      attendeeIds: ['ben'],
    });
    sessionId = session.id;
    for (const id of ALL) {
      const browser = await launchBrowser({
        camera: colourCamera(`lk-${id}`, PEOPLE[id].colour),
        microphone: toneMicrophone(`lk-${id}`, 500),
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
    await server?.stop();
  });

  const isColour = ({ r, g, b }: Rgb, wanted: Rgb): boolean =>
    Math.abs(r - wanted.r) < 40 && Math.abs(g - wanted.g) < 40 && Math.abs(b - wanted.b) < 40;
  const sees = async (who: Who): Promise<true | string> => {
    const seen = await colourOf(tileOf(pages[who], PEOPLE[other(who)].name).locator('video'));
    return isColour(seen, PEOPLE[other(who)].colour) || `${who} sees ${JSON.stringify(seen)}`;
  };
  /** Frames and sound of the other grow between two reads. */
  const flows = async (who: Who): Promise<void> => {
    const before = await inbound(pages[who]);
    await until(`media to ${who}`, async () => {
      const now = await inbound(pages[who]);
      return (
        (now.framesDecoded > before.framesDecoded + 5 && now.audioEnergy > before.audioEnergy) ||
        JSON.stringify({ before, now })
      );
    });
  };

  it('carries picture and sound both ways, each in the colour of the one who sends it', async () => {
    for (const who of ALL) await enter(pages[who]);
    for (const who of ALL) {
      await until(`the colour at ${who}`, () => sees(who));
      await flows(who);
    }
  });

  it('tells our server by signed webhooks who is there', async () => {
    const admin = lms.lectern.api;
    await until('evidence of both', async () => {
      const { rows } = await admin.attendance.get(sessionId);
      return rows.filter(({ totalMs }) => totalMs > 0).length === 2 || JSON.stringify(rows);
    });
  });

  it('comes back to the class after a reload', async () => {
    await pages.ben.reload();
    await enter(pages.ben);
    for (const who of ALL) {
      await until(`the colour at ${who}`, () => sees(who));
      await flows(who);
    }
  });

  it('goes on by itself when the media server was killed and is back', async () => {
    await server.kill();
    await server.restart();
    for (const who of ALL) await until(`the colour at ${who}`, () => sees(who), 60);
    for (const who of ALL) await flows(who);
  });

  it('takes a removed person out of the media server too', async () => {
    await pages.ana.getByRole('button', { name: /People/ }).click();
    await pages.ana.getByRole('button', { name: /^Actions for .?Ben/ }).click();
    await pages.ana.getByRole('button', { name: /^Remove/ }).click();
    await pages.ana
      .getByRole('dialog')
      .getByRole('button', { name: /Remove/ })
      .click();
    await pages.ben
      .getByText(/removed/i)
      .first()
      .waitFor();
    const provider = createProvider(
      livekitAdapter({ serverUrl: server.url, apiKey: LIVEKIT_KEY, apiSecret: LIVEKIT_SECRET }),
    );
    await until('Ben gone', async () => {
      const there = await provider.listParticipants({ roomId: sessionId });
      return there.every(({ id }) => id !== 'ben') || JSON.stringify(there.map(({ id }) => id));
    });
    expect(watched.flatMap(({ problems }) => problems)).toEqual([]);
  });
});
