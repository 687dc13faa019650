/** A place on the time line of a recording. */
export interface RecordingTimeDetail {
  readonly seconds: number;
  /** `NaN` while it is not known. */
  readonly durationSeconds: number;
}

/** Where it plays, at most four times a second. Does not bubble. */
export class RecordingTimeEvent extends CustomEvent<RecordingTimeDetail> {
  constructor(detail: RecordingTimeDetail) {
    super('recording-time', { detail });
  }
}

/** It plays. Bubbles, crosses shadow roots, not cancelable. */
export class RecordingPlayEvent extends CustomEvent<RecordingTimeDetail> {
  constructor(detail: RecordingTimeDetail) {
    super('recording-play', { detail, bubbles: true, composed: true });
  }
}

/** It stands still, because somebody wanted it to. Bubbles, crosses shadow roots, not cancelable. */
export class RecordingPauseEvent extends CustomEvent<RecordingTimeDetail> {
  constructor(detail: RecordingTimeDetail) {
    super('recording-pause', { detail, bubbles: true, composed: true });
  }
}

export interface RecordingSeekDetail {
  readonly fromSeconds: number;
  readonly toSeconds: number;
}

/** Somebody went to another place. Bubbles, crosses shadow roots, not cancelable. */
export class RecordingSeekEvent extends CustomEvent<RecordingSeekDetail> {
  constructor(detail: RecordingSeekDetail) {
    super('recording-seek', { detail, bubbles: true, composed: true });
  }
}

/** It played to its end. Bubbles, crosses shadow roots, not cancelable. */
export class RecordingEndedEvent extends CustomEvent<RecordingTimeDetail> {
  constructor(detail: RecordingTimeDetail) {
    super('recording-ended', { detail, bubbles: true, composed: true });
  }
}

/**
 * `network`: it could not be read; `decode`: the file is damaged; `unsupported`: this browser plays no such file;
 * `server`: the server refused or did not answer, `error` says why.
 */
export type RecordingErrorCode = 'network' | 'decode' | 'unsupported' | 'server';

export interface RecordingErrorDetail {
  readonly code: RecordingErrorCode;
  /** Whether trying again can help. */
  readonly recoverable: boolean;
  readonly error: unknown;
}

/** It cannot be played; the element shows it already. Bubbles, crosses shadow roots, not cancelable. */
export class RecordingErrorEvent extends CustomEvent<RecordingErrorDetail> {
  constructor(detail: RecordingErrorDetail) {
    super('recording-error', { detail, bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'recording-time': RecordingTimeEvent;
    'recording-play': RecordingPlayEvent;
    'recording-pause': RecordingPauseEvent;
    'recording-seek': RecordingSeekEvent;
    'recording-ended': RecordingEndedEvent;
    'recording-error': RecordingErrorEvent;
  }
}
