import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import express from 'express';
import Fastify from 'fastify';
import { Hono } from 'hono';
import { afterEach, describe, expect, it } from 'vitest';
import { toExpressHandler } from './express.js';
import { toFastifyPlugin } from './fastify.js';
import { toHonoHandler } from './hono.js';
import { toNextHandlers } from './next.js';
import type { FetchHandler } from './node.js';

/** Answers what it was given, and streams under /v1/stream. */
const lectern: FetchHandler = {
  async fetch(request, info) {
    const { pathname, search } = new URL(request.url);
    if (pathname === '/v1/stream')
      return new Response(ticks(request.signal), { headers: { 'content-type': 'text/event-stream' } });
    const body = new Uint8Array(await request.arrayBuffer());
    return Response.json({
      method: request.method,
      path: pathname + search,
      digest: createHash('sha256').update(body).digest('hex'),
      address: info?.address,
    });
  },
};

let aborted = 0;
function ticks(signal: AbortSignal): ReadableStream<Uint8Array> {
  signal.addEventListener('abort', () => (aborted += 1));
  return new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode(': open\n\n')),
  });
}

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
  aborted = 0;
});

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

/** A site of each framework that parses JSON for its own routes. */
const SITES: Readonly<Record<string, () => Promise<string>>> = {
  express: () => {
    const app = express();
    app.use(toExpressHandler(lectern));
    app.use(express.json());
    app.post('/own', (request, response) => void response.json({ own: (request.body as { a: number }).a }));
    return listen(createServer(app));
  },
  fastify: async () => {
    const app = Fastify();
    await app.register(toFastifyPlugin(lectern));
    app.post('/own', async (request) => ({ own: (request.body as { a: number }).a }));
    const url = await app.listen({ port: 0, host: '127.0.0.1' });
    closers.push(() => app.close());
    return url;
  },
  hono: async () => {
    const app = new Hono();
    app.all('/v1/*', toHonoHandler(lectern));
    app.post('/own', async (context) =>
      context.json({ own: ((await context.req.json()) as { a: number }).a }),
    );
    return new Promise((resolve) => {
      const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
        resolve(`http://127.0.0.1:${String(port)}`),
      ) as Server;
      closers.push(async () => {
        server.closeAllConnections();
        await new Promise((done) => server.close(done));
      });
    });
  },
};

// White space that a parser would not give back, in a type that few parsers know.
const BODY = '{ "event" :   "room_started" ,"id":"EV_1"}\n';
const DIGEST = createHash('sha256').update(BODY).digest('hex');

describe.each(Object.entries(SITES))('%s', (_name, open) => {
  it.each(['application/json', 'application/webhook+json', 'text/plain', undefined])(
    'keeps every byte of a body of the type %s',
    async (type) => {
      const url = await open();
      const response = await fetch(`${url}/v1/webhooks/lk?a=%20b`, {
        method: 'POST',
        body: new TextEncoder().encode(BODY),
        ...(type === undefined ? {} : { headers: { 'content-type': type } }),
      });
      expect(await response.json()).toMatchObject({
        method: 'POST',
        path: '/v1/webhooks/lk?a=%20b',
        digest: DIGEST,
        address: expect.stringContaining('127.0.0.1') as string,
      });
    },
  );

  it('leaves the site its own routes and parsers', async () => {
    const url = await open();
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${url}/own`, { method: 'POST', headers, body: '{"a":7}' });
    expect(await response.json()).toEqual({ own: 7 });
    expect((await fetch(`${url}/nothing`)).status).toBe(404);
  });

  it('streams at once, and hears that the client went', async () => {
    const url = await open();
    const leave = new AbortController();
    const response = await fetch(`${url}/v1/stream`, { signal: leave.signal });
    const { value } = await response.body!.getReader().read();
    expect(new TextDecoder().decode(value)).toBe(': open\n\n');
    leave.abort();
    while (aborted === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  });
});

describe('a body that something has eaten', () => {
  it('is told by express', async () => {
    const app = express();
    app.use(express.json());
    app.use(toExpressHandler(lectern));
    const url = await listen(createServer(app));
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${url}/v1/sessions`, { method: 'POST', headers, body: '{}' });
    expect([
      response.status,
      ((await response.json()) as { error: { message: string } }).error.message,
    ]).toEqual([500, expect.stringContaining('Mount Lectern before the body parser')]);
  });

  it('is told by the handlers of Next.js and Hono', async () => {
    const request = new Request('https://lms.example.edu/v1/sessions', { method: 'POST', body: '{}' });
    await request.text();
    await expect(toNextHandlers(lectern).POST(request)).rejects.toThrow('read the body before Lectern');
    await expect(toHonoHandler(lectern)({ req: { raw: request } })).rejects.toThrow(
      'read the body before Lectern',
    );
  });
});

it('answers every method of a route file', async () => {
  const handlers = toNextHandlers(lectern, {
    addressOf: (request) => request.headers.get('x-real-ip') ?? undefined,
  });
  for (const [method, handle] of Object.entries(handlers)) {
    const headers = { 'x-real-ip': '203.0.113.7' };
    const response = await handle(new Request('https://lms.example.edu/v1/me', { method, headers }));
    expect(await response.json()).toMatchObject({ method, path: '/v1/me', address: '203.0.113.7' });
  }
});
