import type { Playback, RecordingDownload, SetPositionInput } from '@lectern/core/contract';
import type { Actor } from '../../../platform/rights/actor.js';
import { viewRights, recordingStateError, type RecordingOfSession } from '../rules.js';
import { readFiles } from '../recordings.store.js';
import type { FileRow } from '../tables.js';
import type { DeliveryDeps } from './deps.js';
import { mediaFileName, presentedName } from './media-files.js';
import { signMediaTicket, type MediaPurpose, type MediaTicket } from './media-ticket.js';
import { putPosition, readPosition } from './positions.store.js';

/** What a request for a recording is made of. */
export interface DeliveryRequest {
  readonly actor: Actor;
  readonly recordingId: string;
  readonly now: Date;
}

/** What a player needs. @throws {@link LecternError} NOT_FOUND, RECORDING_STATE. */
export async function startPlayback(deps: DeliveryDeps, request: DeliveryRequest): Promise<Playback> {
  const { actor, recordingId, now } = request;
  const { recording, files, ticket, urlOf } = await admit(deps, request, 'play');
  const resume = await readPosition(deps.database.db, {
    tenant: actor.tenant,
    recordingId,
    personId: actor.id,
  });
  return {
    recordingId,
    title: recording.session.row.title,
    durationMs: recording.row.duration_ms ?? endOf(files),
    sources: files.map((file) => ({
      src: urlOf(file),
      type: file.type,
      startMs: file.start_ms,
      durationMs: file.duration_ms,
    })),
    tracks: [],
    gaps: recording.row.gaps.map(({ startMs, endMs }) => ({ startMs, endMs })),
    ...(resume && { resume: { atMs: resume.atMs, updatedAt: resume.updatedAt.toISOString() } }),
    canDownload: viewRights(actor, recording.session)['recording.download'],
    expiresAt: ticket.expiresAt.toISOString(),
    renewAfter: ticket.renewAfter.toISOString(),
    serverNow: now.toISOString(),
  };
}

/** Where the files can be fetched. @throws {@link LecternError} NOT_FOUND, FORBIDDEN, RECORDING_STATE. */
export async function startDownload(
  deps: DeliveryDeps,
  request: DeliveryRequest,
): Promise<RecordingDownload> {
  const { recording, files, ticket, urlOf } = await admit(deps, request, 'download');
  return {
    files: files.map((file) => ({
      url: urlOf(file),
      fileName: presentedName(recording, file, files.length),
      sizeBytes: file.size_bytes,
    })),
    expiresAt: ticket.expiresAt.toISOString(),
  };
}

/** Remembers where somebody is. @throws {@link LecternError} NOT_FOUND, RECORDING_STATE. */
export async function setPosition(
  deps: DeliveryDeps,
  { actor, recordingId, now }: DeliveryRequest,
  { atMs }: SetPositionInput,
): Promise<void> {
  const { db } = deps.database;
  const { row } = await getReady(deps, actor, recordingId, 'play');
  const key = { tenant: actor.tenant, recordingId, personId: actor.id };
  await putPosition(db, key, Math.min(atMs, row.duration_ms ?? atMs), now);
}

async function admit(
  deps: DeliveryDeps,
  { actor, recordingId, now }: DeliveryRequest,
  purpose: MediaPurpose,
): Promise<{
  readonly recording: RecordingOfSession;
  readonly files: readonly FileRow[];
  readonly ticket: MediaTicket;
  urlOf(file: FileRow): string;
}> {
  const recording = await getReady(deps, actor, recordingId, purpose);
  deps.requireStore();
  const files = await readFiles(deps.database.db, { tenant: actor.tenant, id: recordingId });
  const ticket = await signMediaTicket(deps.tickets, purpose, actor, recording, files, now);
  // Once a ticket: players ask for parts of a file all the time.
  deps.log.info('a recording is viewed', {
    tenant: actor.tenant,
    recordingId,
    personId: actor.id,
    purpose,
  });
  return {
    recording,
    files,
    ticket,
    urlOf: (file) => `${deps.publicUrl}/v1/media/${ticket.text}/${mediaFileName(file)}`,
  };
}

async function getReady(
  { database, service }: DeliveryDeps,
  actor: Actor,
  id: string,
  purpose: MediaPurpose,
): Promise<RecordingOfSession> {
  const action = purpose === 'play' ? 'recording.view' : 'recording.download';
  const recording = await service.getFor(database.db, actor, id, action);
  if (recording.row.state !== 'ready') throw recordingStateError(recording.row.state);
  return recording;
}

function endOf(files: readonly FileRow[]): number {
  return Math.max(0, ...files.map(({ start_ms: start, duration_ms: duration }) => start + duration));
}
