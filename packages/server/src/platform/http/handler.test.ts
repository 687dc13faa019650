import { expect, it } from 'vitest';
import { mintToken } from '@lectern/core/token';
import { TEST_NOW, TEST_URL } from '../../testing/create-test-lectern.js';
import { describeOnEachEngine } from '../../testing/each-engine.js';
import { ana, codeOf, SECRET, servesThings } from './things.fixture.js';

describeOnEachEngine('http', (engine) => {
  const things = servesThings(engine);
  const { post } = things;

  it('refuses a body that is too large while it reads it, whatever its length claims', async () => {
    const token = await things.server.tokenFor(ana);
    let sent = 0;
    let cancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 16_384;
        controller.enqueue(new Uint8Array(16_384).fill(32));
      },
      cancel() {
        cancelled = true;
      },
    });
    const response = await things.server.lectern.fetch(
      new Request(`${TEST_URL}/v1/things`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: endless,
        duplex: 'half',
      } as RequestInit),
    );
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({
      error: { code: 'BODY_TOO_LARGE', details: { limitBytes: 65_536 } },
    });
    expect(sent).toBeLessThan(200_000);
    expect(cancelled).toBe(true);
    expect(codeOf(await post({ name: 'x'.repeat(10_000_000) }))).toEqual([413, 'BODY_TOO_LARGE']);
    expect(things.calls).toEqual([]);
  });

  it('refuses two Last-Event-IDs and what is no cursor', async () => {
    const get = (headers: [string, string][], query = ''): Promise<Response> =>
      things.server.tokenFor(ana).then((token) => {
        const all = new Headers({ authorization: `Bearer ${token}` });
        for (const [name, value] of headers) all.append(name, value);
        return things.server.lectern.fetch(
          new Request(`${TEST_URL}/v1/things/mine${query}`, { headers: all }),
        );
      });
    expect(await (await get([['last-event-id', 'abc-7']])).json()).toEqual({ cursor: 'abc-7' });
    for (const response of [
      await get([
        ['last-event-id', 'abc-7'],
        ['last-event-id', 'abc-8'],
      ]),
      await get([['last-event-id', 'abc']]),
      await get([], '?cursor=abc-1&cursor=abc-2'),
      await get([], '?cursor=%00'),
    ]) {
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ error: { code: 'INVALID_CURSOR' } });
    }
  });

  it('refuses tokens that are missing, forged, foreign, late or twice', async () => {
    const get = (authorization?: string): Promise<unknown[]> =>
      things.server
        .request('GET', '/v1/things/a', authorization === undefined ? {} : { headers: { authorization } })
        .then(codeOf);
    const good = await things.server.tokenFor(ana);
    const foreign = await mintToken(
      { subject: 'ana', role: 'admin', name: 'Ana' },
      { id: 'default', algorithm: 'HS256', secret: 'another secret of at least 32 bytes!' },
      { now: TEST_NOW },
    );
    const [head, , signature] = good.split('.');
    const claims = Buffer.from(JSON.stringify({ iss: 'default', sub: 'ana', role: 'admin' })).toString(
      'base64url',
    );
    expect(await get()).toEqual([401, 'TOKEN_MISSING']);
    expect(await get('Basic YTpi')).toEqual([401, 'TOKEN_INVALID']);
    expect(await get('Bearer ')).toEqual([401, 'TOKEN_INVALID']);
    expect(await get(`Bearer ${foreign.token}`)).toEqual([401, 'TOKEN_INVALID']);
    expect(await get(`Bearer ${head ?? ''}.${claims}.${signature ?? ''}`)).toEqual([401, 'TOKEN_INVALID']);
    expect(await get(`Bearer ${good}, Bearer ${good}`)).toEqual([401, 'TOKEN_INVALID']);
    const old = await mintToken(
      { subject: 'ana', role: 'student', name: 'Ana' },
      { id: 'default', algorithm: 'HS256', secret: SECRET },
      { now: new Date(TEST_NOW.getTime() - 3_600_000) },
    );
    expect(await get(`Bearer ${old.token}`)).toEqual([401, 'TOKEN_EXPIRED']);
    expect((await get(`bearer ${good}`))[0]).toBe(200);
    // Nothing of a token is in any answer or log.
    expect(JSON.stringify(things.logged)).not.toContain(good);
  });

  it('names everything that is wrong with an input', async () => {
    const { status, body } = await post({ name: '', size: 'big' });
    expect(status).toBe(422);
    expect(body.error.code).toBe('INVALID_INPUT');
    expect(body.error.details.issues.map(({ path }: { path: string }) => path)).toEqual([
      'body.name',
      'body.size',
    ]);
    expect(codeOf(await post(undefined))).toEqual([422, 'INVALID_INPUT']);
    expect(codeOf(await things.server.request('GET', '/v1/things/a-b', { as: ana }))).toEqual([
      422,
      'INVALID_INPUT',
    ]);
    expect(codeOf(await things.server.request('GET', '/v1/things/a?size=1&size=2', { as: ana }))).toEqual([
      422,
      'INVALID_INPUT',
    ]);
  });

  it('refuses what no column can hold, before it reaches one', async () => {
    for (const name of ['a\0b', 'half \ud83d', 'half \udc00 again'])
      expect(codeOf(await post({ name }))).toEqual([422, 'INVALID_INPUT']);
    expect(codeOf(await things.server.request('GET', '/v1/things/%00', { as: ana }))).toEqual([
      422,
      'INVALID_INPUT',
    ]);
    expect((await post({ name: 'whole 😀' })).status).toBe(201);
  });

  it('takes JSON in UTF-8 and nothing else', async () => {
    const send = async (body: string | Uint8Array<ArrayBuffer>, type: string): Promise<unknown[]> => {
      const authorization = `Bearer ${await things.server.tokenFor(ana)}`;
      const headers = { authorization, 'content-type': type };
      const response = await things.server.lectern.fetch(
        new Request(`${TEST_URL}/v1/things`, { method: 'POST', headers, body }),
      );
      return codeOf({
        status: response.status,
        body: (await response.json()) as { error?: { code?: string } },
      });
    };
    expect(await send('{"name":"a"}', 'text/plain')).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
    expect(await send('{"name":', 'application/json')).toEqual([400, 'INVALID_JSON']);
    expect(await send(new Uint8Array([34, 0xff, 34]), 'application/json')).toEqual([400, 'INVALID_JSON']);
    expect(await send('{"name":"a"}', 'Application/JSON; charset=utf-8')).toEqual([201, undefined]);
    expect(await send('{"name":"a","__proto__":{"admin":true}}', 'application/json')).toEqual([
      201,
      undefined,
    ]);
    // Within the limit of bytes, and deeper than a stack.
    const deep = `{"name":${'['.repeat(30_000)}${']'.repeat(30_000)}}`;
    expect(await send(deep, 'application/json')).toEqual([422, 'INVALID_INPUT']);
  });

  it('tells a wrong address from a wrong method', async () => {
    expect(codeOf(await things.server.request('GET', '/v1/nothing', { as: ana }))).toEqual([
      404,
      'NOT_FOUND',
    ]);
    expect(codeOf(await things.server.request('GET', '/v1/things/', { as: ana }))).toEqual([
      404,
      'NOT_FOUND',
    ]);
    expect(codeOf(await things.server.request('GET', '/v1/things/%E0%A4%A', { as: ana }))).toEqual([
      404,
      'NOT_FOUND',
    ]);
    const wrong = await things.server.request('PATCH', '/v1/things/a', { as: ana });
    expect(codeOf(wrong)).toEqual([405, 'METHOD_NOT_ALLOWED']);
    expect(wrong.headers.get('allow')).toBe('DELETE, GET, HEAD, OPTIONS');
  });

  it('answers HEAD with the headers of GET and no body', async () => {
    const head = await things.server.request('HEAD', '/v1/things/a', { as: ana });
    expect([head.status, head.body]).toEqual([200, undefined]);
    expect(head.headers.get('content-type')).toBe('application/json; charset=utf-8');
  });

  it('prefers a fixed word to a parameter and decodes parameters once', async () => {
    expect((await things.server.request('GET', '/v1/things/mine', { as: ana })).body).toEqual({
      cursor: null,
    });
    expect((await things.server.request('GET', '/v1/things/a%20b', { as: ana })).body.id).toBe('a b');
    expect(codeOf(await things.server.request('GET', '/v1/things/a%2520b', { as: ana }))).toEqual([
      422,
      'INVALID_INPUT',
    ]);
  });

  it('marks every answer', async () => {
    const { headers, body } = await things.server.request('GET', '/v1/things/a', { as: ana });
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-request-id')).toBe(body.requestId);
    const named = await things.server.request('GET', '/v1/nothing', {
      headers: { 'x-request-id': 'mine-12345678' },
    });
    expect(named.body.error.requestId).toBe('mine-12345678');
    expect(named.headers.get('x-request-id')).toBe('mine-12345678');
    const bad = await things.server.request('GET', '/v1/nothing', { headers: { 'x-request-id': 'a b' } });
    expect(bad.body.error.requestId).not.toBe('a b');
    expect((await things.server.request('DELETE', '/v1/things/a', { as: ana })).status).toBe(204);
  });

  it('keeps a fault of ours inside', async () => {
    const { status, body } = await post({ name: 'bug' });
    expect([status, body.error.code]).toEqual([500, 'INTERNAL']);
    expect(JSON.stringify(body)).not.toMatch(/secret|line 7|\.ts/);
    expect(things.logged).toMatchObject([
      { fields: { requestId: body.error.requestId, error: { message: /line 7/ } } },
    ]);
  });

  it('gives the limits of a token to the route', async () => {
    const { body } = await things.server.request('GET', '/v1/things/a', {
      as: { ...ana, sessions: ['ses-1'] },
    });
    expect(body.sessions).toEqual(['ses-1']);
  });

  it('lets pages of listed origins in, whole and per tenant', async () => {
    const ask = (origin: string, tenant = 'default'): Promise<string | null> =>
      things.server
        .request('GET', '/v1/things/a', { as: { ...ana, tenant }, headers: { origin } })
        .then(({ headers }) => headers.get('access-control-allow-origin'));
    expect(await ask('https://lms.example.edu')).toBe('https://lms.example.edu');
    for (const origin of [
      'https://lms.example.edu.evil.example',
      'https://evil-lms.example.edu',
      'http://lms.example.edu',
      'https://lms.example.edu:8443',
      'https://other.example.edu',
      'null',
    ])
      expect(await ask(origin)).toBeNull();
    expect(await ask('https://lms.example.edu', 'other')).toBeNull();
    const preflight = await things.server.request('OPTIONS', '/v1/things', {
      headers: { origin: 'https://lms.example.edu' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('https://lms.example.edu');
    expect(preflight.headers.get('access-control-max-age')).toBe('600');
    expect(preflight.headers.has('access-control-allow-credentials')).toBe(false);
    const refused = await things.server.request('OPTIONS', '/v1/things', { headers: { origin: 'null' } });
    expect(refused.headers.has('access-control-allow-origin')).toBe(false);
    expect(refused.headers.get('vary')).toBe('Origin');
    // A page must be able to read why it was refused.
    const failed = await things.server.request('GET', '/v1/things/a', {
      headers: { origin: 'https://lms.example.edu' },
    });
    expect([failed.status, failed.headers.get('access-control-allow-origin')]).toEqual([
      401,
      'https://lms.example.edu',
    ]);
  });
});
