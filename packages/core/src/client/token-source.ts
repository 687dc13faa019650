import { LecternError } from '../errors.js';
import type { AccessToken, CreateClientOptions } from './client.js';
import { networkError } from './client-error.js';
import type { ClientRuntime } from './runtime.js';

/** Keeps one token for everybody and renews it in time. */
export interface TokenSource {
  get(): Promise<string>;
  /** Never hand this token out again. A newer one stays. */
  drop(token: string): void;
}

interface HeldToken {
  readonly token: string;
  readonly renewAt: number;
  readonly endsAt: number;
}

const ASK_AGAIN_MS = 10_000;

export function createTokenSource(
  getToken: CreateClientOptions['getToken'],
  timeoutMs: number,
  runtime: ClientRuntime,
): TokenSource {
  let held: HeldToken | undefined;
  let flight: Promise<string> | undefined;

  async function renew(): Promise<string> {
    try {
      held = hold(await ask());
    } catch (error) {
      // The LMS is away for a moment: what is left of the old one is still good.
      const now = runtime.now();
      if (!held || now >= held.endsAt) throw error;
      held = { ...held, renewAt: now + ASK_AGAIN_MS };
    }
    return held.token;
  }

  async function ask(): Promise<AccessToken | string> {
    const controller = new AbortController();
    let cancel: (() => void) | undefined;
    const late = new Promise<never>((_, reject) => {
      cancel = runtime.setTimer(timeoutMs, () => {
        controller.abort();
        reject(new LecternError('TIMEOUT', 'The LMS gave no token in time.', { retryable: true }));
      });
    });
    try {
      return await Promise.race([getToken({ signal: controller.signal }), late]);
    } catch (error) {
      if (LecternError.is(error)) throw error;
      throw networkError('No token could be had: `getToken` failed. Its error is the cause.', error);
    } finally {
      cancel?.();
    }
  }

  function hold(answer: AccessToken | string): HeldToken {
    const { token, expiresAt } = typeof answer === 'string' ? { token: answer } : { ...answer };
    if (!token)
      throw new LecternError('TOKEN_MISSING', '`getToken` gave no token. Sign in to the LMS again.');
    const now = runtime.now();
    const life = expiresAt === undefined ? NaN : Date.parse(expiresAt) - now;
    // A device whose clock is ahead sees every token over at its birth: then the server says when it is.
    return life > 0
      ? { token, renewAt: now + life * 0.8, endsAt: now + life }
      : { token, renewAt: Infinity, endsAt: Infinity };
  }

  return {
    get() {
      const now = runtime.now();
      if (held && now < held.renewAt && now < held.endsAt) return Promise.resolve(held.token);
      return (flight ??= renew().finally(() => (flight = undefined)));
    },
    drop(token) {
      if (held?.token === token) held = undefined;
    },
  };
}
