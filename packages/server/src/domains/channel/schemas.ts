import { REACTION_NAMES } from '@lectern/core/contract';
import { z } from 'zod';
import { PersonId, Text } from '../sessions/schemas.js';

const CHARACTERS = 2_000;

/** `POST /v1/sessions/:id/chat` */
export const PostChatInputSchema = z.object({
  id: z.string().regex(/^msg-[a-z0-9]{22}$/),
  text: Text.refine((text) => text.trim() !== '', { error: 'must not be empty' }).refine(
    // Characters as people count them: an emoji is one.
    (text) => text.length <= 2 * CHARACTERS && [...text].length <= CHARACTERS,
    { error: `must be at most ${String(CHARACTERS)} characters` },
  ),
});

/** `PUT /v1/sessions/:id/hands/:personId` */
export const SetHandInputSchema = z.object({ raised: z.boolean() });

/** `PUT /v1/sessions/:id/chat/lock` */
export const LockChatInputSchema = z.object({ locked: z.boolean() });

/** `POST /v1/sessions/:id/reactions` */
export const SendReactionInputSchema = z.object({ reaction: z.enum(REACTION_NAMES) });

/** `POST /v1/sessions/:id/media-requests` */
export const AskMediaInputSchema = z
  .object({ ask: z.enum(['mute', 'unmute']), personId: PersonId.exactOptional() })
  .refine(({ ask, personId }) => ask === 'mute' || personId !== undefined, {
    path: ['personId'],
    error: 'must be given: nobody asks a whole class to speak',
  });

/** `POST /v1/sessions/:id/removals` */
export const RemovePersonInputSchema = z.object({ personId: PersonId });

/** Path of the hand of one person in a session. */
export const HandParamsSchema = z.object({ id: z.string(), personId: PersonId });

const TOPIC = /^(me|connection:con-[a-z0-9]{22})$/;
const TOPICS_AT_MOST = 8;

/** Query of `GET /v1/events`: `me` and one's own connections. */
export const EventsQuerySchema = z.object({
  topics: z
    .string()
    .transform((text) => [...new Set(text.split(','))])
    .pipe(z.array(z.string().regex(TOPIC)).min(1).max(TOPICS_AT_MOST)),
  cursor: z.string().exactOptional(),
});
