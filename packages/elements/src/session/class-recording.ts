import type { RecordingNotice } from '@lectern/core/contract';
import type { RecorderPhase, RecorderSnapshot } from '../capture/recorder/recorder-state.js';

/**
 * `starting`: being announced. `countdown`: everybody was told. `elsewhere`: one's own recording, which another page or
 * device made, and which one may go on with here.
 */
export type OwnRecordingPhase = RecorderPhase | 'starting' | 'countdown' | 'elsewhere';

/** How this page's part in the recording fares. */
export interface OwnRecording extends Omit<RecorderSnapshot, 'phase'> {
  readonly phase: OwnRecordingPhase;
  /** While it counts down. */
  readonly secondsLeft?: number;
}

/** A recording of an earlier page of this browser that nobody sends. */
export interface UnsentOffer {
  readonly recordingId: string;
  readonly title: string;
  /** ms since 1970, once something was recorded. */
  readonly startedAt: number | undefined;
  readonly unsentBytes: number;
  readonly isSending: boolean;
  /** The server will not take it. */
  readonly isRefused: boolean;
}

/** What one knows of the recording of a class. */
export interface ClassRecording {
  /** The one that runs or was announced, as everybody is told. */
  readonly notice: RecordingNotice | undefined;
  /** Only for who records, or did a moment ago. */
  readonly own: OwnRecording | undefined;
  readonly unsent: readonly UnsentOffer[];
  /** False once it is known that this browser cannot. */
  readonly isPossible: boolean;
}

export const NO_RECORDING: ClassRecording = {
  notice: undefined,
  own: undefined,
  unsent: [],
  isPossible: true,
};

/** Whether everybody has to know that they are recorded, now or in a moment. */
export function isRunning({ state, endedAt }: RecordingNotice): boolean {
  return endedAt === undefined && (state === 'announced' || state === 'uploading');
}

/** Whether this page does, or will do, what has to be stopped first. */
export function isRecordingHere(own: OwnRecording | undefined): boolean {
  return own !== undefined && !['uploading', 'done', 'refused', 'elsewhere'].includes(own.phase);
}

/** Before there is anything to say. */
export function ownRecording(recordingId: string, phase: OwnRecordingPhase): OwnRecording {
  return {
    recordingId,
    phase,
    sentBytes: 0,
    unsentBytes: 0,
    unsentMs: 0,
    problem: undefined,
    refused: undefined,
    isAtRisk: false,
    isOverloaded: false,
  };
}
