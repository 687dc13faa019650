import { vi } from 'vitest';
import type { ChannelEvent } from '../contract/channel.js';
import type { CreateClientOptions, EventStream, EventStreamOptions, StreamState } from './client.js';
import { createClient } from './create-client.js';
import { FakeRuntime, settle } from './fake-runtime.fixture.js';

/** One request for the stream, with the server's end of it. */
export class Connection {
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

/** A page that listens, and what it heard. */
export class Page {
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

export const chat = (id: string, text = 'hi'): string =>
  `id: ${id}\nevent: chat-posted\ndata: ${JSON.stringify({ sessionId: 's', message: { text } })}\n\n`;
export const ids = (page: Page): unknown[] => page.events.map(({ id }) => id);
export const refusal = (status: number, code: string, headers: Record<string, string> = {}): Response =>
  Response.json({ error: { code, message: 'No.', requestId: 'r' } }, { status, headers });
export const offline = (): Error => new TypeError('fetch failed');
