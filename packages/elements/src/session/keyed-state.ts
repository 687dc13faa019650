/** State by keys: who listens is told which of them changed. */
export class KeyedState<State extends object> {
  #state: Readonly<State>;
  readonly #listeners = new Set<(changed: ReadonlySet<keyof State>) => void>();

  constructor(initial: State) {
    this.#state = initial;
  }

  /** A new object after every change; a value that did not change is the same. */
  get current(): Readonly<State> {
    return this.#state;
  }

  /** Answers what ends it. */
  subscribe(listener: (changed: ReadonlySet<keyof State>) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  set(change: Partial<State>): void {
    const changed = new Set<keyof State>();
    for (const key of Object.keys(change) as (keyof State)[])
      if (!Object.is(this.#state[key], change[key])) changed.add(key);
    if (changed.size === 0) return;
    this.#state = { ...this.#state, ...change };
    for (const listener of [...this.#listeners]) listener(changed);
  }
}
