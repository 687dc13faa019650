import type { AccessToken } from '@lectern/core/client';
import { LecternError, type LecternErrorCode } from '@lectern/core/contract';

/** Asks the LMS, with its own cookies, for a token of the person who looks at the page. */
export async function fetchToken(endpoint: string, signal?: AbortSignal): Promise<AccessToken> {
  let response: Response;
  try {
    response = await fetch(endpoint, {
      method: 'POST',
      credentials: 'same-origin',
      cache: 'no-store',
      headers: { accept: 'application/json' },
      signal: signal ?? null,
    });
  } catch (cause) {
    if (signal?.aborted)
      throw new LecternError('ABORTED', 'The request for a token was given up.', { cause });
    throw new LecternError('NETWORK', 'The token endpoint of this page could not be reached.', {
      cause,
      retryable: true,
    });
  }
  if (!response.ok) {
    throw new LecternError(
      codeOf(response.status),
      `The token endpoint of this page answered ${response.status}. It must answer { "token", "expiresAt" }.`,
      { status: response.status, retryable: response.status >= 500 },
    );
  }
  const body: unknown = await response.json().catch(() => undefined);
  const { token, expiresAt } = (body ?? {}) as { token?: unknown; expiresAt?: unknown };
  if (typeof token !== 'string' || !token)
    throw new LecternError('TOKEN_MISSING', 'The token endpoint of this page answered without a token.');
  return typeof expiresAt === 'string' ? { token, expiresAt } : { token };
}

function codeOf(status: number): LecternErrorCode {
  if (status === 401 || status === 403) return 'TOKEN_MISSING';
  if (status === 429) return 'RATE_LIMITED';
  return 'UNAVAILABLE';
}
