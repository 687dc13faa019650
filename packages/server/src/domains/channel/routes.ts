import { route, type Route } from '../../platform/http/route.js';
import { CONNECTION_ERRORS } from '../presence/routes.js';
import { requireAlive } from '../presence/rules.js';
import {
  ChatMessageSchema,
  ConnectionParamsSchema,
  JoinedSessionSchema,
  JoinSessionInputSchema,
} from '../presence/schemas.js';
import { SessionParamsSchema } from '../sessions/schemas.js';
import { postChat } from './chat.js';
import { viewJoined } from './class-state.js';
import type { ChannelDeps } from './deps.js';
import { createEvents } from './events.js';
import { setHand } from './hands.js';
import { sendReaction } from './reactions.js';
import {
  EventsQuerySchema,
  HandParamsSchema,
  PostChatInputSchema,
  SendReactionInputSchema,
  SetHandInputSchema,
} from './schemas.js';

/** What a session may answer whatever is done in it. */
export const SESSION_ERRORS = ['NOT_FOUND', 'FORBIDDEN', 'SESSION_STATE', 'SESSION_CANCELLED'] as const;

/** Coming in belongs here, above presence: the answer holds the whole class state. */
export function joinRoutes(deps: ChannelDeps): readonly Route[] {
  const { presence } = deps;
  return [
    route({
      method: 'POST',
      path: '/v1/sessions/:id/connections',
      operationId: 'joinSession',
      summary: 'Join a session with one device, or wait for its host.',
      params: SessionParamsSchema,
      body: JoinSessionInputSchema,
      response: JoinedSessionSchema,
      status: 201,
      errors: [...SESSION_ERRORS, 'SESSION_ENDED', 'SESSION_NOT_OPEN', 'ROOM_FULL', 'CONNECTION_REMOVED'],
      // The device's id makes it one: an answer of yesterday would not help.
      idempotent: false,
      handler: async ({ actor, params, body, now, newId }) => {
        const { connection } = await presence.join({
          actor,
          sessionId: params.id,
          connectionId: newId('con'),
          input: body,
          now,
        });
        return viewJoined(deps, actor, connection, now);
      },
    }),
    route({
      method: 'GET',
      path: '/v1/connections/:id',
      operationId: 'getConnection',
      summary: 'Read the class state again as one’s connection sees it.',
      params: ConnectionParamsSchema,
      response: JoinedSessionSchema,
      errors: CONNECTION_ERRORS,
      handler: async ({ actor, params, now }) => {
        const row = await presence.readOwn(actor, params.id);
        requireAlive(row);
        return viewJoined(deps, actor, row, now);
      },
    }),
  ];
}

export function channelRoutes(deps: ChannelDeps): readonly Route[] {
  const events = createEvents(deps);
  return [
    route({
      method: 'GET',
      path: '/v1/events',
      operationId: 'streamEvents',
      summary: 'Hear what happens, from a cursor on, as server-sent events.',
      query: EventsQuerySchema,
      response: 'raw',
      errors: [...CONNECTION_ERRORS, 'INVALID_CURSOR'],
      limit: 'stream',
      handler: (input) => events.open({ ...input, topics: input.query.topics }),
    }),
    route({
      method: 'POST',
      path: '/v1/sessions/:id/chat',
      operationId: 'postChat',
      summary: 'Post a line. The same id twice is one line.',
      params: SessionParamsSchema,
      body: PostChatInputSchema,
      response: ChatMessageSchema,
      status: 201,
      errors: [...SESSION_ERRORS, ...CONNECTION_ERRORS, 'NOT_ADMITTED', 'CHAT_LOCKED'],
      idempotent: false,
      handler: ({ actor, params, body, now }) =>
        postChat(deps, { actor, sessionId: params.id, input: body, now }),
    }),
    route({
      method: 'PUT',
      path: '/v1/sessions/:id/hands/:personId',
      operationId: 'setHand',
      summary: 'Raise or lower a hand.',
      params: HandParamsSchema,
      body: SetHandInputSchema,
      response: null,
      errors: [...SESSION_ERRORS, ...CONNECTION_ERRORS, 'NOT_ADMITTED'],
      handler: ({ actor, params, body, now }) =>
        setHand(deps, { actor, sessionId: params.id, personId: params.personId, raised: body.raised, now }),
    }),
    route({
      method: 'POST',
      path: '/v1/sessions/:id/reactions',
      operationId: 'sendReaction',
      summary: 'Show a reaction to everybody who is in. It is not kept.',
      params: SessionParamsSchema,
      body: SendReactionInputSchema,
      response: null,
      errors: [...SESSION_ERRORS, ...CONNECTION_ERRORS, 'NOT_ADMITTED'],
      idempotent: false,
      limit: 'reaction',
      handler: ({ actor, params, body }) => sendReaction(deps, { actor, sessionId: params.id, input: body }),
    }),
  ];
}
