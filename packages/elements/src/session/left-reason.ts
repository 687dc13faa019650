import { LecternError, type LeftReason } from '@lectern/core/contract';
import type { SessionPhase } from './session-state.js';

const REASONS: Readonly<Record<string, LeftReason>> = {
  CONNECTION_UNKNOWN: 'lapsed',
  CONNECTION_SUPERSEDED: 'superseded',
  CONNECTION_REMOVED: 'removed',
  SESSION_ENDED: 'session-ended',
  SESSION_CANCELLED: 'session-ended',
};

/** Where one stands then. Leaving without having asked for it is another tab of this browser that took over. */
export const PHASE_AFTER: Readonly<Record<Exclude<LeftReason, 'lapsed'>, SessionPhase>> = {
  left: 'moved',
  superseded: 'moved',
  removed: 'removed',
  'session-ended': 'ended',
};

/** Why a connection is over, when that is what an error says. */
export function leftReasonOf(error: unknown): LeftReason | undefined {
  return LecternError.is(error) ? REASONS[error.code] : undefined;
}

const PASSING = new Set(['NETWORK', 'TIMEOUT', 'UNAVAILABLE', 'ABORTED']);

/** Whether trying again by itself may help. */
export function isPassing(error: unknown): boolean {
  return !LecternError.is(error) || error.retryable || error.status >= 500 || PASSING.has(error.code);
}
