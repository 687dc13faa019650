/** Further apart than this, the device slept or its clock was set: what we know of the server's time is stale. */
const DRIFT_MS = 2_000;

/** The server's time, going on with the browser's steady clock: a wrong device clock changes no countdown. */
export class ServerClock {
  #serverAt = Date.now();
  #steadyAt = performance.now();
  #deviceAt = Date.now();

  /** Takes over `serverNow` of an answer. */
  set(serverNow: string): void {
    const at = Date.parse(serverNow);
    if (Number.isNaN(at)) return;
    this.#serverAt = at;
    this.#steadyAt = performance.now();
    this.#deviceAt = Date.now();
  }

  /** ms since the epoch. */
  now(): number {
    return this.#serverAt + performance.now() - this.#steadyAt;
  }

  /** Whether the steady clock stood still meanwhile, as it does while a device sleeps. */
  get stale(): boolean {
    return Math.abs(Date.now() - this.#deviceAt - (performance.now() - this.#steadyAt)) > DRIFT_MS;
  }
}
