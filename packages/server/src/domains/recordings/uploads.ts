import { LecternError } from '@lectern/core';
import type {
  FinishedPart,
  FinishPartInput,
  OpenedPart,
  OpenPartInput,
  ReceivedChunks,
  UploadTicket,
} from '@lectern/core/contract';
import type { Actor } from '../../platform/rights/actor.js';
import { missingRuns, readRuns } from './chunks.store.js';
import type { RecordingsDeps } from './deps.js';
import { putChunk, type PutChunkInput } from './put-chunk.js';
import { insertPart, readPart, readParts, updateOpenPart } from './parts.store.js';
import { processWhenWhole, TAKING } from './recording-states.js';
import type { RecordingsService } from './recordings-service.js';
import { readRecording } from './recordings.store.js';
import { recordingNotFound, recordingStateError } from './rules.js';
import { requireRoom } from './quota.js';
import type { PartRow } from './tables.js';
import { ticketInvalid } from './tickets.js';
import { makeUploadTicket, readUploadTicket, type UploadGrant } from './upload-tickets.js';

/** More parts than a day of reloads. */
const MOST_PARTS = 500;
/** An error names so many runs of missing chunks. */
const MOST_NAMED = 100;

/** How the bytes of a recording come in. */
export interface Uploads {
  /** The same id twice is one part. @throws {@link LecternError} NOT_FOUND, FORBIDDEN, RECORDING_STATE, STORAGE_FULL. */
  openPart(input: {
    readonly actor: Actor;
    readonly recordingId: string;
    readonly input: OpenPartInput;
    readonly now: Date;
  }): Promise<OpenedPart>;
  renew(input: { readonly actor: Actor; readonly partId: string; readonly now: Date }): Promise<UploadTicket>;
  /** Whom a ticket is for. @throws {@link LecternError} TICKET_INVALID. */
  grantOf(ticket: string, now: Date): Promise<UploadGrant>;
  putChunk(input: PutChunkInput): Promise<void>;
  received(grant: UploadGrant): Promise<ReceivedChunks>;
  /** Twice is once. @throws {@link LecternError} CHUNKS_MISSING, INVALID_INPUT, TICKET_INVALID. */
  finishPart(grant: UploadGrant, input: FinishPartInput, now: Date): Promise<FinishedPart>;
}

export function createUploads(deps: RecordingsDeps, service: RecordingsService): Uploads {
  const { database } = deps;
  return {
    async openPart({ actor, recordingId, input, now }) {
      const { tenant } = actor;
      const part = await database.transaction(async (tx) => {
        const { row } = await service.getFor(tx, actor, recordingId, 'recording.upload', { lock: true });
        deps.requireStore();
        const same = await readPart(tx, { tenant, partId: input.id });
        if (same && same.recording_id !== row.id)
          throw new LecternError('INVALID_INPUT', 'Another recording has a part of this id. Make a new one.');
        if (same) {
          requireOwn(same, actor);
          return same;
        }
        if (!TAKING.includes(row.state)) throw recordingStateError(row.state);
        const { length: position } = await readParts(tx, row);
        if (position >= MOST_PARTS)
          throw new LecternError('INVALID_INPUT', `A recording has at most ${String(MOST_PARTS)} parts.`);
        await requireRoom(tx, deps, { tenant, sessionId: row.session_id, bytes: 0 });
        return insertPart(tx, {
          tenant,
          id: input.id,
          recording_id: row.id,
          position,
          start_ms: input.startMs,
          container: input.container,
          codecs: input.codecs,
          opened_by: actor.id,
          opened_at: now,
          state: 'open',
          wants_rest: false,
        });
      });
      const upload = await makeUploadTicket(deps, grantFor(part, actor), now);
      return { partId: part.id, index: part.position, upload };
    },

    async renew({ actor, partId, now }) {
      const { db } = database;
      const part = await readPart(db, { tenant: actor.tenant, partId });
      if (!part) throw recordingNotFound();
      const { row } = await service.getFor(db, actor, part.recording_id, 'recording.upload');
      requireOwn(part, actor);
      if (!TAKING.includes(row.state)) throw recordingStateError(row.state);
      return makeUploadTicket(deps, grantFor(part, actor), now);
    },

    grantOf: (ticket, now) => readUploadTicket(deps, ticket, now),
    putChunk: (input) => putChunk(deps, input),

    async received(grant) {
      const { runs, bytes } = await readRuns(database.db, grant);
      return { ranges: runs, bytes };
    },

    finishPart: async (grant, { chunks, durationMs, force = false }, now) => {
      const done = await database.transaction(async (tx): Promise<FinishedPart | LecternError> => {
        const recording = await readRecording(
          tx,
          { tenant: grant.tenant, id: grant.recordingId },
          { lock: true },
        );
        const part = await readPart(tx, grant, { lock: true });
        if (!recording || !part) throw ticketInvalid();
        if (part.state !== 'open') return { state: part.state };
        if (!TAKING.includes(recording.state)) throw recordingStateError(recording.state);
        const { runs } = await readRuns(tx, grant);
        const [, last = -1] = runs.at(-1) ?? [];
        if (last >= chunks)
          throw new LecternError(
            'INVALID_INPUT',
            `Chunk ${String(last)} came, so there are more than ${String(chunks)}.`,
          );
        const missing = missingRuns(runs, chunks);
        if (missing.length > 0 && !force) {
          // Kept although it is refused: how many there are, and that somebody is there to send them.
          await updateOpenPart(tx, grant, {
            chunk_count: chunks,
            duration_ms: durationMs,
            wants_rest: true,
          });
          return new LecternError(
            'CHUNKS_MISSING',
            'Some chunks did not come. Send them, then finish again.',
            {
              retryable: true,
              details: { missing: missing.slice(0, MOST_NAMED) },
            },
          );
        }
        const state = missing.length > 0 ? 'incomplete' : 'complete';
        await updateOpenPart(tx, grant, {
          state,
          chunk_count: chunks,
          duration_ms: durationMs,
          finished_at: now,
        });
        await processWhenWhole(tx, deps, recording, now);
        return { state };
      });
      if (LecternError.is(done)) throw done;
      return done;
    },
  };
}

/** Bytes of two browsers make no file: whoever takes over begins a part of their own. */
function requireOwn(part: PartRow, actor: Actor): void {
  if (part.opened_by !== actor.id)
    throw new LecternError('FORBIDDEN', 'Somebody else records this part. Open one of your own.');
}

function grantFor(part: PartRow, actor: Actor): UploadGrant {
  return {
    tenant: part.tenant,
    personId: actor.id,
    recordingId: part.recording_id,
    partId: part.id,
  };
}
