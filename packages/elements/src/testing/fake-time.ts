interface Timer {
  readonly id: number;
  readonly at: number;
  readonly run: () => void;
}

/** No real timer has such an id, and no id comes twice: what is cleared late must not be a timer of somebody else's. */
const FIRST_ID = 2 ** 30;
let made = FIRST_ID;

export interface FakeTime {
  /** ms since it was taken over. */
  readonly elapsed: number;
  /** How many timers wait. */
  readonly waiting: number;
  /** Lets time pass, running every timer that falls due on the way. */
  advance(ms: number): void;
  /** Lets the device sleep: its own clock goes on, the steady one stands still. */
  sleep(ms: number): void;
  restore(): void;
}

/** Takes over `setTimeout`, `performance.now` and `Date.now` of the page. */
export function takeOverTime(start: number): FakeTime {
  const real = {
    setTimeout: globalThis.setTimeout,
    clearTimeout: globalThis.clearTimeout,
    now: performance.now.bind(performance),
    date: Date.now,
  };
  let elapsed = 0;
  let slept = 0;
  let timers: Timer[] = [];
  globalThis.setTimeout = ((run: () => void, ms = 0) => {
    timers.push({ id: (made += 1), at: elapsed + ms, run });
    return made;
  }) as typeof setTimeout;
  globalThis.clearTimeout = ((id?: number) => {
    if (id !== undefined && id > FIRST_ID) timers = timers.filter((timer) => timer.id !== id);
    else real.clearTimeout.call(globalThis, id);
  }) as typeof clearTimeout;
  performance.now = () => elapsed;
  Date.now = () => start + elapsed + slept;
  return {
    get elapsed() {
      return elapsed;
    },
    get waiting() {
      return timers.length;
    },
    advance(ms) {
      const until = elapsed + ms;
      for (;;) {
        const next = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at || a.id - b.id)[0];
        if (!next) break;
        timers = timers.filter((timer) => timer !== next);
        elapsed = Math.max(elapsed, next.at);
        next.run();
      }
      elapsed = until;
    },
    sleep(ms) {
      slept += ms;
    },
    restore() {
      globalThis.setTimeout = real.setTimeout;
      globalThis.clearTimeout = real.clearTimeout;
      performance.now = real.now;
      Date.now = real.date;
    },
  };
}
