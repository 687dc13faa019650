import { route, type Route } from '../../platform/http/route.js';
import type { RecordingsDeps } from './deps.js';
import type { RecordingsService } from './recordings-service.js';
import {
  ChunkParamsSchema,
  FinishedPartSchema,
  FinishPartInputSchema,
  OpenedPartSchema,
  OpenPartInputSchema,
  ReceivedChunksSchema,
  RecordingParamsSchema,
  UploadParamsSchema,
  UploadTicketSchema,
} from './schemas.js';
import { createUploads } from './uploads.js';

const NOT_YOURS = ['NOT_FOUND', 'FORBIDDEN', 'RECORDING_STATE'] as const;
const TICKET = ['TICKET_INVALID', 'RATE_LIMITED'] as const;

/** How the bytes of a recording come in. What stands under an upload's address needs no token: its ticket says it all. */
export function uploadRoutes(deps: RecordingsDeps, service: RecordingsService): readonly Route[] {
  const uploads = createUploads(deps, service);
  return [
    route({
      method: 'POST',
      path: '/v1/recordings/:id/parts',
      operationId: 'openRecordingPart',
      summary: 'Begin a file of a recorder, and ask where to send it.',
      params: RecordingParamsSchema,
      body: OpenPartInputSchema,
      response: OpenedPartSchema,
      status: 201,
      errors: [...NOT_YOURS, 'STORAGE_FULL'],
      // The part's id makes it one; a ticket of yesterday would not help.
      idempotent: false,
      handler: ({ actor, params, body, now }) =>
        uploads.openPart({ actor, recordingId: params.id, input: body, now }),
    }),
    route({
      method: 'POST',
      path: '/v1/parts/:id/ticket',
      operationId: 'renewUploadTicket',
      summary: 'Ask for another ticket to send the rest of a part.',
      params: RecordingParamsSchema,
      response: UploadTicketSchema,
      errors: NOT_YOURS,
      idempotent: false,
      handler: ({ actor, params, now }) => uploads.renew({ actor, partId: params.id, now }),
    }),
    route({
      method: 'PUT',
      path: '/v1/uploads/:ticket/chunks/:n',
      operationId: 'putChunk',
      summary: 'Send one chunk of a part, up to 8 MiB. Any order, and twice is once.',
      auth: 'none',
      cors: true,
      params: ChunkParamsSchema,
      body: 'stream',
      response: null,
      limit: 'upload',
      errors: [
        ...TICKET,
        'RECORDING_STATE',
        'CHUNK_CONFLICT',
        'DIGEST_MISMATCH',
        'BODY_TOO_LARGE',
        'UNSUPPORTED_MEDIA_TYPE',
        'STORAGE_FULL',
      ],
      handler: async ({ params, request, now, signal, countFor }) => {
        try {
          const grant = await uploads.grantOf(params.ticket, now);
          await countFor({ tenant: grant.tenant, id: grant.personId });
          await uploads.putChunk({ grant, n: params.n, request, now, signal });
        } finally {
          // A body that nobody read would hold the connection.
          if (request.body && !request.body.locked) await request.body.cancel().catch(() => undefined);
        }
      },
    }),
    route({
      method: 'GET',
      path: '/v1/uploads/:ticket/chunks',
      operationId: 'listReceivedChunks',
      summary: 'Which chunks of a part are safe on the server.',
      auth: 'none',
      cors: true,
      params: UploadParamsSchema,
      response: ReceivedChunksSchema,
      limit: 'upload',
      errors: TICKET,
      handler: async ({ params, now, countFor }) => {
        const grant = await uploads.grantOf(params.ticket, now);
        await countFor({ tenant: grant.tenant, id: grant.personId });
        return uploads.received(grant);
      },
    }),
    route({
      method: 'POST',
      path: '/v1/uploads/:ticket/finish',
      operationId: 'finishPart',
      summary: 'Say how many chunks a part has: it takes no more when all came.',
      auth: 'none',
      cors: true,
      params: UploadParamsSchema,
      body: FinishPartInputSchema,
      response: FinishedPartSchema,
      limit: 'upload',
      errors: [...TICKET, 'CHUNKS_MISSING', 'RECORDING_STATE'],
      handler: async ({ params, body, now, countFor }) => {
        const grant = await uploads.grantOf(params.ticket, now);
        await countFor({ tenant: grant.tenant, id: grant.personId });
        return uploads.finishPart(grant, body, now);
      },
    }),
  ];
}
