import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { type Browser, chromium, type Page } from 'playwright-core';

interface Target {
  readonly id: string;
  readonly type: string;
  readonly url: string;
  readonly webSocketDebuggerUrl: string;
}

/**
 * A Chromium with windows, on a screen of its own, as a person starts it: whoever drives it through Playwright keeps every
 * page visible and awake. So Playwright connects for what has to be pressed, and goes.
 */
export interface HeadedBrowser {
  /** While connected, every page counts as visible. */
  drive<Result>(what: (browser: Browser, pages: () => Page[]) => Promise<Result>): Promise<Result>;
  /** Opens another tab in front of all. */
  coverAll(): Promise<void>;
  /** Asks a page, found by a part of its address, without Playwright. */
  ask(urlPart: string, expression: string): Promise<unknown>;
  stop(): Promise<void>;
}

/** Whether this machine has a screen for windows that nobody sees. */
export const hasXvfb = existsSync('/usr/bin/Xvfb');

export async function startHeadedBrowser(fake: {
  readonly camera: string;
  readonly microphone: string;
}): Promise<HeadedBrowser> {
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1400x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const display = await firstMatch(screen, screen.stdio[3] as Readable, /(\d+)\n/u);
  const profile = mkdtempSync(join(tmpdir(), 'lectern-headed-'));
  const chrome = spawn(
    process.env.CHROME_PATH ?? '/usr/bin/chromium',
    [
      '--no-sandbox',
      '--no-first-run',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      '--mute-audio',
      '--allow-loopback-in-peer-connection',
      '--window-size=1300,850',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-video-capture=${fake.camera}`,
      `--use-file-for-fake-audio-capture=${fake.microphone}`,
      'about:blank',
    ],
    { env: { ...process.env, DISPLAY: `:${display}` }, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const endpoint = await firstMatch(chrome, chrome.stderr, /DevTools listening on (ws:\S+)/u);
  const http = `http://${new URL(endpoint).host}`;
  const ended = (child: ChildProcess): Promise<unknown> =>
    child.exitCode !== null || child.signalCode !== null
      ? Promise.resolve()
      : new Promise((resolve) => child.once('exit', resolve));

  return {
    async drive(what) {
      const browser = await chromium.connectOverCDP(http);
      try {
        return await what(browser, () => browser.contexts().flatMap((context) => context.pages()));
      } finally {
        // Only the connection: the pages stay.
        await browser.close();
      }
    },
    async coverAll() {
      const answer = await fetch(`${http}/json/new?about:blank`, { method: 'PUT' });
      const { id } = (await answer.json()) as Target;
      await fetch(`${http}/json/activate/${id}`);
    },
    async ask(urlPart, expression) {
      const targets = (await (await fetch(`${http}/json`)).json()) as Target[];
      const target = targets.find(({ type, url }) => type === 'page' && url.includes(urlPart));
      if (!target) throw new Error(`no page at ${urlPart}`);
      return evaluate(target.webSocketDebuggerUrl, expression);
    },
    async stop() {
      chrome.kill();
      await ended(chrome);
      screen.kill();
      await ended(screen);
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Waits until a process has said something. */
function firstMatch(child: ChildProcess, from: Readable | null, wanted: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`${child.spawnfile} ended: ${said}`)));
    from?.on('data', (data: Buffer) => {
      said += data.toString();
      const found = wanted.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
}

function evaluate(url: string, expression: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    socket.onerror = () => reject(new Error('the page cannot be asked'));
    socket.onopen = () =>
      socket.send(
        JSON.stringify({
          id: 1,
          method: 'Runtime.evaluate',
          params: { expression, returnByValue: true, awaitPromise: true },
        }),
      );
    socket.onmessage = ({ data }) => {
      const { result } = JSON.parse(String(data)) as {
        readonly result: {
          readonly result: { readonly value?: unknown };
          readonly exceptionDetails?: unknown;
        };
      };
      socket.close();
      if (result.exceptionDetails) reject(new Error(JSON.stringify(result.exceptionDetails)));
      else resolve(result.result.value);
    };
  });
}
