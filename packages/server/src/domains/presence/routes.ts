import type { LecternErrorCode } from '@lectern/core';
import type { DomainDeps } from '../../platform/deps.js';
import { route, type Route } from '../../platform/http/route.js';
import { heartbeat, leave, setMedia } from './leases.js';
import {
  ConnectionParamsSchema,
  HeartbeatSchema,
  JoinTicketSchema,
  MediaStateSchema,
  SendSignalsInputSchema,
  SendSignalsResultSchema,
} from './schemas.js';
import type { PresenceDeps } from './seats.js';
import { sendSignals } from './signals.js';
import { getTicket } from './tickets.js';

// Five offers of a browser are 55 kB in one body.
const SIGNALS_LIMIT_BYTES = 131_072;

/** Why a connection may be over. */
export const CONNECTION_ERRORS: readonly LecternErrorCode[] = [
  'CONNECTION_UNKNOWN',
  'CONNECTION_SUPERSEDED',
  'CONNECTION_REMOVED',
  'SESSION_ENDED',
];

export function presenceRoutes(deps: PresenceDeps & Pick<DomainDeps, 'bus'>): readonly Route[] {
  return [
    route({
      method: 'POST',
      path: '/v1/connections/:id/heartbeat',
      operationId: 'heartbeat',
      summary: 'Say that a connection is still there.',
      params: ConnectionParamsSchema,
      response: HeartbeatSchema,
      errors: ['CONNECTION_UNKNOWN'],
      idempotent: false,
      limit: 'signal',
      handler: ({ actor, params, now }) => heartbeat(deps, { actor, id: params.id, now }),
    }),
    route({
      method: 'POST',
      path: '/v1/connections/:id/leave',
      operationId: 'leaveSession',
      summary: 'Say goodbye. Twice is once.',
      params: ConnectionParamsSchema,
      response: null,
      errors: ['CONNECTION_UNKNOWN'],
      idempotent: false,
      limit: 'signal',
      handler: ({ actor, params, now }) => leave(deps, { actor, id: params.id, now }),
    }),
    route({
      method: 'PUT',
      path: '/v1/connections/:id/media',
      operationId: 'setMedia',
      summary: 'Say which of one’s media are on.',
      params: ConnectionParamsSchema,
      body: MediaStateSchema,
      response: null,
      errors: [...CONNECTION_ERRORS, 'FORBIDDEN'],
      limit: 'signal',
      handler: ({ actor, params, body, now }) => setMedia(deps, { actor, id: params.id, media: body, now }),
    }),
    route({
      method: 'POST',
      path: '/v1/connections/:id/ticket',
      operationId: 'getJoinTicket',
      summary: 'Get a way into the media, again before the last one expires.',
      params: ConnectionParamsSchema,
      response: JoinTicketSchema,
      errors: [
        ...CONNECTION_ERRORS,
        'NOT_ADMITTED',
        'SESSION_STATE',
        'PROVIDER_REJECTED',
        'PROVIDER_UNREACHABLE',
      ],
      idempotent: false,
      handler: ({ actor, params, signal }) => getTicket(deps, { actor, id: params.id, signal }),
    }),
    route({
      method: 'POST',
      path: '/v1/connections/:id/signals',
      operationId: 'sendSignals',
      summary: 'Pass messages on to other connections of the same session.',
      params: ConnectionParamsSchema,
      body: SendSignalsInputSchema,
      response: SendSignalsResultSchema,
      errors: [...CONNECTION_ERRORS, 'NOT_ADMITTED'],
      bodyLimitBytes: SIGNALS_LIMIT_BYTES,
      idempotent: false,
      limit: 'signal',
      handler: ({ actor, params, body }) =>
        sendSignals(deps, deps.bus, { actor, id: params.id, input: body }),
    }),
  ];
}
