import { describe, expect, it } from 'vitest';
import type { CreateClientOptions } from './client.js';
import { createClient } from './create-client.js';
import { settle } from './fake-runtime.fixture.js';
import { auth, errorOf, failure, fixture, never, offline, ok, run } from './transport.fixture.js';

describe('requests', () => {
  it('carry the token in the header, never in the address', async () => {
    const { client, requests } = fixture([ok()]);
    await client.me.get();
    expect(requests[0]!.url).toBe('https://lms.example.edu/v1/me');
    expect(auth(requests[0])).toBe('Bearer t1');
  });

  it('escape ids, so that none names another route', async () => {
    const { client, requests } = fixture([ok()]);
    await client.sessions.get('a/b?c#d é%2F');
    expect(requests[0]!.url).toBe('https://lms.example.edu/v1/sessions/a%2Fb%3Fc%23d%20%C3%A9%252F');
    for (const id of ['', '.', '..', '\ud800', undefined as unknown as string]) {
      expect((await errorOf(client.sessions.get(id))).code).toBe('INVALID_INPUT');
    }
    expect(requests).toHaveLength(1);
  });

  it('refuse an answer that is not JSON', async () => {
    const { client, runtime } = fixture([new Response('<h1>Sign in to the Wi-Fi</h1>')]);
    const error = await run(runtime, errorOf(client.me.get()));
    expect(error).toMatchObject({ code: 'NETWORK', retryable: true });
  });

  it('say when an answer was cut off', async () => {
    const cut = (): Response =>
      new Response(
        new ReadableStream({
          pull(controller) {
            controller.error(new TypeError('terminated'));
          },
        }),
      );
    const { client, requests, runtime } = fixture([cut, ok({ id: 'me' })]);
    expect(await run(runtime, client.me.get())).toEqual({ id: 'me' });
    expect(requests).toHaveLength(2);
  });

  it('throw TypeError when the wiring is wrong', () => {
    const getToken = (): Promise<string> => Promise.resolve('t');
    expect(() => createClient({ getToken } as unknown as CreateClientOptions)).toThrow(TypeError);
    expect(() => createClient({ apiUrl: '' } as unknown as CreateClientOptions)).toThrow(TypeError);
  });
});

describe('errors', () => {
  it('carry what the server said', async () => {
    const body = {
      error: { code: 'SLOT_TAKEN', message: 'Taken.', requestId: 'req-9', details: { alternatives: [] } },
    };
    const { client } = fixture([Response.json(body, { status: 409 })]);
    const error = await errorOf(
      client.bookings.create({ offeringId: 'o', hostId: 'h', startsAt: '', zone: 'UTC' }),
    );
    expect(error).toMatchObject({
      code: 'SLOT_TAKEN',
      message: 'Taken.',
      status: 409,
      requestId: 'req-9',
      details: { alternatives: [] },
      retryable: false,
    });
  });

  it('pass codes of newer servers on', async () => {
    const { client } = fixture([failure(409, 'SOMETHING_NEW')]);
    expect(await errorOf(client.me.get())).toMatchObject({ code: 'SOMETHING_NEW', status: 409 });
  });

  it.each([
    [404, 'NOT_FOUND'],
    [413, 'BODY_TOO_LARGE'],
    [500, 'INTERNAL'],
    [418, 'INTERNAL'],
  ])('are told by the status %i where the body is not ours', async (status, code) => {
    const headers = { 'x-request-id': 'req-2' };
    const { client } = fixture([new Response('<html>', { status, headers })]);
    expect(await errorOf(client.me.get())).toMatchObject({ code, status, requestId: 'req-2' });
  });

  it.each(['{}', '{"error":null}', '{"error":{"code":7}}', 'null', ''])(
    'survive the body %s',
    async (body) => {
      const { client } = fixture([new Response(body, { status: 403 })]);
      expect(await errorOf(client.me.get())).toMatchObject({ code: 'FORBIDDEN', status: 403 });
    },
  );
});

describe('repeats', () => {
  it('a GET is repeated twice on a dead network, with jitter', async () => {
    const { client, requests, runtime } = fixture([offline]);
    const error = errorOf(client.me.get());
    await settle();
    expect(runtime.due).toEqual([250]);
    await runtime.advance(250);
    expect(runtime.due).toEqual([500]);
    await runtime.advance(500);
    expect(await error).toMatchObject({ code: 'NETWORK', retryable: true, status: 0 });
    expect(requests).toHaveLength(3);
    expect(runtime.due).toEqual([]);
  });

  it.each([502, 503, 504])('a GET is repeated on %i', async (status) => {
    const { client, runtime } = fixture([new Response('', { status }), ok({ id: 'me' })]);
    expect(await run(runtime, client.me.get())).toEqual({ id: 'me' });
  });

  it.each([500, 409])('nothing is repeated on %i', async (status) => {
    const { client, requests } = fixture([failure(status, 'INTERNAL')]);
    await errorOf(client.me.get());
    expect(requests).toHaveLength(1);
  });

  it('a POST keeps its key and its body over its repeats', async () => {
    const { client, requests, runtime } = fixture([offline, new Response('', { status: 502 }), ok()]);
    await run(runtime, client.sessions.create({ title: 'Algebra' }));
    const keys = requests.map((request) => request.headers.get('idempotency-key'));
    expect(keys[0]).toMatch(/^key-[a-z0-9]{22}$/);
    expect(new Set(keys).size).toBe(1);
    expect(await requests[2]!.json()).toEqual({ title: 'Algebra' });
  });

  it('two POSTs have two keys; a key that is given is used', async () => {
    const { client, requests } = fixture([ok()]);
    await client.sessions.start('ses-1');
    await client.sessions.start('ses-1');
    await client.sessions.start('ses-1', { idempotencyKey: 'mine' });
    const keys = requests.map((request) => request.headers.get('idempotency-key'));
    expect(new Set(keys).size).toBe(3);
    expect(keys[2]).toBe('mine');
  });

  it('what is not the same when done twice is sent once', async () => {
    const { client, requests } = fixture([offline]);
    await errorOf(client.connections.sendSignals('c', { messages: [] }));
    await errorOf(client.connections.setMedia('c', { mic: true, camera: true, screen: false }));
    await errorOf(client.channel.setHand('s', 'me', true));
    await errorOf(client.connections.heartbeat('c'));
    expect(requests).toHaveLength(4);
  });

  it('Retry-After of a 429 is obeyed once, for any method', async () => {
    const slow = failure(429, 'RATE_LIMITED', { 'retry-after': '3' });
    const { client, requests, runtime } = fixture([slow]);
    const error = errorOf(client.channel.setHand('s', 'me', true));
    await settle();
    expect(runtime.due).toEqual([3_000]);
    await runtime.advance(3_000);
    expect(await error).toMatchObject({
      code: 'RATE_LIMITED',
      retryable: true,
      details: { retryAfterSeconds: 3 },
    });
    expect(requests).toHaveLength(2);
  });

  it.each(['3600', 'soon', undefined])('Retry-After %s is left to the caller', async (value) => {
    const { client, requests } = fixture([
      failure(429, 'RATE_LIMITED', value === undefined ? {} : { 'retry-after': value }),
    ]);
    expect((await errorOf(client.me.get())).code).toBe('RATE_LIMITED');
    expect(requests).toHaveLength(1);
  });
});

describe('time and abort', () => {
  it('a request that is not answered ends, and is not repeated', async () => {
    const { client, requests, runtime } = fixture([never]);
    const error = errorOf(client.me.get());
    await runtime.advance(14_999);
    expect(requests[0]!.signal.aborted).toBe(false);
    await runtime.advance(1);
    expect(await error).toMatchObject({ code: 'TIMEOUT', retryable: true, status: 0 });
    expect(requests).toHaveLength(1);
    expect(requests[0]!.signal.aborted).toBe(true);
  });

  it('an answer whose body never ends is TIMEOUT too', async () => {
    const { client, runtime } = fixture([() => new Response(new ReadableStream())], { timeoutMs: 500 });
    const error = errorOf(client.me.get());
    await runtime.advance(500);
    expect((await error).code).toBe('TIMEOUT');
  });

  it.each(['heartbeat', 'sendSignals'] as const)('%s gives up after 8 s', async (method) => {
    const { client, runtime } = fixture([never]);
    const error = errorOf(client.connections[method]('c', { messages: [] } as never));
    await runtime.advance(8_000);
    expect((await error).code).toBe('TIMEOUT');
  });

  it('an abort before, during and between tries is ABORTED, and nothing stays behind', async () => {
    const { client, requests, runtime } = fixture([never]);
    const before = AbortSignal.abort();
    expect((await errorOf(client.me.get({ signal: before }))).code).toBe('ABORTED');
    expect(requests).toHaveLength(0);
    const during = new AbortController();
    const error = errorOf(client.me.get({ signal: during.signal }));
    await settle();
    during.abort();
    expect((await error).code).toBe('ABORTED');
    expect(requests[0]!.signal.aborted).toBe(true);
    const dead = fixture([offline]);
    const between = new AbortController();
    const late = errorOf(dead.client.me.get({ signal: between.signal }));
    await settle();
    between.abort();
    expect((await late).code).toBe('ABORTED');
    expect(dead.requests).toHaveLength(1);
    expect([...runtime.due, ...dead.runtime.due]).toEqual([]);
  });

  it('one caller who gives up does not take the token from the others', async () => {
    const { client, getToken } = fixture([ok({ id: 'me' })]);
    let give = (_token: string): void => undefined;
    getToken.mockImplementation(() => new Promise((resolve) => (give = resolve)));
    const controller = new AbortController();
    const first = errorOf(client.me.get({ signal: controller.signal }));
    const second = client.me.get();
    await settle();
    controller.abort();
    expect((await first).code).toBe('ABORTED');
    give('t');
    expect(await second).toEqual({ id: 'me' });
    expect(getToken).toHaveBeenCalledTimes(1);
  });
});
