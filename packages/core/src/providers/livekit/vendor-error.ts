import { LecternError } from '../../errors.js';
import { unreachable } from '../../provider-error.js';

const PROVIDER = 'livekit';

/**
 * What the vendor answered, in our words. Its text is left out altogether: a refused token is quoted there in full.
 * Undefined for what it did not answer.
 */
export function readRefusal(error: unknown): { readonly status: number; readonly code?: string } | undefined {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return undefined;
  return {
    status: error.status,
    ...('code' in error && typeof error.code === 'string' && { code: error.code }),
  };
}

/** Runs one call. @throws {LecternError} PROVIDER_REJECTED or PROVIDER_UNREACHABLE. */
export async function calling<Result>(
  what: string,
  call: () => Promise<Result>,
  absent?: () => Result,
): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    const refusal = readRefusal(error);
    if (!refusal) throw error;
    if (absent && refusal.status === 404) return absent();
    throw toError(what, refusal);
  }
}

function toError(what: string, { status, code }: NonNullable<ReturnType<typeof readRefusal>>): LecternError {
  if (status === 429 || status >= 502) return unreachable(PROVIDER, `${what} was answered with ${status}`);
  const hint =
    status === 401 || status === 403
      ? ' Check apiKey and apiSecret, and that its clock is right.'
      : code === 'internal' || status === 500
        ? ' Recording needs its egress service and Redis.'
        : '';
  return new LecternError(
    'PROVIDER_REJECTED',
    `The video server "${PROVIDER}" refused ${what} (${status}${code === undefined ? '' : ` ${code}`}).${hint}`,
    { provider: PROVIDER, details: { status, ...(code !== undefined && { reason: code }) } },
  );
}
