import { LecternError } from '@lectern/core';
import type { Actor } from '../rights/actor.js';

export interface Authenticated {
  readonly actor: Actor;
  readonly expiresAt: Date;
}

/** Tells who a token speaks of. @throws {@link LecternError} TOKEN_INVALID, TOKEN_EXPIRED. */
export type VerifyBearer = (token: string, now: Date) => Promise<Authenticated>;

/** @throws {@link LecternError} TOKEN_MISSING, TOKEN_INVALID, TOKEN_EXPIRED. */
export async function authenticate(
  request: Request,
  verify: VerifyBearer,
  now: Date,
): Promise<Authenticated> {
  const header = request.headers.get('authorization');
  if (header === null)
    throw new LecternError('TOKEN_MISSING', 'Send Authorization: Bearer and a token that the LMS minted.');
  // Two headers arrive joined by a comma, which no token holds.
  const [, token] = /^bearer +([^\s,]+)$/i.exec(header.trim()) ?? [];
  if (token === undefined)
    throw new LecternError('TOKEN_INVALID', 'The Authorization header must be Bearer and one token.');
  return verify(token, now);
}
