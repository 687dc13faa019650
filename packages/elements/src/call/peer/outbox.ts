import type { SignalMessage } from '@lectern/core/contract';
import type { PeerTiming } from './timing.js';

/** The server takes 100 messages and 128 KiB at once; an offer has about 11 kB. */
const MOST_MESSAGES = 100;
const MOST_CHARACTERS = 100_000;
/** A batch refused this often while the channel is open is dropped; `sync` finds what is missing. */
const MOST_ATTEMPTS = 8;

export interface OutboxOptions {
  readonly timing: PeerTiming;
  send(messages: readonly SignalMessage[], signal: AbortSignal): Promise<unknown>;
}

/**
 * One post in flight for the whole page; what comes meanwhile waits and goes as one batch. That keeps the order for
 * free and needs 16 posts where one a message needs 88.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #closed = new AbortController();
  #queue: SignalMessage[] = [];
  #open = true;
  #flushing = false;
  #attempts = 0;
  #postedAt: number | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  push(message: SignalMessage): void {
    if (this.#closed.signal.aborted) return;
    this.#queue.push(message);
    // What one task pushes travels together.
    queueMicrotask(() => this.#flush());
  }

  /** Whether the way to the server is open. Opening it sends at once what waits. */
  setOpen(open: boolean): void {
    const opened = open && !this.#open;
    this.#open = open;
    if (!opened) return;
    this.#attempts = 0;
    this.#clearRetry();
    this.#flush();
  }

  /** A post has been on its way for longer than a healthy one takes. */
  isStalled(now: number): boolean {
    return this.#postedAt !== undefined && now - this.#postedAt > this.#options.timing.postStalled;
  }

  /** Drops what waits for an address: it is gone, or its link was built anew. */
  forget(to: string): void {
    this.#queue = this.#queue.filter((message) => message.to !== to);
  }

  close(): void {
    this.#closed.abort();
    this.#clearRetry();
    this.#queue = [];
  }

  #flush(): void {
    if (this.#flushing || this.#retry !== undefined || !this.#open) return;
    if (this.#closed.signal.aborted || this.#queue.length === 0) return;
    this.#flushing = true;
    void this.#post(this.#takeBatch()).finally(() => {
      this.#flushing = false;
      this.#postedAt = undefined;
      this.#flush();
    });
  }

  async #post(batch: readonly SignalMessage[]): Promise<void> {
    const { send, timing } = this.#options;
    this.#postedAt = performance.now();
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), timing.postTimeout);
    try {
      await send(batch, AbortSignal.any([this.#closed.signal, timeout.signal]));
      this.#attempts = 0;
    } catch {
      this.#attempts += 1;
      if (this.#attempts >= MOST_ATTEMPTS) {
        this.#attempts = 0;
        return;
      }
      // It may have arrived all the same: the numbers make a repetition harmless.
      this.#queue = [...batch, ...this.#queue];
      if (this.#closed.signal.aborted) return;
      const wait = timing.postRetry * Math.min(8, 2 ** (this.#attempts - 1));
      this.#retry = setTimeout(() => {
        this.#retry = undefined;
        this.#flush();
      }, wait);
    } finally {
      clearTimeout(timer);
    }
  }

  #takeBatch(): readonly SignalMessage[] {
    let size = 0;
    let count = 0;
    for (const message of this.#queue) {
      size += JSON.stringify(message).length;
      if (count > 0 && (count >= MOST_MESSAGES || size > MOST_CHARACTERS)) break;
      count += 1;
    }
    return this.#queue.splice(0, count);
  }

  #clearRetry(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
  }
}
