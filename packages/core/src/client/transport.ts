import { LecternError } from '../errors.js';
import type { CreateClientOptions, WriteOptions } from './client.js';
import { abortedError, errorFromResponse, isPassing, networkError } from './client-error.js';
import { pause, type ClientRuntime } from './runtime.js';
import { createTokenSource } from './token-source.js';

/** One request, before it has an address and a token. */
export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Each is escaped. */
  readonly path: readonly string[];
  /** Left out where undefined. */
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly options?: WriteOptions | undefined;
  /** Whether doing it twice is doing it once. Default: GET, and what has an `idempotencyKey`. */
  readonly repeatable?: boolean;
  readonly keepalive?: boolean;
  /** Default: the client's. */
  readonly timeoutMs?: number;
}

export interface Transport {
  /** The answer, whatever its status; a new token is fetched once on 401. Neither timed nor repeated. */
  open(call: Call, signal: AbortSignal): Promise<OpenedResponse>;
  json<Result>(call: Call): Promise<Result>;
  blob(call: Call): Promise<Blob>;
  /** Never use this token again. */
  dropToken(token: string): void;
}

export interface OpenedResponse {
  readonly response: Response;
  /** The token it was asked with. */
  readonly token: string;
}

const REPEATS = 2;
const LONGEST_WAIT_SECONDS = 10;

export function createTransport(options: CreateClientOptions, runtime: ClientRuntime): Transport {
  const base = `${options.apiUrl.replace(/\/+$/, '')}/v1/`;
  const send = options.fetch ?? ((request: Request) => fetch(request));
  const timeoutMs = options.timeoutMs ?? 15_000;
  const tokens = createTokenSource(options.getToken, timeoutMs, runtime);

  async function open(call: Call, signal: AbortSignal): Promise<OpenedResponse> {
    const url = base + address(call);
    for (let renewed = false; ; renewed = true) {
      const token = await tokens.get();
      const response = await sendOnce(url, call, token, signal);
      if (response.status !== 401) return { response, token };
      tokens.drop(token);
      if (renewed) return { response, token };
      discard(response);
    }
  }

  async function sendOnce(url: string, call: Call, token: string, signal: AbortSignal): Promise<Response> {
    const { method = 'GET', body, keepalive = false } = call;
    const key = call.options?.idempotencyKey;
    const request = new Request(url, {
      method,
      keepalive,
      signal,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(key !== undefined && { 'idempotency-key': key }),
        ...call.headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    try {
      return await send(request);
    } catch (cause) {
      throw networkError('The server could not be reached. Check the connection and try again.', cause);
    }
  }

  async function answer<Result>(
    call: Call,
    read: (response: Response) => Promise<Result>,
    signal: AbortSignal,
  ): Promise<Result> {
    const { response } = await open(call, signal);
    if (!response.ok) throw await errorFromResponse(response);
    return read(response);
  }

  /** One try, from asking for a token to the last byte of the answer. */
  async function attempt<Result>(call: Call, read: (response: Response) => Promise<Result>): Promise<Result> {
    const caller = call.options?.signal;
    const controller = new AbortController();
    const limitMs = Math.min(call.timeoutMs ?? Infinity, timeoutMs);
    let stop = (): void => undefined;
    const stopped = new Promise<never>((_, reject) => {
      const end = (error: LecternError): void => {
        reject(error);
        controller.abort(error);
      };
      const onAbort = (): void => end(abortedError(caller!));
      const cancel = runtime.setTimer(limitMs, () =>
        end(new LecternError('TIMEOUT', `No answer within ${limitMs} ms.`, { retryable: true })),
      );
      caller?.addEventListener('abort', onAbort);
      stop = () => {
        cancel();
        caller?.removeEventListener('abort', onAbort);
      };
    });
    try {
      return await Promise.race([answer(call, read, controller.signal), stopped]);
    } finally {
      stop();
    }
  }

  async function repeat<Result>(call: Call, read: (response: Response) => Promise<Result>): Promise<Result> {
    const { method = 'GET', options: { signal, idempotencyKey } = {} } = call;
    const repeatable = call.repeatable ?? (method === 'GET' || idempotencyKey !== undefined);
    let waited = false;
    for (let tries = 0; ; tries++) {
      if (signal?.aborted) throw abortedError(signal);
      try {
        return await attempt(call, read);
      } catch (error) {
        if (!LecternError.is(error)) throw error;
        const seconds = Number(error.details?.['retryAfterSeconds'] ?? NaN);
        // 429: nothing was done, so it may be sent again whatever it is.
        if (error.status === 429 && !waited && seconds <= LONGEST_WAIT_SECONDS) {
          waited = true;
          await pause(runtime, seconds * 1_000, signal);
        } else if (repeatable && tries < REPEATS && (error.code === 'NETWORK' || isPassing(error.status))) {
          await pause(runtime, runtime.random() * 500 * 2 ** tries, signal);
        } else throw error;
      }
    }
  }

  return {
    open,
    json: (call) => repeat(call, readJson) as Promise<never>,
    blob: (call) => repeat(call, (response) => response.blob().catch(cutOff)),
    dropToken: (token) => tokens.drop(token),
  };
}

/** Lets the connection go; how that ends concerns nobody. */
export function discard({ body }: Response): void {
  body?.cancel().catch(() => undefined);
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text().catch(cutOff);
  if (response.status === 204) return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    // A proxy's or a hotspot's page.
    throw networkError(
      'Something else than the server answered: the body is not JSON. Check `apiUrl`.',
      cause,
    );
  }
}

function cutOff(cause: unknown): never {
  throw networkError('The answer was cut off. Try again.', cause);
}

function address({ path, query = {} }: Call): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, `${value}`);
  return path.map(escapeSegment).join('/') + (search.size ? `?${search}` : '');
}

/** Empty and dotted ones would name another route: browsers fold `a/../b`, escaped or not. */
function escapeSegment(segment: string): string {
  try {
    if (typeof segment === 'string' && !/^\.{0,2}$/.test(segment)) return encodeURIComponent(segment);
  } catch {
    // Half a surrogate pair.
  }
  throw new LecternError('INVALID_INPUT', 'An id is empty or cannot stand in an address.');
}
