import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { toNodeHandler } from './node.js';

let server: Server | undefined;
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  server = undefined;
});

async function serve(
  fetch: (request: Request, info?: { readonly address?: string }) => Promise<Response>,
  before?: (request: IncomingMessage) => Promise<void> | void,
): Promise<{ url: string; port: number }> {
  const handle = toNodeHandler({ fetch });
  const listening = createServer((request, response) => {
    void (async () => {
      await before?.(request);
      await handle(request, response);
    })();
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const { port } = listening.address() as AddressInfo;
  return { url: `http://127.0.0.1:${String(port)}`, port };
}

it('hands the request over as it is', async () => {
  const { url } = await serve(async (request, info) =>
    Response.json({
      method: request.method,
      url: request.url,
      body: await request.text(),
      address: info?.address,
      custom: request.headers.get('x-custom'),
    }),
  );
  const response = await fetch(`${url}//v1/a%20b?c=%C3%BC`, {
    method: 'POST',
    body: 'süß',
    headers: { 'x-custom': 'a' },
  });
  expect(await response.json()).toEqual({
    method: 'POST',
    url: `${url}//v1/a%20b?c=%C3%BC`,
    body: 'süß',
    address: '127.0.0.1',
    custom: 'a',
  });
});

it('keeps headers that come twice, where Node drops the second', async () => {
  const { port } = await serve((request) =>
    Promise.resolve(
      Response.json([request.headers.get('last-event-id'), request.headers.get('authorization')]),
    ),
  );
  const answer = await raw(port, [
    'GET / HTTP/1.1',
    'Host: a',
    'Last-Event-ID: abc-1',
    'Last-Event-ID: abc-2',
    'Authorization: Bearer a',
    'Authorization: Bearer b',
    'Connection: close',
  ]);
  expect(answer).toContain('["abc-1, abc-2","Bearer a, Bearer b"]');
});

it.each([
  ['a Host with a name in it', ['GET / HTTP/1.1', 'Host: a@b', 'Connection: close'], '400'],
  ['an address that is none', ['GET http:// HTTP/1.1', 'Host: a', 'Connection: close'], '400'],
  ['TRACE', ['TRACE / HTTP/1.1', 'Host: a', 'Connection: close'], '405'],
])('answers %s', async (_name, lines, status) => {
  const { port } = await serve(() => Promise.resolve(new Response('never')));
  const answer = await raw(port, lines);
  expect(answer).toContain(`HTTP/1.1 ${status}`);
  expect(answer).not.toContain('never');
});

it('lets a client read why its large body was refused', async () => {
  const { url } = await serve(async (request) => {
    await request.body?.cancel();
    return new Response('too large', { status: 413 });
  });
  const response = await fetch(url, { method: 'POST', body: new Uint8Array(10_000_000) });
  expect([response.status, await response.text()]).toEqual([413, 'too large']);
  // And the connection is still good.
  expect((await fetch(url, { method: 'POST', body: 'x' })).status).toBe(413);
});

it('reads a body no faster than it is taken', async () => {
  let taken = 0;
  const { url } = await serve(async (request) => {
    for await (const chunk of request.body ?? []) taken += chunk.byteLength;
    return new Response(String(taken));
  });
  const response = await fetch(url, { method: 'POST', body: new Uint8Array(5_000_000) });
  expect(await response.text()).toBe('5000000');
});

it('sends the head and each chunk at once, and aborts when the client goes', async () => {
  let push: (text: string) => void = () => undefined;
  let cancelled = (): void => undefined;
  const isCancelled = new Promise<void>((resolve) => (cancelled = resolve));
  let aborted: Promise<void> | undefined;
  const { url } = await serve((request) => {
    aborted = new Promise((resolve) => request.signal.addEventListener('abort', () => resolve()));
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        push = (text) => controller.enqueue(new TextEncoder().encode(text));
      },
      cancel: cancelled,
    });
    return Promise.resolve(new Response(body, { headers: { 'content-type': 'text/event-stream' } }));
  });
  const gone = new AbortController();
  const response = await fetch(url, { signal: gone.signal });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  push(': ok\n\n');
  expect(new TextDecoder().decode((await reader.read()).value)).toBe(': ok\n\n');
  gone.abort();
  await aborted;
  await isCancelled;
});

it('writes no faster than the client reads', async () => {
  let produced = 0;
  const { url } = await serve(() =>
    Promise.resolve(
      new Response(
        new ReadableStream<Uint8Array>(
          {
            pull(controller) {
              produced += 1;
              controller.enqueue(new Uint8Array(65_536));
            },
          },
          { highWaterMark: 0 },
        ),
      ),
    ),
  );
  const incoming = await new Promise<IncomingMessage>((resolve) => httpRequest(url, resolve).end());
  incoming.pause();
  let before = -1;
  // The buffers of both sides fill, then it stands still.
  while (produced !== before) {
    before = produced;
    for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }
  expect(produced).toBeLessThan(400);
  incoming.destroy();
});

it('ends a broken answer as broken', async () => {
  const { url } = await serve(() =>
    Promise.resolve(
      new Response(
        new ReadableStream<Uint8Array>({
          start: (controller) => controller.enqueue(new Uint8Array(10)),
          pull: () => Promise.reject(new Error('lost')),
        }),
      ),
    ),
  );
  const response = await fetch(url);
  await expect(response.arrayBuffer()).rejects.toThrow();
});

it('names the fix when something has read the body before, and never hangs', async () => {
  const drain = async (request: IncomingMessage): Promise<void> => {
    for await (const _chunk of request);
  };
  const { url } = await serve((request) => request.text().then((text) => new Response(text)), drain);
  const response = await fetch(url, { method: 'POST', body: 'x' });
  expect(response.status).toBe(500);
  expect(await response.json()).toMatchObject({
    error: { message: expect.stringContaining('body parser') as string },
  });
});

it('takes the bytes that a framework kept', async () => {
  const { url } = await serve(
    (request) => request.text().then((text) => new Response(text)),
    async (request) => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of request) chunks.push(chunk as Uint8Array);
      Object.assign(request, { rawBody: Buffer.concat(chunks), body: {} });
    },
  );
  expect(await (await fetch(url, { method: 'POST', body: '{"raw": 1}' })).text()).toBe('{"raw": 1}');
});

function raw(port: number, lines: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${lines.join('\r\n')}\r\n\r\n`));
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

it('says nothing of a client that gave up while it was answered', async () => {
  let seen: unknown = 'nothing yet';
  let asked = (): void => undefined;
  const arrived = new Promise<void>((resolve) => (asked = resolve));
  let end = (): void => undefined;
  const over = new Promise<void>((resolve) => (end = resolve));
  const handle = toNodeHandler({
    fetch: (request) =>
      new Promise((_resolve, reject) => {
        request.signal.addEventListener('abort', () => reject(request.signal.reason as Error));
        asked();
      }),
  });
  const listening = createServer((request, response) => {
    handle(request, response).then(
      () => ((seen = 'calm'), end()),
      (error: unknown) => ((seen = error), end()),
    );
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const leave = new AbortController();
  const { port } = listening.address() as AddressInfo;
  const answer = fetch(`http://127.0.0.1:${String(port)}/`, { signal: leave.signal }).catch(() => undefined);
  await arrived;
  leave.abort();
  await Promise.all([answer, over]);
  expect(seen).toBe('calm');
});
