import type { MediaState } from '@lectern/core/contract';
import { backoff } from './timing.js';

/** Tells the others what is on, once per change and again until the server has it. */
export class MediaReport {
  readonly #put: (media: MediaState) => Promise<void>;
  readonly #retryMs: number;
  #wanted: MediaState;
  #told: MediaState;
  #telling = false;
  #failures = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  /** @param told What the server knows from joining. */
  constructor(told: MediaState, retryMs: number, put: (media: MediaState) => Promise<void>) {
    this.#told = this.#wanted = told;
    this.#retryMs = retryMs;
    this.#put = put;
  }

  set(media: MediaState): void {
    this.#wanted = media;
    this.#flush();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#retry);
  }

  #flush(): void {
    if (this.#telling || this.#closed || this.#retry !== undefined || isSame(this.#wanted, this.#told))
      return;
    const media = this.#wanted;
    this.#telling = true;
    void this.#put(media)
      .then(
        () => {
          this.#told = media;
          this.#failures = 0;
        },
        () => {
          this.#failures += 1;
          this.#retry = setTimeout(
            () => {
              this.#retry = undefined;
              this.#flush();
            },
            backoff(this.#retryMs, this.#failures),
          );
        },
      )
      .finally(() => {
        this.#telling = false;
        this.#flush();
      });
  }
}

function isSame(one: MediaState, other: MediaState): boolean {
  return one.mic === other.mic && one.camera === other.camera && one.screen === other.screen;
}
