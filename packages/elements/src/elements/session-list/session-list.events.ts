import type { Recording, Session } from '@lectern/core/contract';

export interface SessionJoinDetail {
  readonly session: Session;
  /** Where the browser goes unless the event is cancelled; undefined where no address is known. */
  readonly url: string | undefined;
}

/** The person wants to join. Bubbles, crosses shadow roots; cancel it to join in a way of your own. */
export class SessionJoinEvent extends CustomEvent<SessionJoinDetail> {
  constructor(detail: SessionJoinDetail) {
    super('session-join', { detail, bubbles: true, composed: true, cancelable: true });
  }
}

export interface RecordingOpenDetail {
  readonly recording: Recording;
  /** Where the browser goes unless the event is cancelled; undefined where no address is known. */
  readonly url: string | undefined;
}

/** The person wants to watch a recording. Bubbles, crosses shadow roots; cancel it to show it in a way of your own. */
export class RecordingOpenEvent extends CustomEvent<RecordingOpenDetail> {
  constructor(detail: RecordingOpenDetail) {
    super('recording-open', { detail, bubbles: true, composed: true, cancelable: true });
  }
}

export interface SessionListErrorDetail {
  readonly error: unknown;
}

/** The list could not be loaded; the element shows it already. Bubbles, crosses shadow roots, not cancelable. */
export class SessionListErrorEvent extends CustomEvent<SessionListErrorDetail> {
  constructor(detail: SessionListErrorDetail) {
    super('session-list-error', { detail, bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'recording-open': RecordingOpenEvent;
    'session-join': SessionJoinEvent;
    'session-list-error': SessionListErrorEvent;
  }
}
