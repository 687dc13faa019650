import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { SessionState } from './session-state.js';
import type { SessionStoreOptions } from './session-options.js';
import type { SessionStore } from './session-store.js';
import { holdSessionStore, type HeldStore } from './store-registry.js';

/** Connects an element to the store of its session and renders it again with what changed. */
export class SessionController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #onChange: (changed: ReadonlySet<keyof SessionState>) => void;
  #held: HeldStore | undefined;
  #unsubscribe: (() => void) | undefined;

  constructor(host: ReactiveControllerHost, onChange: (changed: ReadonlySet<keyof SessionState>) => void) {
    this.#host = host;
    this.#onChange = onChange;
    host.addController(this);
  }

  get store(): SessionStore | undefined {
    return this.#held?.store;
  }

  get state(): SessionState | undefined {
    return this.#held?.store.state.current;
  }

  /** Uses another store, or none. */
  hold(options: SessionStoreOptions | undefined): void {
    const former = this.#held;
    this.#unsubscribe?.();
    this.#held = options && holdSessionStore(options);
    former?.release();
    this.#unsubscribe = this.#held?.store.state.subscribe((changed) => {
      this.#onChange(changed);
      this.#host.requestUpdate();
    });
    this.#host.requestUpdate();
  }

  /** A host without an owner holds nothing: the store closes a task later unless it is held again. */
  hostDisconnected(): void {
    this.hold(undefined);
  }
}
