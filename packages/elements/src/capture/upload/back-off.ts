export interface BackOffOptions {
  /** ms. Default: 1,000. */
  readonly first?: number;
  /** ms. Default: 30,000. */
  readonly longest?: number;
  /** 0 to 1. Default: Math.random. */
  readonly random?: () => number;
}

/** The wait before each further try: doubles, and is never the same for two pages that lost the server together. */
export class BackOff {
  readonly #first: number;
  readonly #longest: number;
  readonly #random: () => number;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #onEnd: (() => void) | undefined;

  constructor({ first = 1_000, longest = 30_000, random = Math.random }: BackOffOptions = {}) {
    this.#first = first;
    this.#longest = longest;
    this.#random = random;
  }

  get isWaiting(): boolean {
    return this.#timer !== undefined;
  }

  /** Waits; what fails meanwhile does not make it longer. `waitMs` is what the server asked for. */
  wait(onEnd: () => void, waitMs = 0): void {
    if (this.isWaiting) return;
    const most = Math.min(this.#longest, this.#first * 2 ** this.#failures);
    this.#failures += 1;
    this.#onEnd = onEnd;
    // The upper half: a wait near nothing would be none.
    const ownMs = most * (0.5 + this.#random() / 2);
    this.#timer = setTimeout(() => this.end(), Math.max(ownMs, Math.min(waitMs, this.#longest)));
  }

  /** Now: the network came back, or somebody asked for it. */
  end(): void {
    const onEnd = this.#onEnd;
    this.stop();
    onEnd?.();
  }

  /** Something went well. */
  reset(): void {
    this.#failures = 0;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#onEnd = undefined;
  }
}
