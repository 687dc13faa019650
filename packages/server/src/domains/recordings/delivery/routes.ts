import { route, type Route } from '../../../platform/http/route.js';
import type { DeliveryDeps } from './deps.js';
import { setPosition, startDownload, startPlayback } from './playback.js';
import {
  MediaParamsSchema,
  PlaybackSchema,
  RecordingDownloadSchema,
  RecordingParamsSchema,
  SetPositionInputSchema,
} from './schemas.js';
import { serveMedia } from './serve-media.js';

/** How a finished recording reaches who may see it. */
export function deliveryRoutes(deps: DeliveryDeps): readonly Route[] {
  return [
    route({
      method: 'POST',
      path: '/v1/recordings/:id/playback',
      operationId: 'playRecording',
      summary: 'Ask for a ticket to play a recording; again before it is over.',
      params: RecordingParamsSchema,
      response: PlaybackSchema,
      errors: ['NOT_FOUND', 'RECORDING_STATE'],
      // A ticket of yesterday would not help, and none is stored.
      idempotent: false,
      handler: ({ actor, params, now }) => startPlayback(deps, { actor, recordingId: params.id, now }),
    }),
    route({
      method: 'POST',
      path: '/v1/recordings/:id/download',
      operationId: 'downloadRecording',
      summary: 'Ask for a ticket to download a recording.',
      params: RecordingParamsSchema,
      response: RecordingDownloadSchema,
      errors: ['NOT_FOUND', 'FORBIDDEN', 'RECORDING_STATE'],
      idempotent: false,
      handler: ({ actor, params, now }) => startDownload(deps, { actor, recordingId: params.id, now }),
    }),
    route({
      method: 'PUT',
      path: '/v1/recordings/:id/position',
      operationId: 'setRecordingPosition',
      summary: 'Remember where one is in a recording.',
      params: RecordingParamsSchema,
      body: SetPositionInputSchema,
      response: null,
      errors: ['NOT_FOUND', 'RECORDING_STATE'],
      handler: ({ actor, params, body, now }) =>
        setPosition(deps, { actor, recordingId: params.id, now }, body),
    }),
    route({
      method: 'GET',
      path: '/v1/media/:ticket/:file',
      operationId: 'getMedia',
      summary: 'Read a file of a recording, whole or a range of it.',
      auth: 'none',
      cors: true,
      params: MediaParamsSchema,
      response: 'raw',
      limit: 'media',
      errors: ['TICKET_INVALID', 'RATE_LIMITED', 'NOT_FOUND', 'FORBIDDEN'],
      handler: ({ params, ...input }) =>
        serveMedia(deps, { ...input, ticket: params.ticket, fileName: params.file }),
    }),
  ];
}
