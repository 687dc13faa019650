import { LecternError, type LecternErrorCode } from '@lectern/core/contract';

/** Why nothing is sent at the moment; it goes on by itself. */
export type UploadProblem = 'offline' | 'storage-full' | 'server';

/** What an error of the upload means for what comes next. */
export type UploadTrouble =
  | { readonly type: 'later'; readonly problem: UploadProblem; readonly waitMs?: number }
  /** The same again, with a new ticket. */
  | { readonly type: 'ticket' }
  /** The server will never take it. */
  | { readonly type: 'refused'; readonly code: LecternErrorCode };

const REFUSED = new Set<LecternErrorCode>([
  'RECORDING_STATE',
  'NOT_FOUND',
  'FORBIDDEN',
  'BODY_TOO_LARGE',
  'INVALID_INPUT',
  'UNSUPPORTED_MEDIA_TYPE',
]);

/** Judges what an answer means. What is no answer at all is a fault of ours and thrown on. */
export function troubleOf(error: unknown): UploadTrouble {
  if (!LecternError.is(error)) throw error;
  const { code, details } = error;
  const seconds = Number(details?.['retryAfterSeconds']);
  const wait = seconds > 0 ? { waitMs: seconds * 1_000 } : {};
  if (code === 'TICKET_INVALID') return { type: 'ticket' };
  if (code === 'STORAGE_FULL') return { type: 'later', problem: 'storage-full', ...wait };
  if (code === 'NETWORK') return { type: 'later', problem: 'offline' };
  if (REFUSED.has(code)) return { type: 'refused', code };
  // Busy, restarting, signed out of the LMS, damaged on the way: the same bytes may well be taken in a while.
  return { type: 'later', problem: 'server', ...wait };
}
