import type { Clock } from '../../ports/clock/clock.js';
import { isSettable } from '../../ports/clock/settable-clock.js';
import type { Log } from '../../ports/log/log.js';
import { createLoop, type Loop } from './loop.js';
import type { Timer } from '../../ports/clock/timer.js';
import type { Sweep } from './sweep.js';
import type { Waker } from './waker.js';

const DEFAULT_EVERY_MS = 5_000;
/** What is due sooner than this our own timers reach by themselves. */
const NEAR_MS = 30_000;

export interface SweepRunnerDeps {
  readonly clock: Clock;
  readonly timer: Timer;
  readonly log: Log;
  readonly waker: Waker;
}

/** Runs every sweep at start, every few seconds, when its next due time comes, when it is woken and when the clock is set. */
export interface SweepRunner {
  start(sweeps: readonly Sweep[]): Promise<void>;
  /** Runs all soon; with a time, then. */
  wake(at?: Date): void;
  /** All have run, and began after this call. Throws the first failure. */
  runAll(): Promise<void>;
  stop(): Promise<void>;
}

export function createSweepRunner({ clock, timer, log, waker }: SweepRunnerDeps): SweepRunner {
  const stopping = new AbortController();
  let loops: readonly Loop[] = [];
  let stopListening: (() => void) | undefined;
  let isRunning = false;
  let hasWaker = false;

  const wake = (at?: Date): void => {
    if (!isRunning) return;
    const now = clock.now().getTime();
    if (at === undefined || at.getTime() <= now) {
      for (const loop of loops) loop.kick();
      return;
    }
    void clock.sleepUntil(at, stopping.signal).then(() => {
      if (!stopping.signal.aborted) wake();
    });
    if (at.getTime() - now > NEAR_MS && !isSettable(clock))
      waker.wakeAt(at).catch((error: unknown) => log.warn('a wake-up could not be stored', { error }));
  };

  const toLoop = (sweep: Sweep): Loop => {
    let plannedAt: number | undefined;
    return createLoop({
      name: `sweep ${sweep.name}`,
      everyMs: sweep.everyMs ?? DEFAULT_EVERY_MS,
      timer,
      log,
      async run() {
        const next = await sweep.run(clock.now());
        // Asked for once, although every pass finds the same time again.
        if (next && next.getTime() !== plannedAt) {
          plannedAt = next.getTime();
          if (next > clock.now()) wake(next);
        }
        return false;
      },
    });
  };

  return {
    async start(sweeps) {
      loops = sweeps.map(toLoop);
      await waker.start(() => wake());
      hasWaker = true;
      isRunning = true;
      if (isSettable(clock)) stopListening = clock.onSet(() => wake());
      for (const loop of loops) loop.start();
    },
    wake,
    async runAll() {
      for (const loop of loops) await loop.pass();
    },
    async stop() {
      isRunning = false;
      stopping.abort();
      stopListening?.();
      await Promise.all(loops.map((loop) => loop.stop()));
      if (hasWaker) await waker.stop();
    },
  };
}
