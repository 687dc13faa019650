import { MediaError, type MediaProblem, type TrackSource } from './call.js';

const PROBLEMS: Readonly<Record<string, MediaProblem>> = {
  NotAllowedError: 'permission-denied',
  SecurityError: 'permission-denied',
  NotFoundError: 'no-device',
  OverconstrainedError: 'no-device',
  NotReadableError: 'device-busy',
  AbortError: 'device-busy',
};

/** What `getUserMedia` and `getDisplayMedia` failed with, in our words. */
export function toMediaError(cause: unknown, source: TrackSource): MediaError {
  if (cause instanceof MediaError) return cause;
  const name = cause instanceof Error ? cause.name : '';
  const problem = PROBLEMS[name] ?? 'unsupported';
  // Closing the picker is told apart from a forbidden one by its message alone, and only in Chromium.
  const isChoice = source === 'screen' && problem === 'permission-denied';
  const byPerson = isChoice && !/system|permissions? policy/i.test((cause as Error).message);
  return new MediaError(byPerson ? 'cancelled' : problem, source, { cause });
}
