import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
process.chdir(root);
const windows = process.platform === 'win32';

/** Ends the task with a message and exit code 1, without a stack. */
export class Stop extends Error {}

export const log = (text) => console.log(`\n> ${text}`);

// npm gives its scripts its own settings and its own Node; the tools below must not see them.
export const env = Object.fromEntries(
  Object.entries(process.env).filter(([key]) => !/^npm_|^NODE$|^INIT_CWD$/i.test(key)),
);
// Windows spells it `Path`, and a copy of process.env minds the case.
export const PATH = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
// Read before CI is set for the tools below: only then may the set-up install Debian packages.
export const mayInstallServers = Boolean(env.CI) || env.LECTERN_INSTALL_SERVERS === '1';
env.CI ??= '1';
env.NO_COLOR ??= '1';

const running = new Set();
const cleanups = new Set();
/** Runs when the task ends, however it ends short of SIGKILL. */
export const onEnd = (cleanup) => cleanups.add(cleanup);
process.on('exit', () => {
  for (const cleanup of cleanups) cleanup();
});
for (const [signal, number] of [
  ['SIGINT', 2],
  ['SIGTERM', 15],
  ['SIGHUP', 1],
])
  process.on(signal, () => {
    for (const child of running) kill(child);
    process.exit(128 + number);
  });

function kill(child) {
  if (windows) spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
  // The whole group: pnpm does not pass a signal on, and what it started would live on.
  else
    try {
      process.kill(-child.pid, 'SIGTERM');
    } catch {
      // It has ended already.
    }
}

/** Runs a command with its output in view, or kept in the file `logTo`, and gives its exit status. */
export function attempt(command, args, { extra = {}, minutes = 10, cwd = root, logTo } = {}) {
  return new Promise((resolve) => {
    const output = logTo ? openSync(logTo, 'w') : 'inherit';
    const child = spawn(command, args, {
      cwd,
      env: { ...env, ...extra },
      stdio: ['ignore', output, output],
      detached: !windows,
      shell: windows,
    });
    running.add(child);
    if (logTo) closeSync(output);
    const timer =
      Number.isFinite(minutes) &&
      setTimeout(() => (console.error(`stopped after ${minutes} minutes`), kill(child)), minutes * 60_000);
    const end = (status) => (clearTimeout(timer), running.delete(child), resolve(status));
    child.on('error', (error) => (console.error(String(error)), end(127)));
    child.on('close', (code) => end(code ?? 1));
  });
}

export async function run(command, args, options) {
  const status = await attempt(command, args, options);
  if (status !== 0) throw new Stop(`"${command} ${args.join(' ')}" ended with exit ${status}`);
}

/** `[major, minor, patch]`, or zeros where there is none. Asked outside the workspace, whose pin pnpm would obey. */
export function version(command) {
  const result = spawnSync(command, ['--version'], {
    env,
    encoding: 'utf8',
    cwd: dirname(root),
    shell: windows,
  });
  const match = result.status === 0 && /(\d+)\.(\d+)\.(\d+)/.exec(result.stdout);
  return match ? match.slice(1).map(Number) : [0, 0, 0];
}
