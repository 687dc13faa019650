/** Keeps the screen on: a device that sleeps records nothing. Browsers without it, or a low battery, go on without. */
export class WakeLock {
  #isWanted = false;
  #sentinel: WakeLockSentinel | undefined;

  set(wanted: boolean): void {
    if (this.#isWanted === wanted) return;
    this.#isWanted = wanted;
    if (wanted) {
      document.addEventListener('visibilitychange', this.#ask);
      this.#ask();
      return;
    }
    document.removeEventListener('visibilitychange', this.#ask);
    void this.#sentinel?.release().catch(() => undefined);
    this.#sentinel = undefined;
  }

  /** A page that was hidden has lost it. */
  readonly #ask = (): void => {
    if (document.visibilityState !== 'visible' || !navigator.wakeLock) return;
    void navigator.wakeLock.request('screen').then(
      (sentinel) => {
        if (this.#isWanted) this.#sentinel = sentinel;
        else void sentinel.release().catch(() => undefined);
      },
      () => undefined,
    );
  };
}
