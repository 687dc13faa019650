import { LecternError } from './errors.js';
import { toProviderError, unreachable } from './provider-error.js';
import type { CallOptions } from './provider.js';

export interface CreateProviderOptions {
  /** Per try. Default: 10,000. */
  readonly timeoutMs?: number;
  /** More tries after a failure that may pass, for methods that can be done twice. 0 to 5. Default: 2. */
  readonly retries?: number;
  /** 0 to 1, for the jitter of the waits. Default: `Math.random`. */
  readonly random?: () => number;
  /** Calls back once after so many ms; answers what calls it off. Default: `setTimeout`. */
  readonly setTimer?: (ms: number, callback: () => void) => () => void;
}

type Setup = Required<CreateProviderOptions> & { readonly name: string };

/** Runs one call of an adapter: each try has its own time, what may pass is tried again, the caller can give up. */
export type Guard = (
  method: string,
  options: CallOptions,
  run: (signal: AbortSignal) => Promise<unknown>,
) => Promise<unknown>;

/** Done twice is not done once: a second start is a second recording. */
const ONCE: readonly string[] = ['startRecording', 'stopRecording', 'receiveWebhook'];

/** @throws TypeError for options that make no sense. */
export function createGuard(name: string, options: CreateProviderOptions): Guard {
  const { timeoutMs = 10_000, retries = 2, random = Math.random, setTimer = systemTimer } = options;
  if (!(timeoutMs > 0)) throw new TypeError('[@lectern/core] `timeoutMs` is a number above 0.');
  if (!Number.isInteger(retries) || retries < 0 || retries > 5) {
    throw new TypeError('[@lectern/core] `retries` is a whole number from 0 to 5.');
  }
  const setup: Setup = { name, timeoutMs, retries, random, setTimer };
  return (method, callOptions, run) => guard(setup, method, callOptions, run);
}

async function guard(
  setup: Setup,
  key: string,
  { signal }: CallOptions,
  run: (signal: AbortSignal) => Promise<unknown>,
): Promise<unknown> {
  const retries = ONCE.includes(key) ? 0 : setup.retries;
  for (let tries = 0; ; tries++) {
    if (signal?.aborted) throw aborted(key, signal);
    try {
      return await attempt(setup, key, signal, run);
    } catch (error) {
      if (!LecternError.is(error) || !error.retryable || tries >= retries) throw error;
      await wait(setup, setup.random() * 500 * 2 ** tries, signal);
    }
  }
}

async function attempt(
  { name, timeoutMs, setTimer }: Setup,
  key: string,
  caller: AbortSignal | undefined,
  run: (signal: AbortSignal) => Promise<unknown>,
): Promise<unknown> {
  const controller = new AbortController();
  let stop = (): void => undefined;
  // An adapter that does not look at the signal must not hold the caller up.
  const stopped = new Promise<never>((_, reject) => {
    const end = (error: LecternError): void => {
      reject(error);
      controller.abort(error);
    };
    const onAbort = (): void => end(aborted(key, caller!));
    const cancel = setTimer(timeoutMs, () => end(unreachable(name, `${key} took more than ${timeoutMs} ms`)));
    caller?.addEventListener('abort', onAbort);
    stop = () => {
      cancel();
      caller?.removeEventListener('abort', onAbort);
    };
  });
  try {
    return await Promise.race([run(controller.signal), stopped]);
  } catch (error) {
    throw toProviderError(error, name, key);
  } finally {
    stop();
  }
}

function wait({ setTimer }: Setup, ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const cancel = setTimer(ms, done);
    function done(): void {
      cancel();
      signal?.removeEventListener('abort', done);
      resolve();
    }
    signal?.addEventListener('abort', done);
  });
}

function aborted(key: string, signal: AbortSignal): LecternError {
  return new LecternError('ABORTED', `${key} was given up by its caller.`, { cause: signal.reason });
}

function systemTimer(ms: number, callback: () => void): () => void {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
}
