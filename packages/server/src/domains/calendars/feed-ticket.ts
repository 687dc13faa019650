import { createHash, randomBytes } from 'node:crypto';

const TICKET_BYTES = 32;
const TICKET = /^[\w-]{43}$/;

/** A secret that may stand in a URL: whoever has it reads one person's feed. */
export function newFeedTicket(): string {
  return randomBytes(TICKET_BYTES).toString('base64url');
}

/** What is kept of a ticket; undefined for what is none of ours. Of 256 random bits a plain hash tells nothing. */
export function hashFeedTicket(ticket: string): string | undefined {
  return TICKET.test(ticket) ? createHash('sha256').update(ticket).digest('base64url') : undefined;
}
