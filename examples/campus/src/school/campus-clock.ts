import type { Clock } from '@lectern/server';

/** The machine's clock, that can be somewhere else for a while. */
export interface CampusClock extends Clock {
  /** Sets it, and it stands still. `undefined`: back to the machine's time, and it runs. */
  goTo(time: Date | undefined): void;
}

/** Made for the seed, which holds a lesson of the day before: only before anybody else is there. */
export function createCampusClock(): CampusClock {
  let away: Date | undefined;
  const clock: CampusClock = {
    now: () => away ?? new Date(),
    async sleepUntil(until, signal) {
      while (!signal?.aborted && clock.now() < until) await pause(1_000, signal);
    },
    goTo(time) {
      away = time;
    },
  };
  return clock;
}

/** A clock of a test stays where the test puts it. */
export function canTravel(clock: Clock): clock is CampusClock {
  return 'goTo' in clock;
}

/** Short, since a clock that was somewhere else makes every long wait wrong. */
function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    timer.unref();
    signal?.addEventListener('abort', done, { once: true });
  });
}
