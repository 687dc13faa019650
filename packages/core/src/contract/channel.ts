import type { Instant } from './common.js';
import type { ChatMessage, Hand, ReceivedSignal, RosterEntry } from './connection.js';
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

/** `POST /v1/sessions/:id/removals`: out of the session, and not back in. */
export interface RemovePersonInput {
  readonly personId: string;
}

/**
 * Events of `GET /v1/events`. Kept ones carry their whole state, have an id and are replayed from `Last-Event-ID`;
 * passing ones (`signal`, `reset`, `reauth`) have none.
 */
export interface ChannelEvents {
  /**
   * A roster entry as it is now: joined, admitted, muted, left. When your own is admitted, the state so far follows as
   * `connection-changed`, `chat-posted` and `hands-changed` without ids.
   */
  'connection-changed': { readonly sessionId: string; readonly connection: RosterEntry };
  'chat-posted': { readonly sessionId: string; readonly message: ChatMessage };
  /** All raised hands, in order. */
  'hands-changed': { readonly sessionId: string; readonly hands: readonly Hand[] };
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
  /** What you have may be incomplete: read everything again. */
  reset: { readonly cursor: string };
  /** Your token is over: come back with a new one. */
  reauth: Record<string, never>;
}

export type ChannelEventType = keyof ChannelEvents;
export type KeptEventType = Exclude<ChannelEventType, 'signal' | 'reset' | 'reauth'>;

/** One event off the stream. `id` is `<epoch>-<seq>` on kept ones. */
export type ChannelEvent = {
  [Type in ChannelEventType]: {
    readonly type: Type;
    readonly id?: string;
    readonly data: ChannelEvents[Type];
  };
}[ChannelEventType];
