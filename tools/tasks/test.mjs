import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { ensureBrowser } from '../setup/browser.mjs';
import { attempt, log, Stop } from '../setup/process.mjs';
import { ensureLiveKit } from '../setup/livekit.mjs';
import { ensureServers } from '../setup/servers.mjs';
import { readReport } from './report.mjs';

const pnpm = (...args) => ['pnpm', args];
const node = (...args) => ['node', args];

/**
 * What `npm test` runs. A suite with a report counts its tests; one without counts as one test, by its exit status.
 * The two lanes run side by side: the journeys mostly wait, the units mostly compute.
 */
const SUITES = {
  format: { command: pnpm('exec', 'prettier', '--check', '.') },
  lint: { command: pnpm('exec', 'eslint', '.', '--max-warnings', '0') },
  types: { command: pnpm('-r', '--if-present', 'run', 'typecheck') },
  templates: { command: pnpm('--filter', '@lectern/elements', 'run', 'check:templates') },
  unit: { command: pnpm('exec', 'vitest', 'run'), report: 'unit.json', minutes: 40, lane: 1 },
  elements: {
    lane: 1,
    command: pnpm('--filter', '@lectern/elements', 'run', 'test'),
    report: 'elements.json',
  },
  e2e: {
    command: pnpm('exec', 'vitest', 'run', '--config', 'e2e/vitest.config.ts'),
    report: 'e2e.json',
    minutes: 40,
    needsLiveKit: true,
  },
  // Judged by the clock: beside anything else it would measure the machine.
  clock: {
    command: pnpm('exec', 'vitest', 'run', '--config', 'e2e/vitest.config.ts'),
    extra: { LECTERN_ALONE: '1', LECTERN_REPORT: 'test-results/clock.json' },
    report: 'clock.json',
    lane: 'alone',
  },
  packaging: { command: node('tools/checks/packaging.mjs'), report: 'packaging.json' },
  size: { command: node('tools/checks/size.mjs'), report: 'size.json' },
};

/** The same tests with larger counts, where they read LECTERN_LONG. */
const LONG_SUITES = {
  unit: { ...SUITES.unit, minutes: 60, lane: 0 },
  e2e: { ...SUITES.e2e, minutes: 90 },
};

/** Sets up, runs the suites, and prints as its last line `N passed, N failed, N skipped`. */
export async function test(setup, { only = [], long = false }) {
  const all = long ? LONG_SUITES : SUITES;
  const unknown = only.filter((name) => !(name in all));
  if (unknown.length)
    throw new Stop(`no suite ${unknown.join(', ')}; there are: ${Object.keys(all).join(', ')}`);
  rmSync('test-results', { recursive: true, force: true });
  mkdirSync('test-results');
  const total = { passed: 0, failed: 0, skipped: 0 };
  const lines = [];
  try {
    await setup();
    await ensureBrowser();
    await ensureServers();
    // Awaited only where it is needed: it takes minutes.
    const liveKit = ensureLiveKit();
    const chosen = Object.entries(all).filter(([name]) => !only.length || only.includes(name));
    const lanes = [0, 1].map((lane) => chosen.filter(([, suite]) => (suite.lane ?? 0) === lane));
    const alone = chosen.filter(([, suite]) => suite.lane === 'alone');
    const inView = lanes.some((lane) => lane.length === 0);
    const runLane = async (lane) => {
      for (const [name, suite] of lane) {
        if (suite.needsLiveKit) await liveKit;
        const result = await runSuite(name, suite, { long, inView });
        for (const key of Object.keys(total)) total[key] += result[key];
        lines.push(...result.lines);
      }
    };
    await Promise.all([liveKit, ...lanes.map(runLane)]);
    await runLane(alone);
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    total.failed += 1;
    lines.push(`FAILED before the tests: ${error.message}`);
  }
  log('result');
  for (const line of lines) console.log(line);
  if (process.env.LECTERN_REQUIRE_SERVERS === '1' && total.skipped > 0) {
    console.log('FAILED: this machine must have everything, but tests were skipped');
    total.failed += 1;
  }
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  process.exitCode = total.failed ? 1 : 0;
}

/** One suite's counts. Beside another its output is shown in one piece, once it is over. */
async function runSuite(name, suite, { long, inView }) {
  log(name);
  const started = performance.now();
  const [command, args] = suite.command;
  const logTo = inView ? undefined : `test-results/${name}.log`;
  const status = await attempt(command, args, {
    extra: { ...suite.extra, ...(long ? { LECTERN_LONG: '1' } : {}) },
    minutes: suite.minutes ?? 10,
    logTo,
  });
  const counted = readReport(name, suite.report && `test-results/${suite.report}`, status);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const line = `${name}: ${counted.passed} passed, ${counted.failed} failed, ${counted.skipped} skipped in ${seconds} s`;
  if (logTo) {
    log(line);
    process.stdout.write(readFileSync(logTo, 'utf8'));
  }
  return { ...counted, lines: [...counted.lines, line] };
}
