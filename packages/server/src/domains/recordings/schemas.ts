import { RECORDING_ACTIONS } from '@lectern/core/contract';
import { z } from 'zod';
import { Instant, PersonRefSchema } from '../sessions/schemas.js';
import { MAX_CHUNKS } from './rules.js';

/** Longer than any recording: a number stays a number. */
const MOST_MS = 1_000_000_000;
const Milliseconds = z.number().min(0).max(MOST_MS);
const StateSchema = z.enum(['announced', 'uploading', 'processing', 'ready', 'failed', 'deleted']);

/** One recording, as one person sees it. */
export const RecordingSchema = z
  .object({
    id: z.string(),
    sessionId: z.string(),
    title: z.string(),
    state: StateSchema,
    progress: z.number().exactOptional(),
    startedAt: Instant,
    endedAt: Instant.exactOptional(),
    recordedBy: PersonRefSchema,
    durationMs: z.number().exactOptional(),
    sizeBytes: z.number().exactOptional(),
    gaps: z.array(z.object({ startMs: z.number(), endMs: z.number() })),
    failure: z.enum(['nothing-recorded', 'unreadable', 'storage-full', 'never-finished']).exactOptional(),
    readyAt: Instant.exactOptional(),
    expiresAt: Instant.exactOptional(),
    deletedAt: Instant.exactOptional(),
    purgeAt: Instant.exactOptional(),
    you: z.object({ can: z.record(z.enum(RECORDING_ACTIONS), z.boolean()) }),
    version: z.number(),
  })
  .meta({ id: 'Recording' });

export const RecordingPageSchema = z
  .object({
    items: z.array(RecordingSchema),
    nextCursor: z.string().exactOptional(),
    serverNow: Instant,
  })
  .meta({ id: 'RecordingPage' });

/** `GET /v1/recordings` */
export const ListRecordingsQuerySchema = z.object({
  sessionId: z.string().min(1).max(64).exactOptional(),
  state: StateSchema.exactOptional(),
  limit: z.coerce.number().int().min(1).max(100).exactOptional(),
  cursor: z.string().max(256).exactOptional(),
});

export const RecordingParamsSchema = z.object({ id: z.string().min(1).max(64) });

/** `POST /v1/recordings/:id/parts` */
export const OpenPartInputSchema = z.object({
  id: z.string().regex(/^prt-[a-z0-9]{22}$/, { error: 'must be prt- and 22 of [a-z0-9]' }),
  startMs: Milliseconds,
  container: z.enum(['video/mp4', 'video/webm']),
  codecs: z
    .string()
    .regex(/^[\w.-]+(?:, ?[\w.-]+)*$/, { error: 'must be such as avc1.42e01f,opus' })
    .max(200),
});

/** `POST /v1/parts/:id/ticket` */
export const UploadTicketSchema = z
  .object({ url: z.string(), expiresAt: Instant, maxChunkBytes: z.number() })
  .meta({ id: 'UploadTicket' });

export const OpenedPartSchema = z
  .object({ partId: z.string(), index: z.number(), upload: UploadTicketSchema })
  .meta({ id: 'OpenedPart' });

/** Under an upload's address. */
export const UploadParamsSchema = z.object({ ticket: z.string().max(4_096) });
export const ChunkParamsSchema = UploadParamsSchema.extend({
  n: z
    .string()
    .regex(/^(?:0|[1-9]\d{0,6})$/, { error: 'must be a number from 0' })
    .transform(Number)
    .pipe(z.number().max(MAX_CHUNKS - 1)),
});

/** `GET <upload url>/chunks` */
export const ReceivedChunksSchema = z
  .object({
    ranges: z.array(z.tuple([z.number(), z.number()])),
    bytes: z.number(),
  })
  .meta({ id: 'ReceivedChunks' });

/** `POST <upload url>/finish` */
export const FinishPartInputSchema = z.object({
  chunks: z.number().int().min(0).max(MAX_CHUNKS),
  durationMs: Milliseconds,
  force: z.boolean().exactOptional(),
});

export const FinishedPartSchema = z
  .object({ state: z.enum(['complete', 'incomplete']) })
  .meta({ id: 'FinishedPart' });

/** `PUT /v1/recordings/:id/keep` */
export const KeepRecordingInputSchema = z.object({ keep: z.boolean() });
