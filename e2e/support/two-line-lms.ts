import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createReadStream, existsSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { createRequire } from 'node:module';
import { createProvider } from '@lectern/core';
import { peerAdapter } from '@lectern/core/peer';
import { createLectern, type LecternOptions } from '@lectern/server';
import { toNodeHandler } from '@lectern/server/node';

export interface Somebody {
  readonly id: string;
  readonly name: string;
  readonly role: 'teacher' | 'student' | 'moderator' | 'guest' | 'admin';
  readonly courses?: readonly string[];
  readonly zone?: string;
}

const cdn = join(
  dirname(createRequire(import.meta.url).resolve('@lectern/elements/package.json')),
  'dist/cdn',
);
const policy = (servers: readonly string[]): string =>
  `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src ${["'self'", ...servers].join(' ')}; media-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/**
 * The smallest LMS there is: a page of two lines with a strict content security policy, and a token endpoint. Who one
 * is stands in the path.
 */
export async function startTwoLineLms(options: {
  readonly people: readonly Somebody[];
  readonly database?: string;
  readonly port?: number;
  readonly secret?: string;
  readonly lectern?: Partial<LecternOptions>;
  /** What pages may connect to beside this server, such as a media server. */
  readonly connectTo?: readonly string[];
}) {
  const people = new Map(options.people.map((person) => [person.id, person]));
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as { port: number };
  const url = `http://localhost:${port}`;
  const lectern = createLectern({
    database: options.database ?? 'memory:',
    providers: { peer: createProvider(peerAdapter({})) },
    publicUrl: url,
    tokenSecret: options.secret ?? 'the-secret-of-the-two-line-lms-is-long',
    ...options.lectern,
  });
  await lectern.start();
  const api = toNodeHandler(lectern);

  const page = (who: string, body: string) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Two lines</title><link rel="stylesheet" href="/page.css">
<script type="module" src="/cdn/lectern.js"></script></head>
<body><lectern-context api-url="${url}" token-endpoint="/p/${who}/token"><main><h1>Two lines</h1>${body}</main></lectern-context></body></html>`;

  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', url);
    if (pathname.startsWith('/v1/')) return void api(request, response);
    const [, kind, who = '', what = '', id = ''] = pathname.split('/').map(decodeURIComponent);
    if (kind === 'cdn') {
      const file = join(cdn, pathname.includes('/chunks/') ? 'chunks' : '', basename(pathname));
      if (!existsSync(file) || extname(file) !== '.js') return void response.writeHead(404).end();
      response.writeHead(200, { 'content-type': 'text/javascript' });
      return void createReadStream(file).pipe(response);
    }
    if (pathname === '/page.css')
      return void response
        .writeHead(200, { 'content-type': 'text/css' })
        .end(
          'body{margin:0;font:16px sans-serif} h1{font-size:1em;margin:0;line-height:20px} session-room{display:block;height:calc(100vh - 20px)}',
        );
    const person = people.get(who);
    if (kind !== 'p' || !person) return void response.writeHead(404).end();
    if (what === 'token' && request.method === 'POST') {
      const minted = await lectern.tokens.mint({
        subject: person.id,
        name: person.name,
        role: person.role,
        ...(person.courses ? { courses: [...person.courses] } : {}),
        ...(person.zone ? { zone: person.zone } : {}),
      });
      response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      return void response.end(JSON.stringify(minted));
    }
    const bodies: Record<string, string> = {
      room: `<session-room session-id="${id}"></session-room>`,
      booking: '<session-booking></session-booking>',
      list: '<session-list></session-list>',
      attendance: `<attendance-report session-id="${id}"></attendance-report>`,
    };
    const body = bodies[what];
    if (!body) return void response.writeHead(404).end();
    response.writeHead(200, {
      'content-type': 'text/html',
      'content-security-policy': policy(options.connectTo ?? []),
    });
    response.end(page(who, body));
  };
  server.on('request', (request, response) => {
    route(request, response).catch((error: unknown) => {
      console.error(error);
      response.destroy();
    });
  });

  return {
    url,
    port,
    lectern,
    at: (who: string, what: 'room' | 'booking' | 'list' | 'attendance', id = '') =>
      `${url}/p/${encodeURIComponent(who)}/${what}/${id}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await lectern.stop();
    },
  };
}

export type TwoLineLms = Awaited<ReturnType<typeof startTwoLineLms>>;
