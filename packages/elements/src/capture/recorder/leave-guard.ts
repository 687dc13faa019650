/** Has the browser ask before the page goes, as long as something would be lost or left behind by it. */
export class LeaveGuard {
  #isOn = false;

  set(on: boolean): void {
    if (this.#isOn === on) return;
    this.#isOn = on;
    // Only while it is needed: a page with such a listener is not kept for going back.
    if (on) globalThis.addEventListener('beforeunload', this.#ask);
    else globalThis.removeEventListener('beforeunload', this.#ask);
  }

  readonly #ask = (event: BeforeUnloadEvent): void => {
    event.preventDefault();
    // Chromium before 119 asks only then.
    event.returnValue = true;
  };
}
