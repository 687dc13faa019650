import { afterEach, describe, expect, it, vi } from 'vitest';
import { LecternError } from '../errors.js';
import { chat, ids, offline, Page, refusal } from './event-stream.fixture.js';
import { settle } from './fake-runtime.fixture.js';

let page = new Page();
afterEach(() => {
  page = new Page();
});

describe('coming back', () => {
  it.each([
    [['me'], [300, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]],
    [
      ['me', 'connection:c1'],
      [300, 1_000, 2_000, 4_000, 5_000, 5_000, 5_000, 5_000, 5_000],
    ],
  ])(
    'of %j is fast at first, then waits twice as long each time, up to a limit',
    async (topics, expected) => {
      page.runtime.chance = 0.999_999;
      const stream = await page.open({ topics, cursor: 'e-1' });
      await page.runtime.advance(1_000);
      page.refusals = Array.from({ length: 8 }, offline);
      await page.last.break();
      const waits: number[] = [];
      while (stream.state === 'offline') {
        waits.push(Math.round(page.runtime.due[0]!));
        await page.runtime.advance(waits.at(-1)!);
      }
      expect(waits).toEqual(expected);
      expect(stream.state).toBe('open');
      await page.runtime.advance(1_000);
      await page.last.break();
      expect(Math.round(page.runtime.due[0]!)).toBe(300);
    },
  );

  it('is spread by chance down to nothing', async () => {
    page.runtime.chance = 0;
    page.refusals = [offline(), offline()];
    await page.open();
    await page.runtime.advance(0);
    expect(page.connections).toHaveLength(3);
  });

  it('slows down when each stream ends at once', async () => {
    page.runtime.chance = 0.999_999;
    await page.open({ cursor: 'e-1' });
    for (const wait of [1_000, 2_000, 4_000]) {
      await page.last.end();
      expect(Math.round(page.runtime.due[0]!)).toBe(wait);
      await page.runtime.advance(wait);
    }
  });

  it('obeys `retry` and Retry-After', async () => {
    page.runtime.chance = 0.999_999;
    page.refusals = [refusal(429, 'RATE_LIMITED', { 'retry-after': '7' })];
    const stream = await page.open();
    expect(page.runtime.due).toEqual([7_000]);
    await page.runtime.advance(7_000);
    expect(stream.state).toBe('open');
    const other = new Page();
    other.runtime.chance = 0.999_999;
    await other.open();
    await other.last.write('retry: 4000\n\n');
    await other.last.end();
    expect(Math.round(other.runtime.due[0]!)).toBe(4_000);
  });

  it.each([500, 502, 503])('goes on after %i', async (status) => {
    page.refusals = [new Response('', { status })];
    const stream = await page.open();
    expect(stream.state).toBe('offline');
    await page.runtime.advance(1_000);
    expect(stream.state).toBe('open');
  });

  it('goes on after a page that is no stream', async () => {
    page.refusals = [
      new Response('<h1>Sign in to the Wi-Fi</h1>', { headers: { 'content-type': 'text/html' } }),
    ];
    const stream = await page.open();
    expect(stream.state).toBe('offline');
    await page.runtime.advance(1_000);
    expect(stream.state).toBe('open');
  });

  it('goes on while the LMS gives no token, and ends when it says that nobody is signed in', async () => {
    page.getToken.mockRejectedValueOnce(offline());
    const stream = await page.open();
    expect(stream.state).toBe('offline');
    await page.runtime.advance(1_000);
    expect(stream.state).toBe('open');
    const other = new Page();
    other.getToken.mockRejectedValue(new LecternError('TOKEN_MISSING', 'Signed out.'));
    expect((await other.open()).state).toBe('closed');
    expect(other.errors).toMatchObject([{ code: 'TOKEN_MISSING' }]);
  });

  it('does not wait once the browser says that it is online', async () => {
    const target = new EventTarget();
    const forgotten = vi.spyOn(target, 'removeEventListener');
    vi.stubGlobal('addEventListener', target.addEventListener.bind(target));
    vi.stubGlobal('removeEventListener', target.removeEventListener.bind(target));
    try {
      page.refusals = [offline()];
      const stream = await page.open();
      target.dispatchEvent(new Event('online'));
      await settle();
      expect(stream.state).toBe('open');
      target.dispatchEvent(new Event('online'));
      await settle();
      expect(page.connections).toHaveLength(2);
      stream.close();
      expect(forgotten).toHaveBeenCalledTimes(1);
      target.dispatchEvent(new Event('online'));
      await settle();
      expect(page.connections).toHaveLength(2);
    } finally {
      vi.unstubAllGlobals();
    }
  });
});

describe('the end', () => {
  it('comes with 204, without an error', async () => {
    page.refusals = [new Response(null, { status: 204 })];
    const stream = await page.open();
    expect(stream.state).toBe('closed');
    expect(page.states).toEqual(['closed']);
    expect(page.errors).toEqual([]);
    expect(page.runtime.due).toEqual([]);
  });

  it.each([
    [400, 'INVALID_CURSOR'],
    [403, 'CONNECTION_REMOVED'],
    [404, 'NOT_FOUND'],
    [409, 'CONNECTION_UNKNOWN'],
  ])('comes with %i and says why', async (status, code) => {
    page.refusals = [refusal(status, code)];
    const stream = await page.open();
    expect(stream.state).toBe('closed');
    expect(page.errors).toMatchObject([{ code, status }]);
    expect(page.connections).toHaveLength(1);
    expect(page.runtime.due).toEqual([]);
  });

  it('comes with the second 401, not with the first', async () => {
    page.refusals = [refusal(401, 'TOKEN_EXPIRED')];
    expect((await page.open()).state).toBe('open');
    expect(page.connections).toHaveLength(2);
    const other = new Page();
    other.refusals = [refusal(401, 'TOKEN_INVALID'), refusal(401, 'TOKEN_INVALID')];
    expect((await other.open()).state).toBe('closed');
    expect(other.errors).toMatchObject([{ code: 'TOKEN_INVALID' }]);
  });

  it('comes with close, which may be called twice and leaves nothing behind', async () => {
    const stream = await page.open();
    stream.close();
    stream.close();
    await settle();
    expect(page.connections[0]!.cancelled).toBe(true);
    expect(page.connections[0]!.request.signal.aborted).toBe(true);
    expect(page.states).toEqual(['open', 'closed']);
    expect(page.runtime.due).toEqual([]);
    stream.setTopics(['me']);
    await page.runtime.advance(60_000);
    expect(page.connections).toHaveLength(1);
    expect(page.errors).toEqual([]);
  });

  it('is kept while waiting and while connecting', async () => {
    page.refusals = [offline()];
    const waiting = await page.open();
    waiting.close();
    const other = new Page();
    other.refusals = ['never'];
    const connecting = await other.open();
    connecting.close();
    await Promise.all([page.runtime.advance(60_000), other.runtime.advance(60_000)]);
    expect([page.connections.length, other.connections.length]).toEqual([1, 1]);
    expect([...page.runtime.due, ...other.runtime.due]).toEqual([]);
    expect([waiting.state, connecting.state]).toEqual(['closed', 'closed']);
  });

  it('in the middle of a chunk holds the rest of it back', async () => {
    const stream = await page.open({
      onEvent: (event) => {
        page.events.push(event);
        stream.close();
      },
    });
    await page.last.write(chat('e-1') + chat('e-2'));
    expect(ids(page)).toEqual(['e-1']);
    expect(stream.cursor).toBe('e-1');
  });
});
