import { ERROR_CODES, LecternError, type LecternErrorCode } from '@lectern/core';
import type { ErrorBody } from '@lectern/core/contract';
import type { Log } from '../../ports/log/log.js';
import { asUnavailable } from '../db/open-database.js';

const DEFAULT_RETRY_SECONDS = 5;
const CLIENT_SIDE = 500;

/** What a failure is answered with. What is not ours to tell stays in the log. */
export function errorResponse(thrown: unknown, requestId: string, log: Log): Response {
  const error = asKnown(thrown, requestId, log);
  const status = ERROR_CODES[error.code].status || CLIENT_SIDE;
  const headers = new Headers({ 'content-type': 'application/json; charset=utf-8' });
  if (status === 401) headers.set('www-authenticate', authenticate(error.code));
  const retryAfter = retryAfterOf(error, status);
  if (retryAfter !== undefined) headers.set('retry-after', String(retryAfter));
  if (error.code === 'METHOD_NOT_ALLOWED' && Array.isArray(error.details?.allow))
    headers.set('allow', error.details.allow.join(', '));
  const body: ErrorBody = {
    error: {
      code: error.code,
      message: error.message,
      requestId,
      ...(error.details ? { details: error.details } : {}),
    },
  };
  return new Response(JSON.stringify(body), { status, headers });
}

function asKnown(thrown: unknown, requestId: string, log: Log): LecternError {
  const error = asUnavailable(thrown);
  if (LecternError.is(error)) {
    const { status } = ERROR_CODES[error.code];
    if (status >= CLIENT_SIDE) log.warn('a request failed', { requestId, error });
    if (status !== 0 && error.code !== 'INTERNAL') return error;
  } else {
    log.error('a request failed by a fault of ours', { requestId, error });
  }
  return new LecternError(
    'INTERNAL',
    `Something went wrong on our side. Tell the operator this id: ${requestId}.`,
  );
}

function retryAfterOf(error: LecternError, status: number): number | undefined {
  const given = error.details?.retryAfterSeconds;
  if (typeof given === 'number') return given;
  if (error.code === 'IDEMPOTENCY_IN_FLIGHT') return 1;
  return status === 503 ? DEFAULT_RETRY_SECONDS : undefined;
}

function authenticate(code: LecternErrorCode): string {
  return code === 'TOKEN_MISSING'
    ? 'Bearer realm="lectern"'
    : 'Bearer realm="lectern", error="invalid_token"';
}
