import { ensureBrowser } from '../setup/browser.mjs';
import { attempt, log, run } from '../setup/process.mjs';
import { ensureToolchain } from '../setup/toolchain.mjs';
import { test } from './test.mjs';

async function install() {
  await ensureToolchain();
  log('installing');
  await run('pnpm', ['install', '--frozen-lockfile']);
}

async function setup() {
  await install();
  log('building');
  await run('pnpm', ['run', 'build:packages']);
}

const tool = (name, ...args) => run('pnpm', ['exec', name, ...args]);

/** Every public command sets itself up first: a fresh clone has nothing. */
export const tasks = {
  setup,
  build: setup,
  test: (only) => test(setup, { only }),
  'test:long': (only) => test(setup, { only, long: true }),
  async demo(args) {
    await setup();
    log('demo');
    // Node itself, not `pnpm run`: pnpm does not pass a SIGTERM on, and the server would live on.
    process.exitCode = await attempt('node', ['examples/campus/src/main.ts', ...args], { minutes: Infinity });
  },
  async lint() {
    await install();
    await tool('prettier', '--check', '.');
    await tool('eslint', '.', '--max-warnings', '0');
  },
  async format() {
    await install();
    await tool('prettier', '--write', '.');
  },
  async size() {
    await setup();
    await run('node', ['tools/checks/size.mjs']);
  },
  async docs() {
    await setup();
    await tool('typedoc');
  },
  async bench(args) {
    await setup();
    await ensureBrowser();
    await run('node', ['bench/run.mjs', ...args], { minutes: 30 });
  },
  async screens(args) {
    await setup();
    await ensureBrowser();
    await run('node', ['tools/screens/screens.mjs', ...args], { minutes: 20 });
  },
};
