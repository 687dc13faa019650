import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const QUIET = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--mute-audio',
  '--allow-loopback-in-peer-connection',
];

export interface FakeDevices {
  /** A y4m file. Default: Chromium's own moving picture. */
  readonly camera?: string;
  /** A wav file. Default: Chromium's own beep. */
  readonly microphone?: string;
  /** `tab`: screen capture shows the real content of the tab; `none`: there is no device at all. */
  readonly display?: 'screen' | 'tab';
  readonly devices?: 'all' | 'none';
  /** Whether the permission prompt is answered with yes. Default: true. */
  readonly allow?: boolean;
}

/** A Chromium with cameras and microphones that are files. One for each person, since devices belong to a browser. */
export function launchBrowser(fake: FakeDevices = {}): Promise<Browser> {
  return chromium.launch(launchOptions(fake));
}

/** The same, with the id of its process, for tests that stop or kill it. */
export async function launchOwnProcess(
  fake: FakeDevices = {},
): Promise<{ readonly browser: Browser; readonly pid: number }> {
  const server = await chromium.launchServer(launchOptions(fake));
  const browser = await chromium.connect(server.wsEndpoint());
  const pid = server.process().pid;
  if (pid === undefined) throw new Error('the browser has no process');
  browser.on('disconnected', () => void server.kill());
  return { browser, pid };
}

function launchOptions(fake: FakeDevices): Parameters<typeof chromium.launch>[0] {
  const device =
    fake.display === 'tab'
      ? '--use-fake-device-for-media-stream=display-media-type=browser'
      : '--use-fake-device-for-media-stream';
  return {
    executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
    args: [
      ...QUIET,
      ...(fake.devices === 'none' ? ['--use-fake-device-for-media-stream=device-count=0'] : [device]),
      ...(fake.allow === false ? ['--deny-permission-prompts'] : ['--use-fake-ui-for-media-stream']),
      ...(fake.camera ? [`--use-file-for-fake-video-capture=${fake.camera}`] : []),
      ...(fake.microphone ? [`--use-file-for-fake-audio-capture=${fake.microphone}`] : []),
    ],
  };
}

/** What a page complained of: errors, refused resources, violations of the content security policy. */
export interface WatchedPage {
  readonly page: Page;
  readonly problems: string[];
}

export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`error: ${error.stack ?? String(error)}`));
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    // The browser reports every answer above 399 and every lost connection; tests judge those themselves.
    if (/Failed to load resource|net::ERR_/.test(message.text())) return;
    problems.push(`console: ${message.text()}`);
  });
  await page.goto(url);
  return { page, problems };
}
