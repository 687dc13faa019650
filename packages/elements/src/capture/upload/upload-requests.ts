import { errorFromResponse } from '@lectern/core/client';
import {
  LecternError,
  type FinishedPart,
  type FinishPartInput,
  type ReceivedChunks,
} from '@lectern/core/contract';

/** Slow lines need a while for a chunk; one that never ends is tried again. */
const TIMEOUT_MS = 60_000;

/** What an upload ticket allows. Rejects with a {@link LecternError}. */
export interface UploadRequests {
  received(url: string, signal: AbortSignal): Promise<ReceivedChunks>;
  put(url: string, number: number, bytes: Uint8Array<ArrayBuffer>, signal: AbortSignal): Promise<void>;
  finish(url: string, input: FinishPartInput, signal: AbortSignal): Promise<FinishedPart>;
}

/** @param send Default: the page's `fetch`, without cookies: the ticket in the address is all there is to say. */
export function createUploadRequests(send: typeof fetch = (...args) => fetch(...args)): UploadRequests {
  async function ask(url: string, init: RequestInit, signal: AbortSignal): Promise<Response> {
    let response: Response;
    try {
      response = await send(url, {
        ...init,
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
    } catch (cause) {
      if (signal.aborted) throw new LecternError('ABORTED', 'The upload was given up.', { cause });
      throw new LecternError('NETWORK', 'The server could not be reached. The bytes wait in this browser.', {
        cause,
        retryable: true,
      });
    }
    if (!response.ok) throw await errorFromResponse(response);
    return response;
  }

  async function json<Result>(url: string, init: RequestInit, signal: AbortSignal): Promise<Result> {
    const response = await ask(url, init, signal);
    try {
      return (await response.json()) as Result;
    } catch (cause) {
      throw new LecternError('NETWORK', 'The answer was cut off.', { cause, retryable: true });
    }
  }

  return {
    received: (url, signal) => json(`${url}/chunks`, {}, signal),
    async put(url, number, bytes, signal) {
      const headers = {
        'content-type': 'application/octet-stream',
        'content-digest': `sha-256=:${await digestOf(bytes)}:`,
      };
      await ask(`${url}/chunks/${number}`, { method: 'PUT', headers, body: bytes }, signal);
    },
    finish: (url, input, signal) =>
      json(
        `${url}/finish`,
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(input),
        },
        signal,
      ),
  };
}

async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return btoa(String.fromCharCode(...digest));
}
