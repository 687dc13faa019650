const IDLE_MS = 3_000;

/** Says when nobody has done anything for a while. */
export class Idle {
  readonly #onIdle: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(onIdle: () => void) {
    this.#onIdle = onIdle;
  }

  /** Somebody did something. */
  stir(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#onIdle, IDLE_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
