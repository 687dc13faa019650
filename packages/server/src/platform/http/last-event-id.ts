import { LecternError } from '@lectern/core';
import { formatCursor, parseCursor } from '../outbox/cursor.js';

/**
 * Where a stream is to go on: the `Last-Event-ID`, else `cursor` of the query.
 *
 * @throws {@link LecternError} INVALID_CURSOR when it is none of ours or was sent twice (the platform joins two headers
 * with a comma).
 */
export function lastEventIdOf(request: Request): string | undefined {
  const cursors = new URL(request.url).searchParams.getAll('cursor');
  const header = request.headers.get('last-event-id');
  if (cursors.length > 1) throw new LecternError('INVALID_CURSOR', 'The cursor was sent twice. Send one.');
  const text = header ?? cursors[0];
  return text === undefined || text === '' ? undefined : formatCursor(parseCursor(text));
}
