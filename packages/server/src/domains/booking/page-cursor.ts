import { LecternError } from '@lectern/core';
import type { BookingPlace } from './bookings.store.js';

/** A place in a list of bookings, opaque to callers. */
export function formatPageCursor({ startsAt, id }: BookingPlace): string {
  return Buffer.from(`${startsAt.toISOString()} ${id}`).toString('base64url');
}

/** @throws {@link LecternError} INVALID_CURSOR when it is none of ours. */
export function parsePageCursor(cursor: string): BookingPlace {
  const [, at, id] =
    /^(\S{20,30}) (bkg-[a-z0-9]{22})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  const startsAt = new Date(at ?? '');
  if (id === undefined || Number.isNaN(startsAt.getTime()))
    throw new LecternError('INVALID_CURSOR', 'The cursor is not one of ours. Ask for the first page again.');
  return { startsAt, id };
}
