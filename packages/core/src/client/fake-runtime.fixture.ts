import type { ClientRuntime } from './runtime.js';

/** A clock that stands until it is moved. For tests. */
export class FakeRuntime implements ClientRuntime {
  time = Date.parse('2026-11-20T18:00:00.000Z');
  /** What `random` answers. */
  chance = 0.5;
  #timers: { at: number; callback: () => void }[] = [];

  now(): number {
    return this.time;
  }

  random(): number {
    return this.chance;
  }

  setTimer(ms: number, callback: () => void): () => void {
    const timer = { at: this.time + ms, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** In how many ms the timers are due, soonest first. */
  get due(): readonly number[] {
    return this.#timers.map(({ at }) => at - this.time).sort((a, b) => a - b);
  }

  /** Moves the clock, timer by timer, and lets everything that follows from each run to its end. */
  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    await settle();
    for (;;) {
      const next = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.time = next.at;
      this.#timers = this.#timers.filter((other) => other !== next);
      next.callback();
      await settle();
    }
    this.time = end;
    await settle();
  }
}

/** Lets every promise that can go on now go on. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
}
