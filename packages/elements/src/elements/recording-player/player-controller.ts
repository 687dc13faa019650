import type { Playback } from '@lectern/core/contract';
import type { LitElement, ReactiveController } from 'lit';
import { LecternError } from '@lectern/core/contract';
import { isAbort } from '../../internal/error-text.js';
import { readPreferences } from '../../internal/preferences.js';
import { warnOnce } from '../../internal/warn-once.js';
import { chaptersOf, type PlayerChapter, type RecordingChapter } from './chapters.js';
import { saveFiles } from './download.js';
import { holdMediaSession } from './media-session.js';
import { PlaybackLoader, type PlayerClient } from './playback-loader.js';
import type { PlayerState } from './player-state.js';
import { PlayerStore } from './player-store.js';
import { PositionKeeper } from './position-keeper.js';
import { isWorthResuming, readPosition, writePosition } from './position-memory.js';
import {
  RecordingEndedEvent,
  RecordingErrorEvent,
  RecordingPauseEvent,
  RecordingPlayEvent,
  RecordingSeekEvent,
  RecordingTimeEvent,
  type RecordingErrorCode,
  type RecordingTimeDetail,
} from './recording-player.events.js';
import { timelineOf, timelineOfFile } from './timeline.js';
import { tracksOf, VideoTracks, type PlayerTrack } from './video-tracks.js';

const TIME_EVENT_MS = 250;

/** The element that is played in. */
export interface PlayerHost extends LitElement {
  readonly recordingId: string;
  readonly src: string;
  readonly poster: string;
  readonly recordingTitle: string;
  readonly startSeconds: number | undefined;
  readonly chapters: readonly RecordingChapter[] | undefined;
}

/** Brings together what there is to play, the video that plays it, its tracks, and where the person is. */
export class PlayerController implements ReactiveController {
  readonly store: PlayerStore;
  readonly tracks: VideoTracks;
  loader: PlaybackLoader | undefined;
  /** A position from before that it was put to. */
  resumedAt: number | undefined;
  /** What a track of descriptions says now. */
  description = '';

  readonly #host: PlayerHost;
  readonly #onState: (changed: ReadonlySet<keyof PlayerState>) => void;
  readonly #keeper = new PositionKeeper((seconds) => this.#savePosition(seconds));
  readonly #children = new MutationObserver(() => this.#takeTracks());
  /** What is in the store: a file's address, or the loader of a recording. */
  #loaded: string | PlaybackLoader | undefined;
  #listening: AbortController | undefined;
  #unsubscribe: (() => void) | undefined;
  #endSession: (() => void) | undefined;
  /** Where it was when it left the page. */
  #leftAt: number | undefined;
  #timeTold = Number.NEGATIVE_INFINITY;
  #captionsChosen = false;
  #chapters: readonly PlayerChapter[] = [];

  constructor(host: PlayerHost, onState: (changed: ReadonlySet<keyof PlayerState>) => void) {
    this.#host = host;
    this.#onState = onState;
    this.store = new PlayerStore({
      onSeek: (fromSeconds, toSeconds) => {
        this.#keeper.move(toSeconds);
        this.#fire(new RecordingSeekEvent({ fromSeconds, toSeconds }));
      },
      onEnded: () => {
        this.#keeper.flush();
        this.#fire(new RecordingEndedEvent(this.#where()));
      },
      onFailure: ({ code, error }) => this.#failed(code, error),
    });
    this.tracks = new VideoTracks(
      () => host.requestUpdate(),
      (text) => {
        this.description = text;
        host.requestUpdate();
      },
    );
    host.addController(this);
  }

  get playback(): Playback | undefined {
    const { state } = this.loader ?? {};
    return state?.kind === 'playable' ? state.playback : undefined;
  }

  get chapters(): readonly PlayerChapter[] {
    const own = this.tracks.chapters.map(({ start, text }) => ({ startSeconds: start, title: text }));
    const made = chaptersOf(this.#host.chapters ?? own, this.store.state.durationSeconds);
    // The same list again draws nothing again.
    if (JSON.stringify(made) !== JSON.stringify(this.#chapters)) this.#chapters = made;
    return this.#chapters;
  }

  hostConnected(): void {
    const { signal } = (this.#listening = new AbortController());
    this.#children.observe(this.#host, { childList: true, subtree: true, attributeFilter: ['src', 'kind'] });
    this.#unsubscribe = this.store.subscribe((changed) => this.#stateChanged(changed));
    document.addEventListener('visibilitychange', () => document.hidden && this.#keeper.flush(), { signal });
    window.addEventListener('pagehide', () => this.#keeper.flush(), { signal });
    window.addEventListener('online', () => this.#backOnline(), { signal });
    const { playbackRate, volume, muted } = readPreferences();
    if (playbackRate !== undefined) this.store.setRate(playbackRate);
    if (volume !== undefined) this.store.setVolume(volume);
    if (muted !== undefined) this.store.setMuted(muted);
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#keeper.flush();
    this.#leftAt = this.#loaded && this.store.state.loaded ? this.store.state.seconds : undefined;
    this.#listening?.abort();
    this.#children.disconnect();
    this.#empty();
    this.#unsubscribe?.();
  }

  /** The client to ask from now on. The same recording of the same client goes on. */
  use(client: PlayerClient | undefined): void {
    const { recordingId, src } = this.#host;
    this.loader?.stop();
    if (!client) return;
    if (src || !recordingId) this.loader = undefined;
    else if (this.loader?.client === client && this.loader.recordingId === recordingId) this.loader.start();
    else {
      const loader = new PlaybackLoader({
        client,
        recordingId,
        onChange: () => {
          if (this.loader === loader) this.#host.requestUpdate();
        },
        onError: (error) => this.#failed('server', error),
      });
      this.loader = loader;
      loader.start();
    }
  }

  /** Something else is to be played. */
  forget(): void {
    this.#leftAt = undefined;
    this.loader?.stop();
    this.loader = undefined;
  }

  /** Puts in what there is to play. Called with the video that is on the page. */
  attach(video: HTMLVideoElement | null): void {
    const { src } = this.#host;
    const wanted = src || (this.playback ? this.loader : undefined);
    if (wanted !== this.#loaded && this.#loaded) this.#empty();
    if (!video) return;
    this.store.attach(video);
    this.tracks.attach(video);
    this.tracks.setOffset(this.store.offset);
    if (wanted === this.#loaded || !this.#host.isConnected) return;
    this.#loaded = wanted;
    this.#takeTracks();
    if (src) this.#loadFile(src);
    else if (this.loader && this.playback) this.#loadRecording(this.loader, this.playback);
  }

  /** Tracks of another origin are read only when the video asks for them by its rules. */
  get needsCors(): boolean {
    return this.#givenTracks().some(({ src }) => new URL(src, document.baseURI).origin !== location.origin);
  }

  async download(): Promise<void> {
    const { loader } = this;
    if (!loader) return;
    try {
      saveFiles((await loader.client.recordings.download(loader.recordingId)).files);
    } catch (error) {
      if (!isAbort(error)) this.#failed('server', error);
      throw error;
    }
  }

  #loadFile(src: string): void {
    const [address = '', fragment = ''] = src.split('#', 2);
    const wish = Number(/^t=([\d.]+)/.exec(fragment)?.[1] ?? Number.NaN);
    this.store.load(timelineOfFile(address), (duration) =>
      this.#startAt(duration, readPosition(address), Number.isFinite(wish) ? wish : undefined),
    );
  }

  #loadRecording(loader: PlaybackLoader, playback: Playback): void {
    const saved = (playback.resume?.atMs ?? 0) / 1_000;
    this.store.load(timelineOf(playback), (duration) => this.#startAt(duration, saved), loader);
  }

  #startAt(duration: number, saved: number, fragment?: number): number {
    const wish = this.#leftAt ?? this.#host.startSeconds ?? fragment;
    const resumes = wish === undefined && isWorthResuming(saved, duration);
    this.resumedAt = resumes ? saved : undefined;
    const at = wish ?? (resumes ? saved : 0);
    this.#leftAt = undefined;
    this.#keeper.reset(at);
    return at;
  }

  /** The server's, and those that the page adds. */
  #givenTracks(): readonly PlayerTrack[] {
    const own = tracksOf(this.#host);
    const { src } = this.#host;
    const ofServer = src ? [] : (this.playback?.tracks ?? []);
    return [...ofServer.map((track) => ({ ...track, isDefault: false })), ...own];
  }

  #takeTracks(): void {
    this.tracks.set(this.#givenTracks());
    if (this.#captionsChosen || !this.tracks.captions.length) return;
    this.#captionsChosen = true;
    const chosen = readPreferences().captions;
    const first = this.tracks.captions.find(({ isDefault }) => isDefault)?.language ?? '';
    this.tracks.show(chosen ?? first);
  }

  #stateChanged(changed: ReadonlySet<keyof PlayerState>): void {
    const { state } = this.store;
    this.#onState(changed);
    this.#host.requestUpdate();
    if (changed.has('seconds')) {
      if (state.started) this.#keeper.move(state.seconds);
      this.#tellTime();
    }
    if (!changed.has('paused')) return;
    this.loader?.keepFresh(!state.paused);
    if (!state.paused) this.#endSession ??= this.#holdSession();
    if (state.paused) this.#keeper.flush();
    if (state.failure || (state.paused && !state.loaded)) return;
    const where = this.#where();
    this.#fire(state.paused ? new RecordingPauseEvent(where) : new RecordingPlayEvent(where));
  }

  #tellTime(): void {
    const now = performance.now();
    if (now - this.#timeTold < TIME_EVENT_MS) return;
    this.#timeTold = now;
    this.#fire(new RecordingTimeEvent(this.#where()));
  }

  #holdSession(): () => void {
    const { store } = this;
    return holdMediaSession({
      title: this.#host.recordingTitle || document.title,
      poster: this.#host.poster || this.playback?.poster,
      play: () => void store.play(),
      pause: () => store.pause(),
      seek: (seconds) => store.seek(seconds),
      skip: (seconds) => store.skip(seconds),
    });
  }

  #empty(): void {
    this.#loaded = undefined;
    this.#endSession?.();
    this.#endSession = undefined;
    this.resumedAt = undefined;
    this.store.unload();
  }

  #savePosition(seconds: number): void {
    if (typeof this.#loaded === 'string') return writePosition(this.#loaded.split('#')[0] ?? '', seconds);
    this.#loaded?.client.recordings
      .setPosition(this.#loaded.recordingId, { atMs: Math.round(seconds * 1_000) })
      // The next one says it again.
      .catch(() => undefined);
  }

  #backOnline(): void {
    const { failure } = this.store.state;
    if (failure?.code === 'network' || (failure && LecternError.is(failure.error))) void this.store.retry();
    const { state } = this.loader ?? {};
    if (state?.kind === 'failed' && LecternError.is(state.error) && state.error.retryable)
      this.loader?.retry();
  }

  #failed(code: RecordingErrorCode, error: unknown): void {
    const recoverable =
      code === 'server' ? LecternError.is(error) && error.retryable : code !== 'unsupported';
    warnOnce(`<${this.#host.localName}> cannot play (${code}).`);
    this.#fire(new RecordingErrorEvent({ code, recoverable, error }));
  }

  #where(): RecordingTimeDetail {
    const { seconds, durationSeconds } = this.store.state;
    return { seconds, durationSeconds };
  }

  #fire(event: Event): void {
    /** @internal Documented by `@fires` of the element. */
    this.#host.dispatchEvent(event);
  }
}
