import type { RecordingErrorCode } from './recording-player.events.js';
import type { Span, Timeline } from './timeline.js';

/** Why it does not play. */
export interface PlayerFailure {
  readonly code: RecordingErrorCode;
  readonly error: unknown;
}

/** What the controls show. Times are seconds of the whole recording. */
export interface PlayerState {
  /** There is something to play, and its first file has said what it is. */
  readonly loaded: boolean;
  /** Nobody wants it to play; waiting for bytes is not a pause. */
  readonly paused: boolean;
  /** It was played since it was loaded. */
  readonly started: boolean;
  readonly ended: boolean;
  /** It wants to go on and cannot yet. */
  readonly waiting: boolean;
  readonly seconds: number;
  /** `NaN` where the file does not say one. */
  readonly durationSeconds: number;
  readonly buffered: readonly Span[];
  readonly volume: number;
  readonly muted: boolean;
  readonly rate: number;
  /** The gap that was just jumped over. */
  readonly skipped: Span | undefined;
  readonly failure: PlayerFailure | undefined;
}

/** Before anything is loaded. */
export const EMPTY_STATE: PlayerState = {
  loaded: false,
  paused: true,
  started: false,
  ended: false,
  waiting: false,
  seconds: 0,
  durationSeconds: Number.NaN,
  buffered: [],
  volume: 1,
  muted: false,
  rate: 1,
  skipped: undefined,
  failure: undefined,
};

/** Addresses that run out. Where they do not, nothing of it is needed. */
export interface Renewal {
  /** Whether the addresses in use are over. */
  expired(): boolean;
  /** The time line with addresses that are good for a while. */
  renew(): Promise<Timeline>;
  /** Newer addresses that are here already, to be used at the next occasion. */
  take(): Timeline | undefined;
}

export interface PlayerStoreOptions {
  onSeek?(fromSeconds: number, toSeconds: number): void;
  onEnded?(): void;
  onFailure?(failure: PlayerFailure): void;
}
