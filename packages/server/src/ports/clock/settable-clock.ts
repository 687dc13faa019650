import type { Clock } from './clock.js';

/** A clock that stands still until it is set. */
export interface SettableClock extends Clock {
  /** Sets the time, ends every sleep that is over by then, and tells the listeners. */
  set(to: Date): void;
  /** Sets the time this much further. */
  advance(ms: number): void;
  /** Called after each change. Answers what ends it. */
  onSet(listener: () => void): () => void;
}

interface Sleeper {
  readonly until: number;
  wake(): void;
}

/** Makes a clock for tests. */
export function settableClock(start: Date): SettableClock {
  let current = start.getTime();
  const sleepers = new Set<Sleeper>();
  const listeners = new Set<() => void>();
  const clock: SettableClock = {
    now: () => new Date(current),
    sleepUntil: (until, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted || until.getTime() <= current) return resolve();
        const wake = (): void => {
          sleepers.delete(sleeper);
          signal?.removeEventListener('abort', wake);
          resolve();
        };
        const sleeper: Sleeper = { until: until.getTime(), wake };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', wake, { once: true });
      }),
    set(to) {
      current = to.getTime();
      for (const sleeper of [...sleepers]) if (sleeper.until <= current) sleeper.wake();
      for (const listener of [...listeners]) listener();
    },
    advance: (ms) => clock.set(new Date(current + ms)),
    onSet(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return clock;
}

/** Whether a clock can be set, and tells when it is. */
export function isSettable(clock: Clock): clock is SettableClock {
  return 'onSet' in clock;
}
