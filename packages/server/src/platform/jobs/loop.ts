import type { Timer } from '../../ports/clock/timer.js';
import type { Log } from '../../ports/log/log.js';

export interface LoopOptions {
  readonly name: string;
  /** One pass. Answers true when there is more to do at once. */
  run(): Promise<boolean>;
  /** The longest time between two passes. */
  readonly everyMs: number;
  readonly timer: Timer;
  readonly log: Log;
  /** Whether a last pass runs when it stops. Default: false. */
  readonly lastPass?: boolean;
}

/** Work that one process does one pass at a time, soon after it was kicked, and every few seconds as a net. */
export interface Loop {
  start(): void;
  /** Asks for a pass that begins after this call. */
  kick(): void;
  /** Resolves after a pass that began after this call, and throws what it threw. */
  pass(): Promise<void>;
  stop(): Promise<void>;
}

export function createLoop({ name, run, everyMs, timer, log, lastPass = false }: LoopOptions): Loop {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  let stopTimer: (() => void) | undefined;
  let stopped = false;

  const once = async (): Promise<void> => {
    while (await run()) if (stopped) return;
  };
  // At most one pass runs and one waits: what is committed before the call is seen by the waiting one.
  const pass = (): Promise<void> => {
    if (next) return next;
    const begin = (): Promise<void> => {
      next = undefined;
      running = once().finally(() => {
        running = undefined;
      });
      return running;
    };
    if (!running) return begin();
    next = running.then(begin, begin);
    return next;
  };
  const kick = (): void => {
    if (stopped) return;
    pass().catch((error: unknown) => {
      if (!stopped) log.error(`${name} failed and will be tried again`, { error });
    });
  };
  return {
    start() {
      stopTimer = timer.every(everyMs, kick);
      kick();
    },
    kick,
    pass,
    async stop() {
      stopTimer?.();
      if (lastPass) await pass().catch(() => undefined);
      stopped = true;
      await (next ?? running)?.catch(() => undefined);
    },
  };
}
