import { afterEach, describe, expect, it, vi } from 'vitest';
import { LecternError } from '../errors.js';
import type { ChannelEvent } from '../contract/channel.js';
import type { CreateClientOptions, EventStream, EventStreamOptions, StreamState } from './client.js';
import { createClient } from './create-client.js';
import { FakeRuntime, settle } from './fake-runtime.fixture.js';

/** One request for the stream, with the server's end of it. */
class Connection {
  #controller!: ReadableStreamDefaultController<Uint8Array>;
  cancelled = false;
  readonly response: Response;

  constructor(readonly request: Request) {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => void (this.#controller = controller),
      cancel: () => void (this.cancelled = true),
    });
    this.response = new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });
  }

  get url(): URL {
    return new URL(this.request.url);
  }

  header(name: string): string | null {
    return this.request.headers.get(name);
  }

  async write(text: string): Promise<void> {
    this.#controller.enqueue(new TextEncoder().encode(text));
    await settle();
  }

  async end(): Promise<void> {
    this.#controller.close();
    await settle();
  }

  async break(): Promise<void> {
    this.#controller.error(new TypeError('terminated'));
    await settle();
  }
}

class Page {
  readonly runtime = new FakeRuntime();
  readonly connections: Connection[] = [];
  readonly events: ChannelEvent[] = [];
  readonly states: StreamState[] = [];
  readonly errors: unknown[] = [];
  readonly getToken = vi.fn<CreateClientOptions['getToken']>(() => Promise.resolve(`t${++this.#tokens}`));
  #tokens = 0;
  /** What the server answers instead of a stream, first to last. */
  refusals: (Response | Error | 'never')[] = [];

  readonly #client = createClient(
    {
      apiUrl: 'https://lms.example.edu',
      getToken: this.getToken,
      // As a server in the same process: it does not look at the signal.
      fetch: async (request) => {
        const connection = new Connection(request);
        this.connections.push(connection);
        const refusal = this.refusals.shift();
        if (refusal === 'never') return new Promise(() => undefined);
        if (refusal instanceof Error) throw refusal;
        return refusal ?? connection.response;
      },
    },
    this.runtime,
  );

  async open(options: Partial<EventStreamOptions> = {}): Promise<EventStream> {
    const stream = this.#client.events.open({
      topics: ['me', 'connection:c1'],
      onEvent: (event) => this.events.push(event),
      onState: (state) => this.states.push(state),
      onError: (error) => this.errors.push(error),
      ...options,
    });
    await settle();
    return stream;
  }

  get last(): Connection {
    return this.connections.at(-1)!;
  }
}

const chat = (id: string, text = 'hi'): string =>
  `id: ${id}\nevent: chat-posted\ndata: ${JSON.stringify({ sessionId: 's', message: { text } })}\n\n`;
const ids = (page: Page): unknown[] => page.events.map(({ id }) => id);
const refusal = (status: number, code: string, headers: Record<string, string> = {}): Response =>
  Response.json({ error: { code, message: 'No.', requestId: 'r' } }, { status, headers });
const offline = (): Error => new TypeError('fetch failed');

let page = new Page();
afterEach(() => {
  page = new Page();
});

describe('an event stream', () => {
  it('asks for its topics from its cursor, with the token in the header', async () => {
    const stream = await page.open({ cursor: 'e-5' });
    expect(page.last.url.pathname).toBe('/v1/events');
    expect(page.last.url.searchParams.get('topics')).toBe('me,connection:c1');
    expect(page.last.header('authorization')).toBe('Bearer t1');
    expect(page.last.header('last-event-id')).toBe('e-5');
    expect(page.last.header('accept')).toBe('text/event-stream');
    expect(page.last.url.search).not.toContain('t1');
    expect(stream.state).toBe('open');
    expect(page.states).toEqual(['open']);
  });

  it('hands events over in order, kept ones with their id', async () => {
    const stream = await page.open();
    await page.last.write(
      `: ok\nretry: 2000\n\n${chat('e-1', 'grüß 👋')}event: signal\ndata: {"from":"c2"}\n\n`,
    );
    expect(page.events).toEqual([
      { type: 'chat-posted', id: 'e-1', data: { sessionId: 's', message: { text: 'grüß 👋' } } },
      { type: 'signal', data: { from: 'c2' } },
    ]);
    expect(stream.cursor).toBe('e-1');
  });

  it('drops what comes twice, also after coming back', async () => {
    await page.open();
    await page.last.write(chat('e-1') + chat('e-2') + chat('e-1'));
    await page.last.end();
    await page.runtime.advance(500);
    expect(page.connections).toHaveLength(2);
    await page.last.write(chat('e-2') + chat('e-3'));
    expect(ids(page)).toEqual(['e-1', 'e-2', 'e-3']);
  });

  it('comes back where it stood', async () => {
    const stream = await page.open({ cursor: 'e-0' });
    await page.last.write(chat('e-1') + chat('e-2') + 'id: e-3\ndata: cut');
    await page.last.break();
    expect(stream.state).toBe('offline');
    await page.runtime.advance(500);
    expect(page.last.header('last-event-id')).toBe('e-2');
    expect(page.states).toEqual(['open', 'offline', 'open']);
  });

  it('takes a bare id as where it stands', async () => {
    await page.open();
    await page.last.write('id: e-9\n\n');
    await page.last.end();
    await page.runtime.advance(500);
    expect(page.last.header('last-event-id')).toBe('e-9');
    expect(page.events).toEqual([]);
  });

  it('says that something may be missing when it comes back without a cursor', async () => {
    await page.open();
    expect(page.events).toEqual([]);
    await page.last.end();
    await page.runtime.advance(500);
    expect(page.events).toEqual([{ type: 'reset', data: { cursor: '' } }]);
    expect(page.last.header('last-event-id')).toBeNull();
  });

  it('passes `reset` on and goes on from its cursor', async () => {
    const stream = await page.open({ cursor: 'old-1' });
    await page.last.write('event: reset\ndata: {"cursor":"new-7"}\n\n');
    expect(page.events).toEqual([{ type: 'reset', data: { cursor: 'new-7' } }]);
    expect(stream.cursor).toBe('new-7');
    await page.last.end();
    await page.runtime.advance(500);
    expect(page.last.header('last-event-id')).toBe('new-7');
  });

  it('comes back with a new token on `reauth`, and keeps the page out of it', async () => {
    await page.open({ cursor: 'e-1' });
    await page.runtime.advance(5_000);
    await page.last.write('event: reauth\ndata: {}\n\n' + chat('e-2'));
    expect(page.connections[0]!.cancelled).toBe(true);
    await page.runtime.advance(500);
    expect(page.connections.map((connection) => connection.header('authorization'))).toEqual([
      'Bearer t1',
      'Bearer t2',
    ]);
    expect(page.last.header('last-event-id')).toBe('e-1');
    expect(page.events).toEqual([]);
    expect(page.states).toEqual(['open', 'connecting', 'open']);
  });
});

describe('silence', () => {
  it('of 2.5 beats ends the stream, and a new one is opened', async () => {
    const stream = await page.open();
    await page.runtime.advance(12_499);
    expect(stream.state).toBe('open');
    await page.runtime.advance(1);
    expect(stream.state).toBe('offline');
    expect(page.connections[0]!.cancelled).toBe(true);
    await page.runtime.advance(300);
    expect(page.connections).toHaveLength(2);
    expect(stream.state).toBe('open');
  });

  it('is ended by a comment, or by a single byte', async () => {
    const stream = await page.open();
    for (const text of [':', '\n', ': beat\n\n']) {
      await page.runtime.advance(12_000);
      await page.last.write(text);
    }
    expect(page.connections).toHaveLength(1);
    expect(stream.state).toBe('open');
  });

  it('is longer on a page that is in no call', async () => {
    await page.open({ topics: ['me'] });
    await page.runtime.advance(37_499);
    expect(page.states).toEqual(['open']);
    await page.runtime.advance(1);
    expect(page.states).toEqual(['open', 'offline']);
  });

  it('before the answer counts too', async () => {
    page.refusals = ['never'];
    const stream = await page.open();
    await page.runtime.advance(12_500);
    expect(stream.state).toBe('offline');
    await page.runtime.advance(1_000);
    expect(stream.state).toBe('open');
  });
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

describe('setTopics', () => {
  it('opens at once with other topics from the cursor', async () => {
    const stream = await page.open({ topics: ['me'] });
    await page.last.write(chat('e-1'));
    stream.setTopics(['me', 'connection:c9']);
    await settle();
    expect(page.connections[0]!.cancelled).toBe(true);
    expect(page.last.url.searchParams.get('topics')).toBe('me,connection:c9');
    expect(page.last.header('last-event-id')).toBe('e-1');
    stream.setTopics(['me'], 'e-40');
    await settle();
    expect(page.last.header('last-event-id')).toBe('e-40');
    expect(page.states).toEqual(['open', 'connecting', 'open', 'connecting', 'open']);
  });

  it('does nothing when they are the same', async () => {
    const stream = await page.open();
    stream.setTopics(['connection:c1', 'me']);
    await settle();
    expect(page.connections).toHaveLength(1);
  });

  it('does not wait for a backoff', async () => {
    page.refusals = [offline()];
    const stream = await page.open({ topics: ['me'] });
    stream.setTopics(['me', 'connection:c9']);
    await settle();
    expect(stream.state).toBe('open');
    expect(page.connections).toHaveLength(2);
  });
});

describe('a faulty listener or event', () => {
  it('is reported and does not stop the stream', async () => {
    const faults: unknown[] = [];
    vi.stubGlobal('queueMicrotask', (callback: () => void) => {
      try {
        callback();
      } catch (error) {
        faults.push(error);
      }
    });
    try {
      await page.open({
        onEvent: (event) => {
          page.events.push(event);
          if (event.id === 'e-1') throw new Error('page');
        },
      });
      await page.last.write(chat('e-1') + 'id: e-2\nevent: chat-posted\ndata: {\n\n' + chat('e-3'));
    } finally {
      vi.unstubAllGlobals();
    }
    expect(ids(page)).toEqual(['e-1', 'e-3']);
    expect(faults).toMatchObject([{ message: 'page' }, { name: 'SyntaxError' }]);
    expect(page.connections).toHaveLength(1);
  });
});
