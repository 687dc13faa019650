import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createProvider } from '@lectern/core';
import { peerAdapter } from '@lectern/core/peer';
import { createLectern, folderMailer, type Clock, type Lectern } from '@lectern/server';
import { toNodeHandler, type FetchHandler } from '@lectern/server/node';
import { createSite } from './create-site.ts';
import { createCampusClock } from './school/campus-clock.ts';
import { identityOf } from './school/identity.ts';
import { createMailbox } from './school/mailbox.ts';
import { seed } from './school/seed.ts';
import { deriveSecrets, keepSecret, makeSecret } from './secrets.ts';
import { createFileHandler, type FileHandler } from './web/files.ts';
import { createSignIn } from './web/sign-in.ts';

const PUBLIC_FOLDER = fileURLToPath(new URL('../public', import.meta.url));
const ELEMENTS = createRequire(import.meta.url).resolve('@lectern/elements/package.json');
const BUNDLE_FOLDER = join(dirname(ELEMENTS), 'dist/cdn');
const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);
const LECTERN_PATH = /^\/(v1\/|healthz$|readyz$|metrics$)/;

export interface CampusOptions {
  /** 0: any that is free. */
  readonly port: number;
  /** Default: `127.0.0.1`. Everybody who reaches it may be anybody: leave it there. */
  readonly host?: string;
  /** `memory:`, `file:DIR` or `postgres://…`. In a folder Campus keeps its secret too. */
  readonly database: string;
  readonly clock?: Clock;
  /** At least 32 bytes. Default: the folder's, else a new one. */
  readonly secret?: string;
  readonly onError?: (error: unknown) => void;
}

export interface Campus {
  /** Without a trailing slash. */
  readonly url: string;
  readonly lectern: Lectern;
  stop(): Promise<void>;
}

/** Starts the whole school: pages, Lectern and its database, in this process on one port. Answers when it answers. */
export async function startCampus({
  port,
  host = '127.0.0.1',
  database,
  clock = createCampusClock(),
  secret,
  onError = console.error,
}: CampusOptions): Promise<Campus> {
  const folder = database.startsWith('file:') ? database.slice('file:'.length) : undefined;
  if (!existsSync(join(BUNDLE_FOLDER, 'lectern.js')))
    console.warn('The elements are not built, so pages stay empty. Run: npm run build');
  const secrets = deriveSecrets(secret ?? (folder === undefined ? makeSecret() : await keepSecret(folder)));

  // The port comes first: absolute links carry it, and a second Campus on it stops before it touches the data.
  const server = createServer();
  let answer: FetchHandler['fetch'] = () =>
    Promise.resolve(new Response('Campus is starting.\n', { status: 503, headers: { 'retry-after': '1' } }));
  const files = [createFileHandler('/assets/', PUBLIC_FOLDER), createFileHandler('/lectern/', BUNDLE_FOLDER)];
  serve(server, files, (request, info) =>
    isAddressed(request, host) ? answer(request, info) : Promise.resolve(misdirected()),
  );
  await listen(server, port, host);
  const url = `http://localhost:${String((server.address() as AddressInfo).port)}`;

  const mailFolder =
    folder === undefined ? await mkdtemp(join(tmpdir(), 'campus-mail-')) : join(folder, 'mail');
  let lectern: Lectern | undefined;
  async function stop(): Promise<void> {
    const closed = new Promise((resolve) => server.close(resolve));
    // Ends the live streams, without which a connection would never be idle.
    await lectern?.stop();
    if (folder === undefined) await rm(mailFolder, { recursive: true, force: true });
    server.closeAllConnections();
    await closed;
  }

  try {
    const started = (lectern = createLectern({
      database: folder === undefined ? database : `file:${join(folder, 'lectern')}`,
      providers: { peer: createProvider(peerAdapter({})) },
      publicUrl: url,
      tokenSecret: secrets.tokens,
      sessionUrl: ({ sessionId }) => `${url}/sessions/${sessionId}`,
      bookingUrl: ({ bookingId }) => `${url}/bookings/${bookingId}`,
      recordingUrl: ({ recordingId }) => `${url}/recordings/${recordingId}`,
      mailer: folderMailer(mailFolder, { from: 'Campus <mail@campus.example>' }),
      clock,
    }));
    await started.start();
    const { offerings } = await seed(started, clock);
    const open = createSite(
      {
        signIn: createSignIn({ secret: secrets.cookies }),
        clientOf: (person) => started.api.as(identityOf(person)),
        mintToken: (person) => started.tokens.mint(identityOf(person)),
        offeringOf: (course) => offerings.get(course),
        mailbox: createMailbox(mailFolder),
        now: () => clock.now(),
      },
      { onError },
    );
    answer = (request, info) =>
      LECTERN_PATH.test(new URL(request.url).pathname) ? started.fetch(request, info) : open(request);
    return { url, lectern: started, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function serve(server: Server, files: readonly FileHandler[], fetch: FetchHandler['fetch']): void {
  const handle = toNodeHandler({ fetch });
  server.on('request', (request, response) => {
    const pages = (): void => void handle(request, response);
    files.reduceRight<() => void>((next, file) => () => file(request, response, next), pages)();
  });
}

/**
 * On the loopback only names of this machine are ours: a foreign name that was made to point here is a foreign page that
 * wants in.
 */
function isAddressed(request: Request, host: string): boolean {
  return !LOOPBACK.has(host) || LOOPBACK.has(new URL(request.url).hostname);
}

const misdirected = (): Response => new Response('Campus does not go by that name.\n', { status: 421 });

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
