// What it costs to make one picture of a recording: CPU time of the whole browser for composing 2 and 6 people and encoding
// them, against the encoder alone (the raw baseline) and against the usual way, drawing on a canvas. Linux only.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import type { Task, Way } from './capture/compose.page.ts';
import { cpuSeconds } from './capture/cpu-time.ts';
import { ms, percentile, ratio } from './table.ts';

const PICTURES = 150;
const ROUNDS = 5;
const WAYS: readonly (readonly [Way, string])[] = [
  ['encode', 'the encoder alone (baseline)'],
  ['planes', 'ours: planes, then the encoder'],
  ['canvas', 'canvas, then the encoder (peer)'],
];

async function bundle(): Promise<string> {
  const elements = fileURLToPath(new URL('../packages/elements/package.json', import.meta.url));
  const { build } = (await import(createRequire(elements).resolve('vite'))) as {
    build(config: object): Promise<{ readonly output: readonly { readonly code?: string }[] }>;
  };
  const { output } = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      target: 'es2022',
      rolldownOptions: {
        input: fileURLToPath(new URL('./capture/compose.page.ts', import.meta.url)),
        output: { format: 'es' },
      },
    },
  });
  return output[0]?.code ?? '';
}

const code = await bundle();
const server = createServer((request, response) => {
  const script = request.url === '/worker.js';
  response.writeHead(200, { 'content-type': script ? 'text/javascript' : 'text/html' });
  response.end(script ? code : '<!doctype html><title>bench</title>');
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const browserServer = await chromium.launchServer({
  executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  const root = browserServer.process().pid;
  if (root === undefined) throw new Error('the browser has no process');
  const browser = await chromium.connect(browserServer.wsEndpoint());
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`);
  const run = async (task: Task): Promise<number> => {
    const before = cpuSeconds(root);
    const answer = await page.evaluate(
      (what) =>
        new Promise<{ readonly error?: string; readonly codec?: string }>((resolve) => {
          const worker = new Worker('/worker.js', { type: 'module' });
          worker.onmessage = ({ data }) => {
            worker.terminate();
            resolve(data as { codec: string });
          };
          worker.postMessage(what);
        }),
      task,
    );
    if (answer.error) throw new Error(answer.error);
    return ((cpuSeconds(root) - before) * 1000) / task.pictures;
  };
  for (const people of [2, 6]) {
    const costs = new Map<Way, number[]>(WAYS.map(([way]) => [way, []]));
    // Side by side, so that what else the machine does falls on all.
    for (let round = -1; round < ROUNDS; round += 1)
      for (const [way, list] of costs) {
        const cost = await run({ way, people, pictures: PICTURES });
        if (round >= 0) list.push(cost);
      }
    const baseline = percentile(costs.get('encode') ?? [], 0.5);
    console.log(
      `${String(people)} cameras of 640 × 360 in 1280 × 720, CPU per picture, median of ${String(ROUNDS)}`,
    );
    console.table(
      WAYS.map(([way, what]) => {
        const cost = percentile(costs.get(way) ?? [], 0.5);
        return { what, CPU: ms(cost), 'of the encoder alone': ratio(cost, baseline) };
      }),
    );
  }
  await browser.close();
} finally {
  await browserServer.close();
  server.close();
}
