const EVERY_SECONDS = 15;

/** Remembers where somebody is: now and then while it plays, and at once when they stop. */
export class PositionKeeper {
  readonly #save: (seconds: number) => void;
  #saved = 0;
  #now = 0;

  constructor(save: (seconds: number) => void) {
    this.#save = save;
  }

  /** Begins with another recording, or at another place. */
  reset(seconds: number): void {
    this.#saved = this.#now = seconds;
  }

  move(seconds: number): void {
    this.#now = seconds;
    if (Math.abs(seconds - this.#saved) >= EVERY_SECONDS) this.flush();
  }

  /** Saves what has changed since. */
  flush(): void {
    if (Math.abs(this.#now - this.#saved) < 1) return;
    this.#saved = this.#now;
    this.#save(this.#now);
  }
}
