import { z } from 'zod';
import {
  Instant,
  PersonRefSchema,
  RoleSchema,
  SessionSchema,
  SessionYouSchema,
  Text,
} from '../sessions/schemas.js';

const CONNECTION_STATE = z.enum(['waiting', 'admitted', 'left']);
const LEFT_REASON = z.enum(['left', 'lapsed', 'superseded', 'removed', 'session-ended']);
const MESSAGES_AT_MOST = 100;

/** What of a person's media is on. */
export const MediaStateSchema = z.object({ mic: z.boolean(), camera: z.boolean(), screen: z.boolean() });

/** One device of one person in a session. */
export const RosterEntrySchema = z.object({
  connectionId: z.string(),
  personId: z.string(),
  name: z.string(),
  role: RoleSchema,
  isHost: z.boolean(),
  state: CONNECTION_STATE,
  why: LEFT_REASON.exactOptional(),
  media: MediaStateSchema,
  joinedAt: Instant,
});

/** One line of chat. */
export const ChatMessageSchema = z.object({
  id: z.string(),
  personId: z.string(),
  name: z.string(),
  isHost: z.boolean(),
  text: z.string(),
  postedAt: Instant,
});

/** One raised hand. */
export const HandSchema = z.object({ personId: z.string(), name: z.string(), raisedAt: Instant });

/** What everybody in a class sees of a recording that runs. */
export const RecordingNoticeSchema = z.object({
  id: z.string(),
  state: z.enum(['announced', 'uploading', 'processing', 'ready', 'failed', 'deleted']),
  startedAt: Instant,
  endedAt: Instant.exactOptional(),
  recordedBy: PersonRefSchema,
});

/** `POST /v1/sessions/:id/connections` */
export const JoinSessionInputSchema = z.object({
  deviceId: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  media: MediaStateSchema.exactOptional(),
});

/** The answer to joining. */
export const JoinedSessionSchema = z.object({
  connectionId: z.string(),
  state: CONNECTION_STATE,
  you: SessionYouSchema,
  snapshot: z.object({
    session: SessionSchema,
    roster: z.array(RosterEntrySchema),
    chat: z.array(ChatMessageSchema),
    hands: z.array(HandSchema),
    chatLocked: z.boolean(),
    recording: RecordingNoticeSchema.exactOptional(),
  }),
  cursor: z.string(),
  heartbeatSeconds: z.number(),
  leaseSeconds: z.number(),
  serverNow: Instant,
});

/** `POST /v1/connections/:id/heartbeat` */
export const HeartbeatSchema = z.object({
  state: CONNECTION_STATE,
  why: LEFT_REASON.exactOptional(),
  serverNow: Instant,
});

const SIGNAL = { to: z.string().min(1).max(64), generation: z.int().min(0) };

/** What two pages tell one another; passed on as it is. */
export const SignalMessageSchema = z.discriminatedUnion('kind', [
  z.object({
    ...SIGNAL,
    kind: z.literal('description'),
    seq: z.int().min(0),
    description: z.object({
      type: z.enum(['offer', 'answer', 'pranswer', 'rollback']),
      sdp: Text,
    }),
  }),
  z.object({
    ...SIGNAL,
    kind: z.literal('candidates'),
    seq: z.int().min(0),
    candidates: z.array(z.record(z.string(), z.unknown()).nullable()).max(200),
  }),
  z.object({
    ...SIGNAL,
    kind: z.literal('sync'),
    have: z.int().min(0),
    reply: z.boolean().exactOptional(),
  }),
]);

/** `POST /v1/connections/:id/signals` */
export const SendSignalsInputSchema = z.object({
  messages: z.array(SignalMessageSchema).min(1).max(MESSAGES_AT_MOST),
});

export const SendSignalsResultSchema = z.object({ gone: z.array(z.string()) });

/** A way into the media; outsiders' kinds pass as they are. */
export const JoinTicketSchema = z.looseObject({ kind: z.string(), expiresAt: z.string() });

/** Path of one connection. What is no id of ours is simply unknown. */
export const ConnectionParamsSchema = z.object({ id: Text });
