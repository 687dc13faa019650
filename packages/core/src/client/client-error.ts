import type { ErrorBody } from '../contract/common.js';
import { LecternError, type LecternErrorCode } from '../errors.js';

/** Codes for answers that are not ours: a proxy's page, a load balancer's. */
const CODES: Readonly<Record<number, LecternErrorCode>> = {
  401: 'TOKEN_INVALID',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  413: 'BODY_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  429: 'RATE_LIMITED',
  502: 'UNAVAILABLE',
  503: 'UNAVAILABLE',
  504: 'TIMEOUT',
};

/** The answer as an error, whatever its body is. */
export async function errorFromResponse(response: Response): Promise<LecternError> {
  const { status } = response;
  const retryable = isPassing(status) || status === 429;
  const text = await response.text().catch(() => '');
  const requestId = response.headers.get('x-request-id');
  const retryAfter = response.headers.get('retry-after');
  const wait = retryAfter && { retryAfterSeconds: Number(retryAfter) };
  try {
    const { code, message, details, ...rest } = (JSON.parse(text) as ErrorBody).error;
    // A newer server may know codes that this client does not: passed on as they are.
    if (/^[A-Z_]+$/.test(code)) {
      const id = rest.requestId ?? requestId;
      return new LecternError(code, message, {
        status,
        retryable,
        ...(id && { requestId: id }),
        ...((details || wait) && { details: { ...details, ...wait } }),
      });
    }
  } catch {
    // Not ours: told by its status.
  }
  return new LecternError(CODES[status] ?? 'INTERNAL', `The server answered ${status} without saying why.`, {
    status,
    retryable,
    ...(requestId && { requestId }),
    ...(wait && { details: wait }),
  });
}

/** Whether the same request may well succeed in a moment. */
export function isPassing(status: number): boolean {
  return status >= 502 && status <= 504;
}

export function networkError(message: string, cause?: unknown): LecternError {
  return new LecternError('NETWORK', message, { cause, retryable: true });
}

export function abortedError(signal: AbortSignal): LecternError {
  return new LecternError('ABORTED', 'The call was given up by its caller.', { cause: signal.reason });
}
