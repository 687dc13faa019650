import type { Clock } from './clock.js';

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
        await sleep(Math.min(left, LONGEST_PAUSE_MS), signal);
      }
    },
    setOffset(ms) {
      offset = ms;
    },
  };
  return clock;
}

/** Does not keep the process alive: what is due is found again at the next start. */
function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(handle);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const handle = setTimeout(done, ms);
    handle.unref();
    signal?.addEventListener('abort', done, { once: true });
  });
}
