import { z } from 'zod';
import { Instant } from '../../sessions/schemas.js';

const Milliseconds = z.number().min(0);

export const RecordingParamsSchema = z.object({ id: z.string().min(1).max(64) });
/** Longer ones are no tickets of ours, nor names of files. */
export const MediaParamsSchema = z.object({ ticket: z.string().max(8_192), file: z.string().max(255) });

/** `POST /v1/recordings/:id/playback` */
export const PlaybackSchema = z
  .object({
    recordingId: z.string(),
    title: z.string(),
    durationMs: Milliseconds,
    sources: z.array(
      z.object({ src: z.string(), type: z.string(), startMs: Milliseconds, durationMs: Milliseconds }),
    ),
    tracks: z.array(
      z.object({
        kind: z.enum(['captions', 'chapters', 'descriptions']),
        src: z.string(),
        label: z.string(),
        language: z.string(),
      }),
    ),
    gaps: z.array(z.object({ startMs: Milliseconds, endMs: Milliseconds })),
    poster: z.string().exactOptional(),
    resume: z.object({ atMs: Milliseconds, updatedAt: Instant }).exactOptional(),
    canDownload: z.boolean(),
    expiresAt: Instant,
    renewAfter: Instant,
    serverNow: Instant,
  })
  .meta({ id: 'Playback' });

/** `POST /v1/recordings/:id/download` */
export const RecordingDownloadSchema = z
  .object({
    files: z.array(z.object({ url: z.string(), fileName: z.string(), sizeBytes: z.number().min(0) })),
    expiresAt: Instant,
  })
  .meta({ id: 'RecordingDownload' });

/** `PUT /v1/recordings/:id/position` */
export const SetPositionInputSchema = z.object({
  // A day and more: nothing is that long, and a number stays a number.
  atMs: z.number().min(0).max(1_000_000_000),
});
