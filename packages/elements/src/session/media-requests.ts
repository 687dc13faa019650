import type { ChannelEvents, PersonRef } from '@lectern/core/contract';
import type { KeyedState } from './keyed-state.js';
import type { SessionState } from './session-state.js';

/** What somebody who leads the class did with one's microphone, or wants of it, until one has seen it. */
export interface ShownRequest {
  readonly ask: 'mute' | 'unmute';
  readonly by: PersonRef;
}

/** Follows what is asked of one's microphone: off at once, on only when one agrees. */
export class MediaRequests {
  readonly #state: KeyedState<SessionState>;
  readonly #setMicrophone: (on: boolean) => Promise<void>;
  #wasOn = false;

  constructor(state: KeyedState<SessionState>, setMicrophone: (on: boolean) => Promise<void>) {
    this.#state = state;
    this.#setMicrophone = setMicrophone;
  }

  receive({ ask, by }: ChannelEvents['media-asked']): void {
    const { phase, local, you } = this.#state.current;
    if (phase !== 'in-call') return;
    if (ask === 'mute') {
      // Also where it is only being turned on: what is asked last is what stands.
      this.#turn(false);
      if (local.microphone) this.#state.set({ asked: { ask, by } });
    } else if (!local.microphone && you?.can['media.microphone']) this.#state.set({ asked: { ask, by } });
  }

  /** One has read it, and agrees or not. */
  answer(yes: boolean): void {
    const { asked } = this.#state.current;
    if (!asked) return;
    this.#state.set({ asked: undefined });
    if (yes && asked.ask === 'unmute') this.#turn(true);
  }

  /** One speaks again: nothing is asked any more. */
  mediaChanged(): void {
    const { microphone } = this.#state.current.local;
    const isTurnedOn = microphone && !this.#wasOn;
    this.#wasOn = microphone;
    // Not while it is still on: a camera may change before the mute is done.
    if (isTurnedOn) this.#state.set({ asked: undefined });
  }

  /** Why it could not be turned on stands among the problems of the devices. */
  #turn(on: boolean): void {
    void this.#setMicrophone(on).catch(() => undefined);
  }
}
