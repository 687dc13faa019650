import { LecternError, type LecternErrorCode } from '@lectern/core/contract';
import type { SharedTerms } from './shared.terms.js';

const KEYS: Partial<Record<LecternErrorCode, keyof SharedTerms>> = {
  NETWORK: 'lecternErrorNetwork',
  TIMEOUT: 'lecternErrorNetwork',
  TOKEN_MISSING: 'lecternErrorSignIn',
  TOKEN_INVALID: 'lecternErrorSignIn',
  TOKEN_EXPIRED: 'lecternErrorSignIn',
  FORBIDDEN: 'lecternErrorForbidden',
  NOT_FOUND: 'lecternErrorNotFound',
  RATE_LIMITED: 'lecternErrorBusy',
  UNAVAILABLE: 'lecternErrorBusy',
  INVALID_INPUT: 'lecternErrorInput',
  UNKNOWN_ZONE: 'lecternErrorInput',
};

/** The term that tells a person about a failure. Elements look at the codes of their own business first. */
export function errorTerm(error: unknown): keyof SharedTerms {
  return (LecternError.is(error) && KEYS[error.code]) || 'lecternErrorServer';
}

/** Whether a call ended because we gave it up: nothing to show. */
export function isAbort(error: unknown): boolean {
  return (
    (LecternError.is(error) && error.code === 'ABORTED') ||
    (error as { name?: unknown })?.name === 'AbortError'
  );
}
