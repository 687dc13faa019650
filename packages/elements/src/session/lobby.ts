import type { Me, Session } from '@lectern/core/contract';
import type { ServerClock } from '../internal/server-clock.js';
import { untilDoorsChange } from './doors.js';
import { hubFor } from './event-hub.js';
import { isPassing } from './left-reason.js';
import type { SessionClient } from './session-options.js';
import { backoff } from './timing.js';

/** A device that slept is found out after this at the latest. */
const LONGEST_WAIT_MS = 60_000;

export interface LobbyOptions {
  readonly client: SessionClient;
  readonly sessionId: string;
  readonly clock: ServerClock;
  /** First wait before a failed reading is tried again, ms. */
  readonly retryMs: number;
  /** Called when it was read, and when only time has passed a boundary. `me` where it was read as well. */
  onSession(session: Session, me?: Me): void;
  onRefused(error: unknown): void;
}

/** What is known of a session while one stands before it, kept up to date by the stream and by the clock. */
export class Lobby {
  readonly #options: LobbyOptions;
  #session: Session | undefined;
  #reading = false;
  #again = false;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #unsubscribe: (() => void) | undefined;
  #closed = false;

  constructor(options: LobbyOptions) {
    this.#options = options;
  }

  /** Reads the session for the first time; from then on it is kept up to date. A failure is refused at once. */
  async open(): Promise<void> {
    await this.#read();
    if (this.#closed) return;
    const { client, sessionId } = this.#options;
    this.#unsubscribe = hubFor(client).subscribe(
      'me',
      (event) => {
        const isOurs = event.type === 'session-changed' && event.data.sessionId === sessionId;
        if (isOurs || event.type === 'reset') void this.#read();
      },
      // What happened before the stream was open is in none of its events.
      { onState: (open) => open && void this.#read() },
    );
  }

  close(): void {
    this.#closed = true;
    this.#unsubscribe?.();
    clearTimeout(this.#timer);
  }

  /** While one reading runs, a further call makes it run once more. */
  async #read(): Promise<void> {
    if (this.#reading) {
      this.#again = true;
      return;
    }
    const { client, sessionId } = this.#options;
    this.#reading = true;
    let tell: () => void;
    try {
      const [session, me] = await Promise.all([client.sessions.get(sessionId), client.me?.get()]);
      tell = () => this.#onRead(session, me);
    } catch (error) {
      tell = () => this.#onFailure(error);
    }
    this.#reading = false;
    if (this.#closed) return;
    tell();
    this.#schedule();
    if (!this.#again) return;
    this.#again = false;
    await this.#read();
  }

  #onRead(session: Session, me: Me | undefined): void {
    const { clock, onSession } = this.#options;
    this.#failures = 0;
    this.#session = session;
    // Without the server's time the device's own is the best there is.
    clock.set(me?.serverNow ?? new Date().toISOString());
    onSession(session, me);
  }

  #onFailure(error: unknown): void {
    this.#failures += 1;
    if (!this.#session || !isPassing(error)) this.#options.onRefused(error);
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    const { clock, retryMs } = this.#options;
    if (this.#closed || !this.#session) return;
    const wait = Math.min(
      untilDoorsChange(this.#session, clock.now()) ?? LONGEST_WAIT_MS,
      this.#failures ? backoff(retryMs, this.#failures) : LONGEST_WAIT_MS,
      LONGEST_WAIT_MS,
    );
    this.#timer = setTimeout(() => this.#tick(), wait);
  }

  #tick(): void {
    const { clock, onSession } = this.#options;
    if (this.#failures || clock.stale) {
      void this.#read();
      return;
    }
    if (this.#session) onSession(this.#session);
    this.#schedule();
  }
}
