import type { LecternError, Hand, RosterEntry, Session, SessionYou, Zone } from '@lectern/core/contract';
import type { CallSnapshot, LocalMedia } from '../call/call.js';
import { NO_RECORDING, type ClassRecording } from './class-recording.js';
import type { ChatLine } from './chat-log.js';
import type { Doors } from './doors.js';
import type { ShownRequest } from './media-requests.js';
import type { ShownReaction } from './reaction-log.js';

/**
 * Where a person stands with a session.
 *
 * `idle`: nothing is known yet. `prejoin`: the session is known, nobody else knows of us. `moved`: taken over on another
 * device. `left`: by oneself.
 */
export type SessionPhase =
  | 'idle'
  | 'prejoin'
  | 'joining'
  | 'waiting'
  | 'in-call'
  | 'moved'
  | 'removed'
  | 'full'
  | 'ended'
  | 'left'
  | 'failed';

export interface SessionState {
  readonly phase: SessionPhase;
  readonly session: Session | undefined;
  readonly you: SessionYou | undefined;
  /** Whether one can join already; undefined unless one stands before the class. */
  readonly doors: Exclude<Doors, 'over'> | undefined;
  /** One's own id, name and zone in the LMS, once known. */
  readonly me: { readonly id: string; readonly name: string; readonly zone?: Zone } | undefined;
  readonly connectionId: string | undefined;
  /** Who is here, the host first, then in the order they came. */
  readonly roster: readonly RosterEntry[];
  readonly chat: readonly ChatLine[];
  /** In the order they were raised. */
  readonly hands: readonly Hand[];
  /** Only those who may lock the chat write meanwhile. */
  readonly chatLocked: boolean;
  /** Of the last seconds, in the order they came. */
  readonly reactions: readonly ShownReaction[];
  /** What is asked of one's microphone, until one answers. */
  readonly asked: ShownRequest | undefined;
  /** Whether the channel carries chat and hands at the moment; the media goes on without it. */
  readonly online: boolean;
  /** Coming back in place, after the server forgot us. */
  readonly rejoining: boolean;
  /** Whether the class is being recorded, and how the recorder of this page fares. */
  readonly recording: ClassRecording;
  /** Of the last command that failed, and of `failed`. */
  readonly error: LecternError | undefined;
  readonly local: LocalMedia;
  readonly call: CallSnapshot | undefined;
}

/** Before anything was read. */
export function knowingNothing(local: LocalMedia): SessionState {
  return {
    phase: 'idle',
    session: undefined,
    you: undefined,
    doors: undefined,
    me: undefined,
    connectionId: undefined,
    roster: [],
    chat: [],
    hands: [],
    chatLocked: false,
    reactions: [],
    asked: undefined,
    online: true,
    rejoining: false,
    recording: NO_RECORDING,
    error: undefined,
    local,
    call: undefined,
  };
}
