import { route, type Route } from '../../platform/http/route.js';
import { SessionParamsSchema } from '../sessions/schemas.js';
import { lockChat } from './chat-lock.js';
import type { ChannelDeps } from './deps.js';
import { lowerHands } from './hands.js';
import { askMedia } from './media-requests.js';
import { SESSION_ERRORS } from './routes.js';
import { AskMediaInputSchema, LockChatInputSchema, RemovePersonInputSchema } from './schemas.js';

const ERRORS = [...SESSION_ERRORS, 'SESSION_ENDED', 'CONNECTION_REMOVED'] as const;

/** What those who lead a class may do to it. */
export function moderationRoutes(deps: ChannelDeps): readonly Route[] {
  return [
    route({
      method: 'DELETE',
      path: '/v1/sessions/:id/hands',
      operationId: 'lowerHands',
      summary: 'Lower all hands.',
      params: SessionParamsSchema,
      response: null,
      errors: ERRORS,
      handler: ({ actor, params, now }) => lowerHands(deps, { actor, sessionId: params.id, now }),
    }),
    route({
      method: 'PUT',
      path: '/v1/sessions/:id/chat/lock',
      operationId: 'lockChat',
      summary: 'Lock the chat for all but those who lead the class, or open it again.',
      params: SessionParamsSchema,
      body: LockChatInputSchema,
      response: null,
      errors: ERRORS,
      handler: ({ actor, params, body, now }) =>
        lockChat(deps, { actor, sessionId: params.id, locked: body.locked, now }),
    }),
    route({
      method: 'POST',
      path: '/v1/sessions/:id/media-requests',
      operationId: 'askMedia',
      summary: 'Mute somebody or everybody, or ask somebody to speak.',
      params: SessionParamsSchema,
      body: AskMediaInputSchema,
      response: null,
      errors: ERRORS,
      idempotent: false,
      handler: ({ actor, params, body }) => askMedia(deps, { actor, sessionId: params.id, input: body }),
    }),
    route({
      method: 'POST',
      path: '/v1/sessions/:id/removals',
      operationId: 'removePerson',
      summary: 'Put a person out of a session for good.',
      params: SessionParamsSchema,
      body: RemovePersonInputSchema,
      response: null,
      errors: ERRORS,
      idempotent: false,
      handler: ({ actor, params, body, now }) =>
        deps.presence.remove({ actor, sessionId: params.id, personId: body.personId, now }),
    }),
  ];
}
