import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { toNodeHandler, type FetchHandler } from '../../../frameworks/node.js';

const NGINX = '/usr/sbin/nginx';
const GUIDE = new URL('../../../../../../docs/guides/recordings.md', import.meta.url);
const START_TIMEOUT_MS = 20_000;

/** Why nginx cannot be had; undefined when it can. */
export function nginxMissing(): string | undefined {
  return existsSync(NGINX) ? undefined : 'install nginx-light';
}

/** A server that listens until it is closed. */
export interface Listening {
  readonly url: string;
  close(): Promise<void>;
}

/** Listens with Node's own server, as a product does. */
export async function listenWithNode(handler: FetchHandler): Promise<Listening> {
  const handle = toNodeHandler(handler);
  const server: Server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** nginx as the guide says to put it in front. */
export async function startNginx(upstream: string): Promise<Listening> {
  const dir = await mkdtemp(join(tmpdir(), 'lectern-nginx-'));
  const port = await freePort();
  await mkdir(join(dir, 't'));
  const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${dir}/t/${name};`,
  );
  const isRoot = process.getuid?.() === 0;
  await writeFile(
    join(dir, 'nginx.conf'),
    `daemon off; pid ${dir}/nginx.pid; error_log stderr warn; worker_processes 1; ${isRoot ? 'user root;' : ''}
events { worker_connections 256; }
http { access_log off; gzip on; gzip_types *; ${folders.join(' ')}
  server { listen 127.0.0.1:${String(port)};
${await locations(upstream)} } }
`,
  );
  const child = spawn(NGINX, ['-p', dir, '-c', join(dir, 'nginx.conf'), '-e', 'stderr'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  try {
    await untilItListens(port, child, () => said);
  } catch (error) {
    child.kill('SIGTERM');
    throw error;
  }
  return {
    url: `http://127.0.0.1:${String(port)}`,
    async close() {
      if (child.exitCode === null) {
        const exited = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGTERM');
        await exited;
      }
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** What the guide says, with another address. */
async function locations(upstream: string): Promise<string> {
  const [, block] = /^```nginx\n([\s\S]*?)^```$/m.exec(await readFile(GUIDE, 'utf8')) ?? [];
  if (block === undefined) throw new Error('the guide of recordings says nothing of nginx');
  return block.replaceAll('http://127.0.0.1:8787', upstream);
}

async function untilItListens(port: number, child: ChildProcess, said: () => string): Promise<void> {
  const until = performance.now() + START_TIMEOUT_MS;
  while (!(await canConnect(port))) {
    if (child.exitCode !== null || performance.now() > until)
      throw new Error(`nginx did not start: ${said()}`);
    await pause(20);
  }
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
