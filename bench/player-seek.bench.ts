// A learner jumps about in a recording of two hours over a line of 8 Mbit/s: how long until the picture is there and how much
// was read for it, in Chromium, against the same file from a bare node:http server that reads it with node:fs.
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createLectern, type Lectern } from '@lectern/server';
import { toNodeHandler } from '@lectern/server/node';
import { chromium, type Page } from 'playwright-core';
import { errorsOnly } from './engines.ts';
import { createFileServer } from './player-seek/file-server.ts';
import { openSlowLink, type SlowLink } from './player-seek/slow-link.ts';
import { makeTwoHours, SECONDS } from './player-seek/two-hours.ts';
import { uploadRecording } from './player-seek/upload.ts';
import { ms, percentile, ratio } from './table.ts';

const BITS_PER_SECOND = 8_000_000;
const LATENCY_MS = 20;
const SEEKS = 40;
const WARM_UPS = 3;
const PUBLIC_URL = 'https://lms.example.edu';
const CODECS = 'avc1.42c01f,opus';
const [GOAL_MS, GOAL_BYTES] = [1_000, 2_000_000];

interface Side {
  readonly page: Page;
  readonly link: SlowLink;
  readonly openMs: number;
  readonly openBytes: number;
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

/** Opens the file behind a slow line and waits until the player knows it. */
async function openSide(page: Page, server: string, path: string): Promise<Side> {
  const link = await openSlowLink(server, BITS_PER_SECOND, LATENCY_MS);
  const started = performance.now();
  await page.setContent('<video muted preload="metadata"></video>');
  await page.evaluate(
    (src) =>
      new Promise<void>((resolve, reject) => {
        const video = document.querySelector('video')!;
        video.addEventListener('loadeddata', () => resolve(), { once: true });
        video.addEventListener('error', () => reject(new Error(video.error?.message)), { once: true });
        video.src = src;
      }),
    link.url + path,
  );
  return { page, link, openMs: performance.now() - started, openBytes: link.takeBytes() };
}

/** From the wish until the picture of that time is there. */
async function seek({ page, link }: Side, to: number): Promise<{ took: number; bytes: number }> {
  // What the last jump still loads is not this one's.
  await page.waitForTimeout(250);
  link.takeBytes();
  const took = await page.evaluate(
    (seconds) =>
      new Promise<number>((resolve, reject) => {
        const video = document.querySelector('video')!;
        const begun = performance.now();
        video.addEventListener('seeked', () => resolve(performance.now() - begun), { once: true });
        video.addEventListener('error', () => reject(new Error(video.error?.message)), { once: true });
        video.currentTime = seconds;
      }),
    to,
  );
  return { took, bytes: link.takeBytes() };
}

/** The finished file, to serve it without us. */
async function saveFile(lectern: Lectern, recordingId: string, path: string): Promise<void> {
  const { files } = await lectern.api.recordings.download(recordingId);
  const response = await lectern.fetch(new Request(files[0]!.url));
  await pipeline(Readable.fromWeb(response.body as never), createWriteStream(path));
}

const dir = await mkdtemp(join(tmpdir(), 'lectern-bench-'));
const lectern = createLectern({
  database: `file:${join(dir, 'data')}`,
  publicUrl: PUBLIC_URL,
  tokenSecret: 'only-for-a-bench-and-at-least-32-bytes',
  rateLimits: false,
  log: errorsOnly,
});
const servers: Server[] = [];
const links: SlowLink[] = [];
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required'],
});
try {
  const upload = await makeTwoHours(dir);
  const recordingId = await uploadRecording(lectern, { path: upload, codecs: CODECS, seconds: SECONDS });
  const { sources } = await lectern.api.recordings.playback(recordingId);
  const source = sources[0]!;
  const path = join(dir, 'finished');
  await saveFile(lectern, recordingId, path);
  const handle = toNodeHandler(lectern);
  servers.push(createServer((request, response) => void handle(request, response)));
  servers.push(await createFileServer(path, source.type));
  const [ours, bare] = [await listen(servers[0]!), await listen(servers[1]!)];
  const sides = [
    await openSide(await browser.newPage(), ours, new URL(source.src).pathname),
    await openSide(await browser.newPage(), bare, '/'),
  ] as const;
  links.push(...sides.map(({ link }) => link));

  const results: [Awaited<ReturnType<typeof seek>>[], Awaited<ReturnType<typeof seek>>[]] = [[], []];
  for (let round = 0; round < WARM_UPS + SEEKS; round += 1) {
    // All over the file, the same places for both, in turns: a slow moment of the machine hits both.
    const to = ((round * 0.618_034) % 1) * (SECONDS - 10);
    for (const side of [0, 1] as const) {
      const result = await seek(sides[side], to);
      if (round >= WARM_UPS) results[side].push(result);
    }
  }
  const figures = results.map((side) => ({
    p50: percentile(
      side.map(({ took }) => took),
      0.5,
    ),
    p95: percentile(
      side.map(({ took }) => took),
      0.95,
    ),
    bytes: percentile(
      side.map(({ bytes }) => bytes),
      0.95,
    ),
  }));
  const [own, base] = [figures[0]!, figures[1]!];
  console.log(
    `${String(SEEKS)} jumps in a paused two-hour recording (${String(Math.round(SECONDS / 60))} min, ~850 kbit/s) over 8 Mbit/s and ` +
      `${String(LATENCY_MS)} ms, in Chromium: from the wish to the picture. Both sides serve the same finished file.`,
  );
  console.table([
    { server: 'Lectern', ...columns(own, sides[0]) },
    { server: 'bare node:http', ...columns(base, sides[1]) },
    {
      server: 'Lectern of bare',
      p50: ratio(own.p50, base.p50),
      p95: ratio(own.p95, base.p95),
      'p95 read': ratio(own.bytes, base.bytes),
      open: ratio(sides[0].openMs, sides[1].openMs),
    },
  ]);
  const isReached = own.p95 <= GOAL_MS && own.bytes <= GOAL_BYTES;
  console.log(`Goal, p95 ≤ 1 s and ≤ 2 MB read: ${isReached ? 'reached' : 'MISSED'}.`);
} finally {
  await browser.close();
  for (const link of links) await link.close();
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  await lectern.stop();
  await rm(dir, { recursive: true, force: true });
}

function columns(
  { p50, p95, bytes }: { p50: number; p95: number; bytes: number },
  { openMs, openBytes }: Side,
): Record<string, string> {
  return { p50: ms(p50), p95: ms(p95), 'p95 read': mb(bytes), open: ms(openMs), 'open read': mb(openBytes) };
}

function mb(bytes: number): string {
  return `${(bytes / 1e6).toFixed(2)} MB`;
}
