import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFileHandler } from './files.ts';

let folder: string;
let server: Server;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'campus-'));
  await mkdir(join(folder, 'public/chunks'), { recursive: true });
  await mkdir(join(folder, 'public-not'));
  await Promise.all([
    writeFile(join(folder, 'secret.txt'), 'secret'),
    writeFile(join(folder, 'public-not/secret.txt'), 'secret'),
    writeFile(join(folder, 'public/.hidden'), 'secret'),
    writeFile(join(folder, 'public/page.css'), 'body {}'),
    writeFile(join(folder, 'public/chunks/room-abc123.js'), 'export {};'),
  ]);
  const files = createFileHandler('/assets/', join(folder, 'public'));
  server = createServer((incoming, response) => {
    files(incoming, response, () => response.writeHead(404).end(`page ${incoming.url ?? ''}`));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** Not `fetch`, which would tidy the path. */
function ask(path: string, method = 'GET', headers: Record<string, string> = {}): Promise<Answer> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
    })
      .on('error', reject)
      .end();
  });
}

describe('createFileHandler', () => {
  it('serves a file with its type, to be asked for again', async () => {
    const first = await ask('/assets/page.css');
    expect(first).toMatchObject({ status: 200, body: 'body {}' });
    expect(first.headers).toMatchObject({
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'no-cache',
    });
    expect(first.headers['content-security-policy']).toContain("default-src 'none'");
    const again = await ask('/assets/page.css', 'GET', { 'if-none-match': String(first.headers['etag']) });
    expect(again).toMatchObject({ status: 304, body: '' });
  });

  it('keeps a file whose name holds its hash for ever', async () => {
    const { headers } = await ask('/assets/chunks/room-abc123.js');
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(headers['content-type']).toMatch(/^text\/javascript/);
  });

  it('answers HEAD without a body', async () => {
    expect(await ask('/assets/page.css', 'HEAD')).toMatchObject({ status: 200, body: '' });
  });

  it.each([
    '/assets/../secret.txt',
    '/assets/%2e%2e/secret.txt',
    '/assets/..%2fsecret.txt',
    '/assets/%2e%2e%2fsecret.txt',
    '/assets/..%5csecret.txt',
    '/assets/chunks/../../secret.txt',
    '/assets/../public-not/secret.txt',
    '/assets//etc/passwd',
    '/assets/%00/../secret.txt',
    '/assets/.hidden',
    '/assets/%',
    '/assets/',
    '/assets/nothing.css',
  ])('gives nothing for %s', async (path) => {
    const { status, body } = await ask(path);
    expect(status).toBe(404);
    expect(body).toBe(`page ${path}`);
  });

  it('leaves other methods and other paths alone', async () => {
    expect((await ask('/assets/page.css', 'POST')).status).toBe(404);
    expect((await ask('/page.css')).status).toBe(404);
  });
});
