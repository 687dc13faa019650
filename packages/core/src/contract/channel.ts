import type { Instant } from './common.js';
import type { ChatMessage, Hand, ReceivedSignal, RosterEntry } from './connection.js';
import type { PersonRef } from './person.js';
import type { RecordingNotice } from './recording.js';
import type { SessionState } from './session.js';

/** `POST /v1/sessions/:id/chat` */
export interface PostChatInput {
  /** `msg-` and 22 of `[a-z0-9]`, made by the client. */
  readonly id: string;
  /** 1 to 2,000 characters. */
  readonly text: string;
}

/** `PUT /v1/sessions/:id/hands/:personId` (`me` for oneself) */
export interface SetHandInput {
  readonly raised: boolean;
}

/** `PUT /v1/sessions/:id/chat/lock`: while it is locked only those who may lock it write. */
export interface LockChatInput {
  readonly locked: boolean;
}

/** What one can show without a word, in the order of the menu. A page draws them as it likes. */
export const REACTION_NAMES = ['thumbs-up', 'clap', 'heart', 'laugh', 'surprise', 'celebrate'] as const;
export type ReactionName = (typeof REACTION_NAMES)[number];

/** `POST /v1/sessions/:id/reactions` */
export interface SendReactionInput {
  readonly reaction: ReactionName;
}

/**
 * `POST /v1/sessions/:id/media-requests`. `mute`: their page turns the microphone off. `unmute`: their page asks them,
 * and they decide.
 */
export interface AskMediaInput {
  readonly ask: 'mute' | 'unmute';
  /** Left out, with `mute` only: everybody who is in, but the host and oneself. */
  readonly personId?: string;
}

/** `POST /v1/sessions/:id/removals`: out of the session, and not back in. */
export interface RemovePersonInput {
  readonly personId: string;
}

/**
 * Events of `GET /v1/events`. Kept ones carry their whole state, have an id and are replayed from `Last-Event-ID`;
 * passing ones (`signal`, `reaction`, `media-asked`, `reset`, `reauth`) have none and are never replayed.
 */
export interface ChannelEvents {
  /**
   * A roster entry as it is now: joined, admitted, muted, left. When your own is admitted, the state so far follows as
   * `connection-changed`, `chat-posted`, `hands-changed`, `chat-locked` and `recording-changed` without ids.
   */
  'connection-changed': { readonly sessionId: string; readonly connection: RosterEntry };
  'chat-posted': { readonly sessionId: string; readonly message: ChatMessage };
  /** All raised hands, in order. */
  'hands-changed': { readonly sessionId: string; readonly hands: readonly Hand[] };
  /** Whether the chat is locked now, and who did that last. */
  'chat-locked': { readonly sessionId: string; readonly locked: boolean; readonly by: PersonRef };
  'person-removed': { readonly sessionId: string; readonly personId: string };
  /** A session of yours began, moved, ended or was cancelled: read it again. */
  'session-changed': {
    readonly sessionId: string;
    readonly state: SessionState;
    readonly version: number;
    readonly occurredAt: Instant;
  };
  /** A recording of this session was announced, began, stopped, became ready, failed or was deleted. */
  'recording-changed': { readonly sessionId: string; readonly recording: RecordingNotice };
  'booking-changed': { readonly bookingId: string; readonly sessionId: string };
  signal: ReceivedSignal;
  /** Of everybody in the class, oneself included. `from` is stamped by the server. */
  reaction: { readonly sessionId: string; readonly reaction: ReactionName; readonly from: PersonRef };
  /** Somebody who leads the class asks you. `by` is stamped by the server. */
  'media-asked': {
    readonly sessionId: string;
    readonly ask: AskMediaInput['ask'];
    /** It went to everybody. */
    readonly everybody: boolean;
    readonly by: PersonRef;
  };
  /** What you have may be incomplete: read everything again. */
  reset: { readonly cursor: string };
  /** Your token is over: come back with a new one. */
  reauth: Record<string, never>;
}

export type ChannelEventType = keyof ChannelEvents;
/** Events to those who are connected at the moment. */
export type PassingEventType = 'signal' | 'reaction' | 'media-asked';
export type KeptEventType = Exclude<ChannelEventType, PassingEventType | 'reset' | 'reauth'>;

/** One event off the stream. `id` is `<epoch>-<seq>` on kept ones. */
export type ChannelEvent = {
  [Type in ChannelEventType]: {
    readonly type: Type;
    readonly id?: string;
    readonly data: ChannelEvents[Type];
  };
}[ChannelEventType];
