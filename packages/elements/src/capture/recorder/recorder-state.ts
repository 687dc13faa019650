import type { LecternErrorCode } from '@lectern/core/contract';
import type { UploadProblem } from '../upload/upload-trouble.js';

/**
 * `ready`: nothing is recorded. `recording`: it is. `blocked`: it would, but the browser wants a click before it gives
 * sound. `broken`: it fails again and again. `uploading`: it was stopped, and the rest is on its way. `done`: the server
 * has everything. `refused`: the server will not take the rest.
 */
export type RecorderPhase = 'ready' | 'recording' | 'blocked' | 'broken' | 'uploading' | 'done' | 'refused';

/** How the recorder of this page fares. */
export interface RecorderSnapshot {
  readonly recordingId: string;
  readonly phase: RecorderPhase;
  readonly sentBytes: number;
  readonly unsentBytes: number;
  /** How much of the lesson the unsent bytes are. */
  readonly unsentMs: number;
  /** Why nothing is sent at the moment; it goes on by itself. */
  readonly problem: UploadProblem | undefined;
  /** Why the server will not take the rest. */
  readonly refused: LecternErrorCode | undefined;
  /** What waits is in memory only: it is lost with the tab. */
  readonly isAtRisk: boolean;
  /** The machine is too slow for everybody's picture. */
  readonly isOverloaded: boolean;
}
