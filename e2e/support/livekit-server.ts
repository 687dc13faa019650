import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const built = fileURLToPath(new URL('../../.toolchain/livekit-server', import.meta.url));
const binary = process.env['LECTERN_LIVEKIT_SERVER'] ?? built;

/** Whether this machine has a LiveKit server; `npm test` builds one where there is Go. */
export const hasLiveKit = existsSync(binary);

export const LIVEKIT_KEY = 'campus';
export const LIVEKIT_SECRET = 'a secret of this test, longer than 32 characters';

/** A real LiveKit server, which hears and sends on the loopback alone. */
export interface LiveKitServer {
  /** `ws://127.0.0.1:…` */
  readonly url: string;
  /** Ends it at once: rooms and people are gone, and no webhook tells of it. */
  kill(): Promise<void>;
  /** Starts it again where it was. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts one whose webhooks go to these addresses. */
export async function startLiveKit({ webhooks = [] as readonly string[] } = {}): Promise<LiveKitServer> {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-livekit-'));
  const [port, udpPort] = [await freePort(), await freePort()];
  const config = join(folder, 'livekit.yaml');
  writeFileSync(config, configOf(port, udpPort, webhooks));
  const url = `http://127.0.0.1:${port}`;
  let ended: Promise<void> | undefined;
  let end = (): void => undefined;

  const start = async (): Promise<void> => {
    const child = spawn(binary, ['--config', config], { stdio: 'ignore' });
    ended = new Promise((resolve) => child.once('exit', () => resolve()));
    end = () => void child.kill('SIGKILL');
    for (;;) {
      if (child.exitCode !== null) throw new Error(`livekit-server ended with ${child.exitCode}`);
      if (
        await fetch(url).then(
          ({ ok }) => ok,
          () => false,
        )
      )
        return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const kill = async (): Promise<void> => {
    end();
    await ended;
  };
  await start();
  return {
    url: url.replace('http', 'ws'),
    kill,
    restart: start,
    async stop() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The interface filter keeps media on the loopback: without it a pair of public addresses may be chosen. */
function configOf(port: number, udpPort: number, webhooks: readonly string[]): string {
  return JSON.stringify({
    port,
    bind_addresses: ['127.0.0.1'],
    rtc: {
      udp_port: udpPort,
      tcp_port: 0,
      node_ip: '127.0.0.1',
      use_external_ip: false,
      enable_loopback_candidate: true,
      interfaces: { includes: ['lo'] },
      ips: { includes: ['127.0.0.1/32'] },
    },
    keys: { [LIVEKIT_KEY]: LIVEKIT_SECRET },
    room: { empty_timeout: 10, departure_timeout: 2 },
    webhook: { api_key: LIVEKIT_KEY, urls: webhooks },
    logging: { level: 'error', json: true },
  });
}

async function freePort(): Promise<number> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Hears deliveries as they come, unread. */
export interface WebhookReceiver {
  readonly url: string;
  /** Waits for the next one that fits, those before it included. */
  next(fits: (body: string) => boolean): Promise<Request>;
  stop(): Promise<void>;
}

export async function receiveWebhooks(): Promise<WebhookReceiver> {
  const heard: { readonly body: string; readonly headers: Headers }[] = [];
  let wake = (): void => undefined;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      heard.push({
        body: Buffer.concat(chunks).toString(),
        headers: new Headers(request.headers as Record<string, string>),
      });
      response.writeHead(204).end();
      wake();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  return {
    url,
    async next(fits) {
      for (;;) {
        const found = heard.find(({ body }) => fits(body));
        if (found) return new Request(url, { method: 'POST', headers: found.headers, body: found.body });
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
