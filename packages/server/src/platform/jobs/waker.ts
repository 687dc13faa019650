/** Wakes sweeps at a time, in one of the processes on a database. It knows nothing of the work. */
export interface Waker {
  start(wake: () => void): Promise<void>;
  /** Asks for a wake-up. It may come twice, never before its time by more than a second. */
  wakeAt(at: Date): Promise<void>;
  stop(): Promise<void>;
}

/** For one process alone, whose timers are enough. */
export const noWaker: Waker = {
  start: () => Promise.resolve(),
  wakeAt: () => Promise.resolve(),
  stop: () => Promise.resolve(),
};
