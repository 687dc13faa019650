import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installPackages, onDebianAsRoot } from './debian.mjs';
import { env, log, PATH, run, Stop } from './process.mjs';
import { fetchPackages, TOOLCHAIN } from './toolchain.mjs';

const CHROMIUM_PACKAGE = '@sparticuz/chromium@153.0.0';

function findBrowser() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  return [
    env.CHROME_PATH,
    ...(env[PATH] ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ...[env.PROGRAMFILES, env.LOCALAPPDATA].map(
      (folder) => folder && join(folder, 'Google/Chrome/Application/chrome.exe'),
    ),
  ].find((path) => path && existsSync(path));
}

/** Sets CHROME_PATH to a Chromium: the machine's, else Debian's, else one from the npm registry. */
export async function ensureBrowser() {
  const unpacked = join(TOOLCHAIN, 'chromium-path');
  env.CHROME_PATH = findBrowser() ?? (existsSync(unpacked) ? readFileSync(unpacked, 'utf8') : undefined);
  if (env.CHROME_PATH && existsSync(env.CHROME_PATH)) return;
  if (onDebianAsRoot()) {
    log('installing Chromium with apt-get');
    await installPackages('chromium');
    env.CHROME_PATH = findBrowser();
  } else if (process.platform === 'linux' && process.arch === 'x64') {
    log(`fetching ${CHROMIUM_PACKAGE} into .toolchain`);
    await fetchPackages(CHROMIUM_PACKAGE);
    const code = `import c from '@sparticuz/chromium'; (await import('node:fs')).writeFileSync('chromium-path', await c.executablePath())`;
    await run('node', ['--input-type=module', '-e', code], { cwd: TOOLCHAIN });
    env.CHROME_PATH = readFileSync(unpacked, 'utf8');
  }
  if (!env.CHROME_PATH)
    throw new Stop('the browser tests need Chrome or Chromium: install one, or set CHROME_PATH');
}
