import type { Clock } from './clock.js';
import { systemTimer } from './timer.js';

// A longer delay fires at once.
const LONGEST_PAUSE_MS = 2 ** 31 - 1;

/** The machine's clock, set right by an offset. */
export interface SystemClock extends Clock {
  /** What to add to the machine's time, so that several servers on one database agree. */
  setOffset(ms: number): void;
}

/** Makes the default clock. Its offset comes from the database when the server starts. */
export function systemClock(): SystemClock {
  let offset = 0;
  const clock: SystemClock = {
    now: () => new Date(Date.now() + offset),
    async sleepUntil(until, signal) {
      while (!signal?.aborted) {
        const left = until.getTime() - clock.now().getTime();
        if (left <= 0) return;
        await systemTimer.pause(Math.min(left, LONGEST_PAUSE_MS), signal);
      }
    },
    setOffset(ms) {
      offset = ms;
    },
  };
  return clock;
}
