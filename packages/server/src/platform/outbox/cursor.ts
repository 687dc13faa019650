import { LecternError } from '@lectern/core';

/** A place in the order of facts of one database. */
export interface Cursor {
  readonly epoch: string;
  readonly seq: number;
}

const CURSOR = /^([a-z0-9]{1,32})-(0|[1-9]\d{0,14})$/;

export function formatCursor({ epoch, seq }: Cursor): string {
  return `${epoch}-${String(seq)}`;
}

/** @throws {@link LecternError} INVALID_CURSOR when it is none of ours; two joined by a comma are none. */
export function parseCursor(text: string): Cursor {
  const [, epoch, seq] = CURSOR.exec(text) ?? [];
  if (epoch === undefined || seq === undefined)
    throw new LecternError(
      'INVALID_CURSOR',
      'The cursor is not one of ours. Open the stream without one and read everything again.',
    );
  return { epoch, seq: Number(seq) };
}
