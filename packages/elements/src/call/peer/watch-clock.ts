/** A clock that stands still while the channel cannot carry a remedy. */
export class WatchClock {
  #watched = 0;
  #last: number;
  #running = true;

  constructor(now: number) {
    this.#last = now;
  }

  advance(now: number): void {
    if (this.#running) this.#watched += now - this.#last;
    this.#last = now;
  }

  setRunning(running: boolean, now: number): void {
    this.advance(now);
    this.#running = running;
  }

  get now(): number {
    return this.#watched;
  }

  get isRunning(): boolean {
    return this.#running;
  }
}
