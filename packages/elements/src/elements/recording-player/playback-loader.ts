import type { LecternClient } from '@lectern/core/client';
import { LecternError, type Playback, type Recording } from '@lectern/core/contract';
import { isAbort } from '../../internal/error-text.js';
import { ServerClock } from '../../internal/server-clock.js';
import { hubFor } from '../../session/event-hub.js';
import type { Renewal } from './player-state.js';
import { timelineOf, type Timeline } from './timeline.js';

/** What of the client the player needs; `events` tells it sooner. */
export type PlayerClient = Pick<LecternClient, 'recordings'> & Partial<LecternClient>;

/** How a recording stands, as far as the player is concerned. */
export type LoadedState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: unknown }
  /** Nothing to play, for now or for ever. */
  | { readonly kind: 'waiting'; readonly recording: Recording }
  | { readonly kind: 'playable'; readonly playback: Playback };

const FIRST_POLL_MS = 2_000;
const SLOWEST_POLL_MS = 30_000;
const POLL_GROWTH = 1.5;
/** A timer above 2^31 - 1 ms fires at once. */
const LONGEST_MS = 2 ** 31 - 1;
/** A server that wants it sooner gets it now and then. */
const SOONEST_RENEWAL_MS = 5_000;
const UNFINISHED: ReadonlySet<string> = new Set(['announced', 'uploading', 'processing']);
/** Answers to a wish to play that may only mean: not yet, or not any more. */
const ASK_FURTHER: ReadonlySet<string> = new Set(['RECORDING_STATE', 'NOT_FOUND', 'FORBIDDEN']);

export interface PlaybackLoaderOptions {
  readonly client: PlayerClient;
  readonly recordingId: string;
  onChange(): void;
  onError(error: unknown): void;
}

/** Brings one recording from the server: waits until it is ready, and keeps its addresses good. */
export class PlaybackLoader implements Renewal {
  readonly #options: PlaybackLoaderOptions;
  readonly #clock = new ServerClock();
  #state: LoadedState = { kind: 'loading' };
  /** Newer addresses than those in use. */
  #fresh: Playback | undefined;
  #used: Playback | undefined;
  #running: AbortController | undefined;
  #stopped = new AbortController();
  #asking: Promise<Playback> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wait = FIRST_POLL_MS;
  #unsubscribe: (() => void) | undefined;

  constructor(options: PlaybackLoaderOptions) {
    this.#options = options;
  }

  get client(): PlayerClient {
    return this.#options.client;
  }

  get recordingId(): string {
    return this.#options.recordingId;
  }

  get state(): LoadedState {
    return this.#state;
  }

  /** The server's time. */
  get now(): number {
    return this.#clock.now();
  }

  start(): void {
    this.#stopped = new AbortController();
    this.#unsubscribe = hubFor(this.#options.client).subscribe('me', (event) => {
      const concerns =
        event.type === 'recording-changed' && event.data.recording.id === this.#options.recordingId;
      if (concerns && event.data.recording.state === 'deleted') void this.#look();
      else if ((concerns || event.type === 'reset') && this.#state.kind === 'waiting') void this.load();
    });
    if (this.#state.kind !== 'playable') void this.load();
  }

  stop(): void {
    this.#unsubscribe?.();
    this.#running?.abort();
    this.#running = undefined;
    this.#stopped.abort();
    clearTimeout(this.#timer);
  }

  /** Asks for what there is to play, or else why there is nothing. */
  async load(): Promise<void> {
    this.#running?.abort();
    const { signal } = (this.#running = new AbortController());
    clearTimeout(this.#timer);
    try {
      const playback = await this.#playback(signal);
      this.#set({ kind: 'playable', playback: this.#use(playback) });
    } catch (error) {
      if (signal.aborted || isAbort(error)) return;
      if (LecternError.is(error) && ASK_FURTHER.has(error.code)) await this.#look(error);
      else this.#fail(error);
    }
  }

  /** From a failure on, once more. */
  retry(): void {
    this.#set({ kind: 'loading' });
    void this.load();
  }

  expired(): boolean {
    return Boolean(this.#used && this.now >= Date.parse(this.#used.expiresAt));
  }

  take(): Timeline | undefined {
    const fresh = this.#fresh;
    return fresh && timelineOf(this.#use(fresh));
  }

  async renew(): Promise<Timeline> {
    const held = this.#fresh && Date.parse(this.#fresh.expiresAt) > this.now ? this.#fresh : undefined;
    return timelineOf(this.#use(held ?? (await this.#ask())));
  }

  /** Asks for newer addresses ahead of time, while somebody watches. What is in use goes on until it has to change. */
  keepFresh(watching: boolean): void {
    const newest = this.#fresh ?? this.#used;
    if (this.#state.kind !== 'playable' || !newest) return;
    clearTimeout(this.#timer);
    if (!watching) return;
    const wait = Math.max(SOONEST_RENEWAL_MS, Date.parse(newest.renewAfter) - this.now);
    this.#timer = setTimeout(
      () => {
        this.#ask().then(
          () => this.keepFresh(true),
          // The failure shows when the addresses in use are over and are asked for again.
          () => undefined,
        );
      },
      Math.min(wait, LONGEST_MS),
    );
  }

  async restore(): Promise<void> {
    try {
      await this.client.recordings.restore(this.recordingId, { signal: this.#stopped.signal });
      this.retry();
    } catch (error) {
      if (!isAbort(error)) this.#fail(error);
    }
  }

  async #playback(signal: AbortSignal): Promise<Playback> {
    const playback = await this.client.recordings.playback(this.recordingId, { signal });
    this.#clock.set(playback.serverNow);
    return playback;
  }

  #ask(): Promise<Playback> {
    this.#asking ??= this.#playback(this.#stopped.signal)
      .then((playback) => (this.#fresh = playback))
      .finally(() => (this.#asking = undefined));
    return this.#asking;
  }

  #use(playback: Playback): Playback {
    this.#used = playback;
    if (this.#fresh === playback) this.#fresh = undefined;
    return playback;
  }

  /** @param refused Why there was nothing to play; shown when the recording says nothing else. */
  async #look(refused?: unknown): Promise<void> {
    const { signal } = (this.#running = new AbortController());
    clearTimeout(this.#timer);
    try {
      const recording = await this.client.recordings.get(this.recordingId, { signal });
      if (signal.aborted) return;
      if (recording.state === 'ready') return refused ? this.#fail(refused) : await this.load();
      const before = this.#state.kind === 'waiting' ? this.#state.recording : undefined;
      if (before?.version !== recording.version) this.#wait = FIRST_POLL_MS;
      this.#set({ kind: 'waiting', recording });
      if (UNFINISHED.has(recording.state)) this.#poll();
    } catch (error) {
      if (signal.aborted || isAbort(error)) return;
      // Once it is known, a moment without a server is no news.
      if (this.#state.kind === 'waiting' && LecternError.is(error) && error.retryable) this.#poll();
      else this.#fail(error);
    }
  }

  #poll(): void {
    const wait = this.#wait;
    this.#wait = Math.min(SLOWEST_POLL_MS, this.#wait * POLL_GROWTH);
    this.#timer = setTimeout(() => void this.#look(), wait);
  }

  #fail(error: unknown): void {
    this.#set({ kind: 'failed', error });
    this.#options.onError(error);
  }

  #set(state: LoadedState): void {
    this.#state = state;
    this.#options.onChange();
  }
}
