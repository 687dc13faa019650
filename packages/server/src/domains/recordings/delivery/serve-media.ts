import { LecternError } from '@lectern/core';
import { readFiles } from '../recordings.store.js';
import { recordingNotFound, type RecordingOfSession } from '../rules.js';
import type { FileRow } from '../tables.js';
import { ticketInvalid } from '../tickets.js';
import type { DeliveryDeps } from './deps.js';
import { contentDisposition } from './file-name.js';
import { mediaFileName, presentedName } from './media-files.js';
import { mediaResponse, type MediaFile } from './media-response.js';
import { fileSetOf, readMediaTicket, type MediaPurpose } from './media-ticket.js';

const MS_PER_HOUR = 3_600_000;
/** A browser asks us once and goes on at the store's address: it must last for a pause and a look back. */
const SHORTEST_PRESIGNED_MS = 2 * MS_PER_HOUR;
const LONGEST_PRESIGNED_MS = 12 * MS_PER_HOUR;

export interface MediaRequest {
  readonly ticket: string;
  readonly fileName: string;
  readonly request: Request;
  readonly now: Date;
  readonly signal: AbortSignal;
  /** Throws when this person asked too often. */
  countFor(person: { readonly tenant: string; readonly id: string }): Promise<void>;
}

/**
 * Answers one GET or HEAD of a file. Every one of them checks the ticket and whether its person still may, so that a right
 * that was taken ends what plays.
 *
 * @throws {@link LecternError} TICKET_INVALID, RATE_LIMITED, NOT_FOUND, FORBIDDEN.
 */
export async function serveMedia(deps: DeliveryDeps, input: MediaRequest): Promise<Response> {
  const { request, now, signal } = input;
  const { db } = deps.database;
  const { actor, purpose, recordingId, fileSet } = await readMediaTicket(deps.tickets, input.ticket, now);
  await input.countFor(actor);
  const action = purpose === 'play' ? 'recording.view' : 'recording.download';
  const recording = await deps.service.getFor(db, actor, recordingId, action);
  if (recording.row.state !== 'ready') throw recordingNotFound();
  const files = await readFiles(db, { tenant: actor.tenant, id: recordingId });
  const file = files.find((candidate) => mediaFileName(candidate) === input.fileName);
  if (!file) throw recordingNotFound();
  // It was made anew since: a player must not go on with bytes of two files.
  if (fileSetOf(files) !== fileSet) throw ticketInvalid();

  const store = deps.requireStore();
  const media = present(deps, recording, file, { purpose, count: files.length });
  if (store.presign && request.method === 'GET') {
    const { type: contentType, contentDisposition: disposition } = media;
    const expiresAt = new Date(now.getTime() + presignedMs(recording));
    const location = await store.presign(file.key, {
      expiresAt,
      contentDisposition: disposition,
      contentType,
    });
    return new Response(null, { status: 302, headers: { location, 'referrer-policy': 'no-referrer' } });
  }
  const response = await mediaResponse(request, media, signal);
  if (response) return response;
  deps.log.error('a file of a recording is not in the object store', { recordingId, key: file.key });
  throw new LecternError('NOT_FOUND', 'The file of this recording is gone. Tell the operator.');
}

function present(
  deps: DeliveryDeps,
  recording: RecordingOfSession,
  file: FileRow,
  { purpose, count }: { readonly purpose: MediaPurpose; readonly count: number },
): MediaFile {
  const kind = purpose === 'play' ? 'inline' : 'attachment';
  return {
    etag: `"${file.etag}"`,
    lastModified: file.made_at,
    size: file.size_bytes,
    type: file.type,
    contentDisposition: contentDisposition(kind, presentedName(recording, file, count)),
    read: (range) => deps.requireStore().get(file.key, range),
  };
}

function presignedMs({ row }: RecordingOfSession): number {
  return Math.min(LONGEST_PRESIGNED_MS, Math.max(SHORTEST_PRESIGNED_MS, 2 * (row.duration_ms ?? 0)));
}
