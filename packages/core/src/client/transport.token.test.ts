import { describe, expect, it } from 'vitest';
import { LecternError } from '../errors.js';
import { settle } from './fake-runtime.fixture.js';
import { auth, errorOf, failure, fixture, ok, run } from './transport.fixture.js';

describe('the token', () => {
  it('is asked for once by many', async () => {
    const { client, getToken } = fixture([ok()]);
    await Promise.all(Array.from({ length: 5 }, () => client.me.get()));
    await client.me.get();
    expect(getToken).toHaveBeenCalledTimes(1);
  });

  it('is renewed at 80 % of its life from receipt', async () => {
    const { client, getToken, runtime, requests } = fixture([ok()]);
    await client.me.get();
    await runtime.advance(479_999);
    await client.me.get();
    expect(getToken).toHaveBeenCalledTimes(1);
    await runtime.advance(1);
    await client.me.get();
    expect(getToken).toHaveBeenCalledTimes(2);
    expect(auth(requests[2])).toBe('Bearer t2');
  });

  it('is used to its end when it cannot be renewed, and not beyond', async () => {
    const { client, getToken, runtime, requests } = fixture([ok()]);
    await client.me.get();
    getToken.mockRejectedValue(new TypeError('fetch failed'));
    await runtime.advance(500_000);
    await client.me.get();
    await client.me.get();
    expect(auth(requests[2])).toBe('Bearer t1');
    // Not asked for with every request meanwhile.
    expect(getToken).toHaveBeenCalledTimes(2);
    await runtime.advance(100_000);
    const error = await run(runtime, errorOf(client.me.get()));
    expect(error).toMatchObject({ code: 'NETWORK', retryable: true });
    expect(requests).toHaveLength(3);
  });

  it('works as text, and with a device clock that is hours ahead', async () => {
    const plain = fixture([ok()]);
    plain.getToken.mockResolvedValue('plain');
    await plain.client.me.get();
    await plain.runtime.advance(86_400_000);
    await plain.client.me.get();
    expect(auth(plain.requests[1])).toBe('Bearer plain');
    const ahead = fixture([ok()]);
    ahead.getToken.mockResolvedValue({ token: 't', expiresAt: '2026-11-20T10:00:00.000Z' });
    await ahead.client.me.get();
    await ahead.client.me.get();
    expect(ahead.getToken).toHaveBeenCalledTimes(1);
  });

  it('is fetched anew once on 401, and the request is sent again', async () => {
    const { client, requests } = fixture([failure(401, 'TOKEN_EXPIRED'), ok({ id: 'me' })]);
    expect(await client.me.get()).toEqual({ id: 'me' });
    expect(requests.map(auth)).toEqual(['Bearer t1', 'Bearer t2']);
  });

  it('a second 401 is thrown', async () => {
    const { client, requests } = fixture([failure(401, 'TOKEN_INVALID')]);
    expect(await errorOf(client.me.get())).toMatchObject({ code: 'TOKEN_INVALID', status: 401 });
    expect(requests).toHaveLength(2);
  });

  it('is renewed once where many requests are refused at the same time', async () => {
    const { client, getToken } = fixture([ok()], {
      fetch: (request) =>
        Promise.resolve(auth(request) === 'Bearer t1' ? failure(401, 'TOKEN_EXPIRED') : ok()),
    });
    await Promise.all(Array.from({ length: 5 }, () => client.me.get()));
    expect(getToken).toHaveBeenCalledTimes(2);
  });

  it('stays when an old one is refused late', async () => {
    let refuse = (_response: Response): void => undefined;
    const slow = new Promise<Response>((resolve) => (refuse = resolve));
    const { client, getToken, requests } = fixture([() => slow, failure(401, 'TOKEN_EXPIRED'), ok()]);
    const first = client.me.get();
    await settle();
    await client.me.get();
    refuse(failure(401, 'TOKEN_EXPIRED'));
    await first;
    expect(requests.map(auth)).toEqual(['Bearer t1', 'Bearer t1', 'Bearer t2', 'Bearer t2']);
    expect(getToken).toHaveBeenCalledTimes(2);
  });

  it('a failed try is not kept', async () => {
    const { client, getToken, runtime } = fixture([ok({ id: 'me' })]);
    getToken.mockRejectedValueOnce(new LecternError('TOKEN_MISSING', 'Signed out.'));
    expect((await errorOf(client.me.get())).code).toBe('TOKEN_MISSING');
    expect(await run(runtime, client.me.get())).toEqual({ id: 'me' });
  });

  it.each([undefined, null, '', {}, { token: '' }, { error: 'no' }])('%j is none', async (answer) => {
    const { client, getToken } = fixture([ok()]);
    getToken.mockResolvedValue(answer as unknown as string);
    expect((await errorOf(client.me.get())).code).toBe('TOKEN_MISSING');
  });

  it('that never comes is TIMEOUT', async () => {
    const { client, getToken, runtime } = fixture([ok()]);
    getToken.mockImplementation(() => new Promise(() => undefined));
    const error = await run(runtime, errorOf(client.me.get()));
    expect(error).toMatchObject({ code: 'TIMEOUT', retryable: true });
    expect(getToken.mock.calls[0]![0].signal!.aborted).toBe(true);
  });
});
