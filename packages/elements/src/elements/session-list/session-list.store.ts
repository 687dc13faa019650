import type { LecternClient } from '@lectern/core/client';
import type { Recording, Session } from '@lectern/core/contract';
import { ServerClock } from '../../internal/server-clock.js';
import { hubFor } from '../../session/event-hub.js';
import { inOrder, untilNextChange } from './upcoming.js';

/** As many as the server gives at once: those of the last weeks. */
const MOST_RECORDINGS = 100;

/** What of the client the list needs; `events` keeps it up to date. */
export type ListClient = Pick<LecternClient, 'sessions'> & Partial<LecternClient>;

export interface ListStoreOptions {
  readonly client: ListClient;
  readonly upcomingLimit: number;
  /** 0: the past is not shown. */
  readonly pastLimit: number;
  /** Called when something to show has changed, time included. */
  onChange(): void;
  onError(error: unknown): void;
}

/** The sessions of a person, kept up to date by the stream and by the clock. */
export class ListStore {
  readonly #options: ListStoreOptions;
  readonly #clock = new ServerClock();
  #upcoming: readonly Session[] | undefined;
  #past: readonly Session[] | undefined;
  #cursor: string | undefined;
  #error: unknown;
  #recordings: ReadonlyMap<string, readonly Recording[]> = new Map();
  #asksRecordings: AbortController | undefined;
  #running: AbortController | undefined;
  #again = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #unsubscribe: (() => void) | undefined;

  constructor(options: ListStoreOptions) {
    this.#options = options;
  }

  get client(): ListClient {
    return this.#options.client;
  }

  /** The server's time. */
  get now(): number {
    return this.#clock.now();
  }

  /** Not over, those that are on first; undefined while it is loading for the first time. */
  get upcoming(): readonly Session[] | undefined {
    return this.#upcoming && inOrder(this.#upcoming, this.now).slice(0, this.#options.upcomingLimit);
  }

  /** Newest first. */
  get past(): readonly Session[] | undefined {
    return this.#past;
  }

  /** Those of a session, in the order they were made. */
  recordingsOf({ id }: Session): readonly Recording[] {
    return this.#recordings.get(id) ?? [];
  }

  get hasMorePast(): boolean {
    return this.#cursor !== undefined;
  }

  get error(): unknown {
    return this.#error;
  }

  start(): void {
    document.addEventListener('visibilitychange', this.#onVisibility);
    this.#unsubscribe = hubFor(this.#options.client).subscribe(
      'me',
      ({ type }) => {
        if (type === 'session-changed' || type === 'booking-changed' || type === 'reset') void this.load();
        if (type === 'recording-changed' || type === 'reset') void this.#loadRecordings();
      },
      // What happened before the stream was open is in none of its events.
      { onState: (open) => open && void this.load() },
    );
    void this.load();
    void this.#loadRecordings();
  }

  stop(): void {
    document.removeEventListener('visibilitychange', this.#onVisibility);
    this.#unsubscribe?.();
    this.#running?.abort();
    this.#running = undefined;
    this.#asksRecordings?.abort();
    clearTimeout(this.#timer);
  }

  /** Reads everything again. While that runs, a further call makes it run once more. */
  async load(): Promise<void> {
    if (this.#running) {
      this.#again = true;
      return;
    }
    const { signal } = (this.#running = new AbortController());
    const { client, upcomingLimit, pastLimit } = this.#options;
    try {
      const [upcoming, past] = await Promise.all([
        // Two more, for those that end while the page is open.
        client.sessions.list({ when: 'upcoming', limit: upcomingLimit + 2 }, { signal }),
        pastLimit ? client.sessions.list({ when: 'past', limit: pastLimit }, { signal }) : undefined,
      ]);
      if (signal.aborted) return;
      this.#clock.set(upcoming.serverNow);
      this.#upcoming = upcoming.items;
      this.#past = past?.items;
      this.#cursor = past?.nextCursor;
      this.#error = undefined;
    } catch (error) {
      if (signal.aborted) return;
      this.#error = error;
      this.#options.onError(error);
    }
    this.#running = undefined;
    this.#changed();
    if (this.#again) {
      this.#again = false;
      void this.load();
    }
  }

  /** The next page of the past. */
  async loadMorePast(): Promise<void> {
    const cursor = this.#cursor;
    if (!cursor || this.#running) return;
    const { signal } = (this.#running = new AbortController());
    const { client, pastLimit } = this.#options;
    try {
      const page = await client.sessions.list({ when: 'past', limit: pastLimit, cursor }, { signal });
      if (signal.aborted) return;
      this.#past = [...(this.#past ?? []), ...page.items];
      this.#cursor = page.nextCursor;
    } catch (error) {
      if (signal.aborted) return;
      this.#error = error;
      this.#options.onError(error);
    }
    this.#running = undefined;
    this.#changed();
  }

  retry(): void {
    this.#error = undefined;
    this.#options.onChange();
    void this.load();
  }

  /** A back end without recordings shows none, and nobody is told. */
  async #loadRecordings(): Promise<void> {
    const { recordings } = this.#options.client;
    if (!recordings || !this.#options.pastLimit) return;
    this.#asksRecordings?.abort();
    const { signal } = (this.#asksRecordings = new AbortController());
    try {
      const { items } = await recordings.list({ limit: MOST_RECORDINGS }, { signal });
      if (signal.aborted) return;
      const bySession = new Map<string, Recording[]>();
      // The newest come first.
      for (const one of [...items].reverse())
        bySession.set(one.sessionId, [...(bySession.get(one.sessionId) ?? []), one]);
      this.#recordings = bySession;
      this.#options.onChange();
    } catch {
      return;
    }
  }

  readonly #onVisibility = (): void => {
    if (document.hidden) clearTimeout(this.#timer);
    else if (this.#clock.stale) void this.load();
    else this.#changed();
  };

  #changed(): void {
    clearTimeout(this.#timer);
    const wait = document.hidden ? undefined : untilNextChange(this.#upcoming ?? [], this.now);
    if (wait !== undefined) this.#timer = setTimeout(() => this.#tick(), wait);
    this.#options.onChange();
  }

  #tick(): void {
    const ended = this.#upcoming && inOrder(this.#upcoming, this.now).length < this.#upcoming.length;
    // What is over belongs to the past now, and a device that slept has to ask for the time.
    if (ended || this.#clock.stale) void this.load();
    this.#changed();
  }
}
