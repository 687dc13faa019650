import { LecternError } from '@lectern/core';
import { errors, jwtVerify, SignJWT } from 'jose';

/** What a ticket is good for. One of another purpose is refused. */
export type TicketPurpose = 'play' | 'download' | 'upload';

/** What a ticket says: small, since it stands in a URL. */
export type TicketClaims = Readonly<Record<string, unknown>>;

/** Signs and verifies what may stand in a URL: bound to one purpose, short-lived, the same for all servers of a database. */
export interface Tickets {
  /** Lives to the whole second before `expiresAt`, never longer. */
  sign(purpose: TicketPurpose, claims: TicketClaims, expiresAt: Date): Promise<string>;
  /**
   * What it says, its purpose as `aud`. Whether it may still be done is the caller's to check.
   *
   * @throws {@link LecternError} TICKET_INVALID when it is forged, over, or for another purpose.
   */
  verify(purpose: TicketPurpose | readonly TicketPurpose[], ticket: string, now: Date): Promise<TicketClaims>;
}

const ALGORITHM = 'HS256';
const TYPE = 'lectern-ticket+jwt';
const MOST_CHARACTERS = 4_096;

/** `readKey` gives at least 32 bytes; it is asked once, and again after a failure. */
export function createTickets(readKey: () => Promise<Uint8Array>): Tickets {
  let key: Promise<Uint8Array> | undefined;
  const getKey = (): Promise<Uint8Array> => {
    key ??= readKey().catch((error: unknown) => {
      key = undefined;
      throw error;
    });
    return key;
  };
  return {
    async sign(purpose, claims, expiresAt) {
      return new SignJWT({ ...claims })
        .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
        .setAudience(purpose)
        .setExpirationTime(Math.floor(expiresAt.getTime() / 1000))
        .sign(await getKey());
    },
    async verify(purpose, ticket, now) {
      if (ticket.length > MOST_CHARACTERS) throw ticketInvalid();
      try {
        const { payload } = await jwtVerify(ticket, await getKey(), {
          algorithms: [ALGORITHM],
          typ: TYPE,
          audience: typeof purpose === 'string' ? purpose : [...purpose],
          requiredClaims: ['exp'],
          currentDate: now,
        });
        return payload;
      } catch (error) {
        // Its cause is left out: what is wrong with a forged one is nobody's business.
        if (error instanceof errors.JOSEError) throw ticketInvalid();
        throw error;
      }
    },
  };
}

/** The one answer to every ticket that is not good. */
export function ticketInvalid(): LecternError {
  return new LecternError(
    'TICKET_INVALID',
    'The ticket is forged, over or no longer good. Ask for a new one.',
  );
}
