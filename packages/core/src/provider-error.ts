import { LecternError } from './errors.js';

const NETWORK_CODES =
  /^(ECONN\w+|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|UND_ERR_\w+|CERT_\w+|ERR_TLS_\w+|DEPTH_ZERO_SELF_SIGNED_CERT)$/;

/**
 * Whatever an adapter threw, as the caller is to see it. A fault in the adapter's own code stays what it is. The
 * vendor's text stays in `cause` alone: it may quote addresses with secrets in them.
 */
export function toProviderError(error: unknown, provider: string, method: string): unknown {
  if (LecternError.is(error)) {
    if (error.provider !== undefined || !error.code.startsWith('PROVIDER_')) return error;
    const { code, message, retryable, details, status, cause } = error;
    return new LecternError(code, message, {
      provider,
      retryable,
      status,
      cause,
      ...(details && { details }),
    });
  }
  if (isNetworkFailure(error)) return unreachable(provider, `${method} could not reach it`, error);
  if (isFault(error)) return error;
  return new LecternError('PROVIDER_REJECTED', `The video server "${provider}" refused ${method}.`, {
    provider,
    cause: error,
  });
}

/** `PROVIDER_UNREACHABLE`, which may pass. */
export function unreachable(provider: string, what: string, cause?: unknown): LecternError {
  return new LecternError(
    'PROVIDER_UNREACHABLE',
    `The video server "${provider}" does not answer: ${what}. Check its address and that it runs.`,
    { provider, retryable: true, cause },
  );
}

export function unsupported(provider: string, what: string): LecternError {
  return new LecternError('PROVIDER_UNSUPPORTED', `The video server "${provider}" cannot do that: ${what}.`, {
    provider,
  });
}

function isNetworkFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string' && NETWORK_CODES.test(error.code)) return true;
  // A dead network is a TypeError of fetch; each engine words it in its own way, Node's has a cause.
  if (error instanceof TypeError) {
    return /^(fetch failed|failed to fetch|networkerror|load failed)/i.test(error.message);
  }
  return error.name === 'TimeoutError' || error.name === 'AbortError';
}

function isFault(error: unknown): boolean {
  return error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError;
}
