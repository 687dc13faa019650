import type { ChannelEvent } from '../contract/channel.js';
import { LecternError } from '../errors.js';
import type { EventStream, EventStreamOptions, StreamState } from './client.js';
import { errorFromResponse, networkError } from './client-error.js';
import { createEventParser, type ServerSentEvent } from './event-parser.js';
import { pause, type ClientRuntime } from './runtime.js';
import { discard, type OpenedResponse, type Transport } from './transport.js';

const SILENT_BEATS = 2.5;
const SHORT_MS = 1_000;
const LONGEST_BACKOFF_MS = 30_000;
/** In a class each page sends a heartbeat every 10 s anyway: nobody waits half a minute for the chat. */
const LONGEST_IN_CALL_MS = 5_000;
const MOST_SEEN = 1_000;

/** Holds one event stream open: reads it, notices when it falls silent, comes back where it stood. */
export function openEventStream(
  transport: Transport,
  runtime: ClientRuntime,
  options: EventStreamOptions,
): EventStream {
  const seen = new Set<string>();
  let { topics, cursor } = options;
  let state: StreamState = 'connecting';
  let everOpen = false;
  let openedAt: number | undefined;
  let backoffMs = 1_000;
  let waiting = false;
  /** Ends what goes on now, a stream or the wait for the next one. */
  let current = new AbortController();

  const online = globalThis as Partial<Pick<EventTarget, 'addEventListener' | 'removeEventListener'>>;
  const wake = (): void => {
    if (waiting) current.abort();
  };

  function isInCall(): boolean {
    return topics.some((topic) => topic.startsWith('connection:'));
  }

  function setState(next: StreamState): void {
    if (state === next || state === 'closed') return;
    state = next;
    report(() => options.onState?.(next));
  }

  function end(error?: unknown): void {
    if (state === 'closed') return;
    setState('closed');
    online.removeEventListener?.('online', wake);
    current.abort();
    if (error !== undefined) report(() => options.onError?.(error));
  }

  function deliver(event: ChannelEvent): void {
    report(() => options.onEvent(event));
  }

  function receive({ type, data, id }: ServerSentEvent): void {
    if (id !== undefined) {
      cursor = id;
      if (!data || seen.has(id)) return;
      seen.add(id);
      // A Set keeps its order: the first is the oldest.
      if (seen.size > MOST_SEEN) seen.delete(seen.values().next().value!);
    }
    report(() => {
      const event = {
        type,
        ...(id !== undefined && { id }),
        data: JSON.parse(data) as unknown,
      } as ChannelEvent;
      if (event.type === 'reset') cursor = event.data.cursor;
      deliver(event);
    });
  }

  /** One stream, from the request to its end. */
  async function readStream(controller: AbortController): Promise<void> {
    const { signal } = controller;
    const beatMs = isInCall() ? 5_000 : 15_000;
    let cancelTimer = (): void => undefined;
    // A dead network neither ends nor fails a fetch.
    const heard = (): void => {
      cancelTimer();
      cancelTimer = runtime.setTimer(beatMs * SILENT_BEATS, () =>
        controller.abort(networkError('The event stream fell silent.')),
      );
    };
    heard();
    try {
      const { body, token } = await untilAborted(request(signal), signal);
      if (!body) return end();
      const reader = body.getReader();
      signal.addEventListener('abort', () => void reader.cancel().catch(() => undefined));
      opened();
      const parse = createEventParser({
        onRetry: (ms) => (backoffMs = Math.min(Math.max(ms, 100), LONGEST_BACKOFF_MS)),
        onEvent(event) {
          if (signal.aborted) return;
          if (event.type === 'reauth') {
            transport.dropToken(token);
            controller.abort();
          } else receive(event);
        },
      });
      while (!signal.aborted) {
        const { done, value } = await reader.read();
        if (done || signal.aborted) break;
        heard();
        parse(value);
      }
    } catch (error) {
      if (!signal.aborted)
        throw LecternError.is(error) ? error : networkError('The event stream broke.', error);
    } finally {
      cancelTimer();
    }
    if (LecternError.is(signal.reason)) throw signal.reason;
  }

  async function request(
    signal: AbortSignal,
  ): Promise<{ body?: OpenedResponse['response']['body']; token: string }> {
    const { response, token } = await transport.open(
      {
        path: ['events'],
        query: { topics: topics.join(',') },
        headers: { accept: 'text/event-stream', ...(cursor && { 'last-event-id': cursor }) },
      },
      signal,
    );
    // It came too late: nobody will read it.
    if (signal.aborted) discard(response);
    if (response.status === 204) return { token };
    if (!response.ok) throw await errorFromResponse(response);
    if (!response.body || !response.headers.get('content-type')?.startsWith('text/event-stream')) {
      discard(response);
      throw networkError('Something else than the server answered: it is no event stream.');
    }
    return { body: response.body, token };
  }

  function opened(): void {
    openedAt = runtime.now();
    setState('open');
    // Nothing says what was missed meanwhile.
    if (everOpen && !cursor) deliver({ type: 'reset', data: { cursor: '' } });
    everOpen = true;
  }

  async function run(): Promise<void> {
    for (let failures = 0; state !== 'closed';) {
      openedAt = undefined;
      let waitMs = 0;
      const controller = (current = new AbortController());
      try {
        await readStream(controller);
        setState('connecting');
      } catch (error) {
        if (isFinal(error)) return end(error);
        waitMs = Number((error as LecternError).details?.['retryAfterSeconds'] ?? 0) * 1_000;
        setState('offline');
      }
      if (controller.signal.reason === TOPICS) continue;
      failures = openedAt !== undefined && runtime.now() - openedAt >= SHORT_MS ? 0 : failures + 1;
      // The first try is fast, but a thousand pages do not make it in the same instant.
      const longest = isInCall() ? LONGEST_IN_CALL_MS : LONGEST_BACKOFF_MS;
      const most = failures === 0 ? 300 : Math.min(longest, backoffMs * 2 ** (failures - 1));
      await wait(Math.max(waitMs || 0, runtime.random() * most));
    }
  }

  async function wait(ms: number): Promise<void> {
    if (state === 'closed') return;
    current = new AbortController();
    waiting = true;
    await pause(runtime, ms, current.signal);
    waiting = false;
  }

  online.addEventListener?.('online', wake);
  void run();

  return {
    get state() {
      return state;
    },
    get cursor() {
      return cursor;
    },
    setTopics(next, from) {
      if (state === 'closed' || [...next].sort().join() === [...topics].sort().join()) return;
      topics = next;
      cursor = from ?? cursor;
      current.abort(TOPICS);
    },
    close: () => end(),
  };
}

const TOPICS = Symbol('topics');

/** What coming back will not mend. */
function isFinal(error: unknown): boolean {
  if (!LecternError.is(error)) return true;
  const passes =
    error.retryable || error.status >= 500 || error.code === 'NETWORK' || error.code === 'TIMEOUT';
  return !passes;
}

/** A fault in the page's listener is the page's: it shows, and the stream goes on. */
function report(listener: () => void): void {
  try {
    listener();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}

function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error));
    promise.then(resolve, reject);
  });
}
