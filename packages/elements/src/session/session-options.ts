import type { LecternClient } from '@lectern/core/client';
import type { JoinTicket } from '@lectern/core/contract';
import type { Call } from '../call/call.js';
import type { OpenCallOptions } from '../call/open-call.js';
import type { RecorderKit } from '../capture/recorder/recorder-kit.js';
import type { SessionTiming } from './timing.js';

/** The slices that a class needs. */
export type SessionClient = Pick<LecternClient, 'sessions' | 'connections' | 'channel'> &
  Partial<LecternClient>;
/** Opens the call of a ticket. */
export type OpenCall = (ticket: JoinTicket, options: OpenCallOptions) => Promise<Call>;

export interface SessionStoreOptions {
  readonly client: SessionClient;
  readonly sessionId: string;
  /** Made once per browser and kept: 1 to 64 of `[A-Za-z0-9_-]`. */
  readonly deviceId: string;
  /** Default: by the ticket's kind. */
  readonly openCall?: OpenCall;
  /** Loads what records. Default: that of this browser, loaded when it is first needed. */
  readonly loadRecorder?: () => Promise<RecorderKit>;
  readonly timing?: Partial<SessionTiming>;
}
