import { route, type Route } from '../../platform/http/route.js';
import { SessionParamsSchema } from '../sessions/schemas.js';
import type { RecordingsDeps } from './deps.js';
import { listRecordings } from './recording-list.js';
import { createRecordingSteps } from './recording-steps.js';
import { viewRecordings } from './recording-view.js';
import type { RecordingsService } from './recordings-service.js';
import {
  KeepRecordingInputSchema,
  ListRecordingsQuerySchema,
  RecordingPageSchema,
  RecordingParamsSchema,
  RecordingSchema,
} from './schemas.js';

const NOT_YOURS = ['NOT_FOUND', 'FORBIDDEN'] as const;

/** Recordings themselves: what there is, and what people do to it. */
export function recordingRoutes(deps: RecordingsDeps, service: RecordingsService): readonly Route[] {
  const { db } = deps.database;
  const steps = createRecordingSteps(deps, service);
  return [
    route({
      method: 'GET',
      path: '/v1/recordings',
      operationId: 'listRecordings',
      summary: 'The recordings you may see, newest first.',
      query: ListRecordingsQuerySchema,
      response: RecordingPageSchema,
      errors: ['INVALID_CURSOR'],
      handler: async ({ actor, query, now }) => {
        const { items, nextCursor } = await listRecordings(db, actor, query);
        return {
          items: await viewRecordings(db, deps, actor, items),
          ...(nextCursor !== undefined && { nextCursor }),
          serverNow: now.toISOString(),
        };
      },
    }),
    route({
      method: 'GET',
      path: '/v1/recordings/:id',
      operationId: 'getRecording',
      summary: 'Read one recording.',
      params: RecordingParamsSchema,
      response: RecordingSchema,
      errors: ['NOT_FOUND'],
      handler: async ({ actor, params }) =>
        service.view(db, actor, await service.getFor(db, actor, params.id, 'recording.view')),
    }),
    route({
      method: 'POST',
      path: '/v1/sessions/:id/recordings',
      operationId: 'announceRecording',
      summary: 'Tell everybody in a session that its recording begins.',
      params: SessionParamsSchema,
      response: RecordingSchema,
      status: 201,
      errors: [...NOT_YOURS, 'RECORDING_RUNNING', 'SESSION_STATE', 'SESSION_ENDED', 'SESSION_CANCELLED'],
      handler: async ({ actor, params, now, newId }) =>
        service.view(db, actor, await steps.announce({ actor, id: newId('rec'), sessionId: params.id, now })),
    }),
    route({
      method: 'POST',
      path: '/v1/recordings/:id/stop',
      operationId: 'stopRecording',
      summary: 'Say that the recorder stopped; what it holds may still be on its way.',
      params: RecordingParamsSchema,
      response: RecordingSchema,
      errors: [...NOT_YOURS, 'RECORDING_STATE'],
      handler: async ({ actor, params, now }) =>
        service.view(db, actor, await steps.stop({ actor, id: params.id, now })),
    }),
    route({
      method: 'PUT',
      path: '/v1/recordings/:id/keep',
      operationId: 'keepRecording',
      summary: 'Take a recording out of the deletion by time, or put it back.',
      params: RecordingParamsSchema,
      body: KeepRecordingInputSchema,
      response: RecordingSchema,
      errors: [...NOT_YOURS, 'RECORDING_STATE'],
      handler: async ({ actor, params, body, now }) =>
        service.view(db, actor, await steps.keep({ actor, id: params.id, input: body, now })),
    }),
    route({
      method: 'DELETE',
      path: '/v1/recordings/:id',
      operationId: 'deleteRecording',
      summary: 'Delete a recording; it can be restored for seven days.',
      params: RecordingParamsSchema,
      response: RecordingSchema,
      errors: NOT_YOURS,
      handler: async ({ actor, params, now }) =>
        service.view(db, actor, await steps.delete({ actor, id: params.id, now })),
    }),
    route({
      method: 'POST',
      path: '/v1/recordings/:id/restore',
      operationId: 'restoreRecording',
      summary: 'Take back the deletion of a recording.',
      params: RecordingParamsSchema,
      response: RecordingSchema,
      errors: [...NOT_YOURS, 'RECORDING_STATE'],
      handler: async ({ actor, params, now }) =>
        service.view(db, actor, await steps.restore({ actor, id: params.id, now })),
    }),
  ];
}
