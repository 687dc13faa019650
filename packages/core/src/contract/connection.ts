import type { Instant } from './common.js';
import type { Role } from './person.js';
import type { RecordingNotice } from './recording.js';
import type { Session, SessionYou } from './session.js';

export interface MediaState {
  readonly mic: boolean;
  readonly camera: boolean;
  readonly screen: boolean;
}

export type ConnectionState = 'waiting' | 'admitted' | 'left';
/** Why a connection is over. */
export type LeftReason = 'left' | 'lapsed' | 'superseded' | 'removed' | 'session-ended';

/** One device of one person in a session. */
export interface RosterEntry {
  readonly connectionId: string;
  readonly personId: string;
  readonly name: string;
  readonly role: Role;
  readonly isHost: boolean;
  readonly state: ConnectionState;
  readonly why?: LeftReason;
  readonly media: MediaState;
  readonly joinedAt: Instant;
}

export interface ChatMessage {
  /** Made by the client, `msg-` and 22 of `[a-z0-9]`: posting it twice is one message. */
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  readonly isHost: boolean;
  /** 1 to 2,000 characters of plain text. */
  readonly text: string;
  readonly postedAt: Instant;
}

export interface Hand {
  readonly personId: string;
  readonly name: string;
  readonly raisedAt: Instant;
}

/** The whole class state at one moment; events after `cursor` change it. */
export interface SessionSnapshot {
  readonly session: Session;
  readonly roster: readonly RosterEntry[];
  /** The newest 200, oldest first. Empty while waiting. */
  readonly chat: readonly ChatMessage[];
  /** In the order they were raised. */
  readonly hands: readonly Hand[];
  /** Only those who may lock the chat write meanwhile. */
  readonly chatLocked: boolean;
  /** The one that runs, or was announced. Seen while waiting too. */
  readonly recording?: RecordingNotice;
}

/** `POST /v1/sessions/:id/connections` */
export interface JoinSessionInput {
  /** Made by the page once and kept: 1 to 64 of `[A-Za-z0-9_-]`. */
  readonly deviceId: string;
  readonly media?: MediaState;
}

/** `POST /v1/sessions/:id/connections`; `GET /v1/connections/:id` after a `reset` or an admission */
export interface JoinedSession {
  readonly connectionId: string;
  readonly state: ConnectionState;
  readonly you: SessionYou;
  readonly snapshot: SessionSnapshot;
  /** Where to open the stream: `Last-Event-ID`. */
  readonly cursor: string;
  readonly heartbeatSeconds: number;
  readonly leaseSeconds: number;
  readonly serverNow: Instant;
}

/** `POST /v1/connections/:id/heartbeat` */
export interface Heartbeat {
  readonly state: ConnectionState;
  readonly why?: LeftReason;
  readonly serverNow: Instant;
}

interface SignalBase {
  /** A connection id. */
  readonly to: string;
  readonly generation: number;
}

/** What two pages tell one another to build their link. Passed on as it is, never stored as kept, never replayed. */
export type SignalMessage =
  | (SignalBase & {
      readonly kind: 'description';
      readonly seq: number;
      readonly description: {
        readonly type: 'offer' | 'answer' | 'pranswer' | 'rollback';
        readonly sdp: string;
      };
    })
  | (SignalBase & {
      readonly kind: 'candidates';
      readonly seq: number;
      readonly candidates: readonly (Readonly<Record<string, unknown>> | null)[];
    })
  | (SignalBase & { readonly kind: 'sync'; readonly have: number; readonly reply?: boolean });

/** As it arrives: `from` is stamped by the server. */
export type ReceivedSignal = SignalMessage & { readonly from: string };

/** `POST /v1/connections/:id/signals` */
export interface SendSignalsInput {
  /** 1 to 100; the whole body at most 128 KiB. */
  readonly messages: readonly SignalMessage[];
}

export interface SendSignalsResult {
  /** Addressees that have left. */
  readonly gone: readonly string[];
}
