import type { UploadTicket } from '@lectern/core/contract';
import type { RecordingsDeps } from './deps.js';
import { MAX_CHUNK_BYTES, UPLOAD_TICKET_MS } from './rules.js';
import { ticketInvalid } from './tickets.js';

/** Who may send chunks of which part. */
export interface UploadGrant {
  readonly tenant: string;
  readonly personId: string;
  readonly recordingId: string;
  readonly partId: string;
}

type TicketDeps = Pick<RecordingsDeps, 'tickets' | 'publicUrl'>;

/** Good for one part and one person, for a quarter of an hour. */
export async function makeUploadTicket(
  { tickets, publicUrl }: TicketDeps,
  { tenant, personId, recordingId, partId }: UploadGrant,
  now: Date,
): Promise<UploadTicket> {
  const expiresAt = new Date(now.getTime() + UPLOAD_TICKET_MS);
  const claims = { ten: tenant, sub: personId, rec: recordingId, prt: partId };
  const ticket = await tickets.sign('upload', claims, expiresAt);
  return {
    url: `${publicUrl}/v1/uploads/${ticket}`,
    expiresAt: expiresAt.toISOString(),
    maxChunkBytes: MAX_CHUNK_BYTES,
  };
}

/** @throws {@link LecternError} TICKET_INVALID. */
export async function readUploadTicket(
  { tickets }: TicketDeps,
  ticket: string,
  now: Date,
): Promise<UploadGrant> {
  const { ten, sub, rec, prt } = await tickets.verify('upload', ticket, now);
  if (
    typeof ten !== 'string' ||
    typeof sub !== 'string' ||
    typeof rec !== 'string' ||
    typeof prt !== 'string'
  )
    throw ticketInvalid();
  return { tenant: ten, personId: sub, recordingId: rec, partId: prt };
}
