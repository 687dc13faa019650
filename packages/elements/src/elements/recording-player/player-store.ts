import { KeyedState } from '../../session/keyed-state.js';
import { bufferedOf, failureOf } from './media-reading.js';
import { listenTo } from './media-events.js';
import {
  EMPTY_STATE,
  type PlayerFailure,
  type PlayerState,
  type PlayerStoreOptions,
  type Renewal,
} from './player-state.js';
import { gapAt, locate, playable, type Timeline } from './timeline.js';

/** Shorter gaps play on as a still picture. */
const SKIPPED_SECONDS = 1.5;
/** Waiting longer than this on a ticket that is over is taken for the ticket's fault. */
const STALL_MS = 8_000;
/** So often in a row a failure is met with a new ticket before it is shown. */
const RECOVERIES = 2;
/** Playing on for so long ends the row. */
const RECOVERED_SECONDS = 2;
const QUIETEST = 0;

/** Where the file that is being opened begins, and whether it plays then. */
interface Opening {
  readonly at: number;
}

/**
 * Plays the files of a recording in one video as if they were one, and gets over addresses that ran out. Commands go
 * in, state comes out; it knows nothing of controls.
 */
export class PlayerStore {
  readonly #keyed = new KeyedState<PlayerState>(EMPTY_STATE);
  readonly #options: PlayerStoreOptions;
  #video: HTMLVideoElement | undefined;
  #detach: (() => void) | undefined;
  #timeline: Timeline | undefined;
  #renewal: Renewal | undefined;
  #index = 0;
  #opening: Opening | undefined;
  /** Asked when the one file has said how long it is. */
  #start: ((durationSeconds: number) => number) | undefined;
  #wasPlaying = false;
  #renewing = false;
  #recoveries = 0;
  #recoveredFrom = 0;
  #stall: ReturnType<typeof setTimeout> | undefined;

  constructor(options: PlayerStoreOptions = {}) {
    this.#options = options;
  }

  get state(): Readonly<PlayerState> {
    return this.#keyed.current;
  }

  get timeline(): Timeline | undefined {
    return this.#timeline;
  }

  /** Where the file that plays begins on the time line. */
  get offset(): number {
    return this.#timeline?.parts[this.#index]?.start ?? 0;
  }

  subscribe(listener: (changed: ReadonlySet<keyof PlayerState>) => void): () => void {
    return this.#keyed.subscribe(listener);
  }

  /** The video that plays; another one takes over where the former was. */
  attach(video: HTMLVideoElement): void {
    if (video === this.#video) return;
    this.#detach?.();
    this.#video = video;
    this.#detach = listenTo(video, {
      loadedmetadata: () => this.#onMetadata(),
      durationchange: () => this.#readDuration(),
      timeupdate: () => this.#onTime(),
      seeked: () => this.#onTime(),
      progress: () => this.#readBuffered(),
      play: () => !this.#opening && this.#set({ paused: false, ended: false }),
      pause: () => this.#onPause(),
      playing: () => this.#onPlaying(),
      canplay: () => this.#onReadable(),
      waiting: () => this.#onWaiting(),
      stalled: () => this.#watchStall(),
      seeking: () => this.#watchStall(),
      ended: () => this.#onEnded(),
      error: () => void this.#onError(),
      ratechange: () => !this.#opening && this.#set({ rate: video.playbackRate }),
      volumechange: () => this.#set({ volume: video.volume, muted: video.muted }),
    });
  }

  /**
   * Puts a recording in; it does not play yet.
   * @param start Where it stands, once its length is known.
   */
  load(timeline: Timeline, start: (durationSeconds: number) => number = () => 0, renewal?: Renewal): void {
    this.#timeline = timeline;
    this.#start = Number.isFinite(timeline.duration) ? undefined : start;
    this.#wasPlaying = false;
    this.#renewal = renewal;
    this.#renewing = false;
    this.#recoveries = 0;
    const { rate, volume, muted } = this.state;
    const seconds = this.#start ? 0 : playable(timeline, start(timeline.duration));
    this.#set({ ...EMPTY_STATE, rate, volume, muted, seconds, durationSeconds: timeline.duration });
    this.#open(seconds);
  }

  /** Takes everything out; nothing is read any more. */
  unload(): void {
    clearTimeout(this.#stall);
    const video = this.#video;
    this.#detach?.();
    this.#detach = undefined;
    this.#video = undefined;
    this.#timeline = undefined;
    this.#renewal = undefined;
    this.#renewing = false;
    this.#opening = undefined;
    if (video) {
      video.pause();
      video.removeAttribute('src');
      video.load();
    }
    const { rate, volume, muted } = this.state;
    this.#set({ ...EMPTY_STATE, rate, volume, muted });
  }

  async play(): Promise<void> {
    const { ended, failure, durationSeconds, seconds } = this.state;
    if (!this.#timeline || failure) return;
    this.#set({ paused: false, started: true });
    if (ended || seconds >= durationSeconds) this.#goTo(0);
    if (this.#renewal?.expired()) await this.#recover();
    // Also while a file is being opened: a phone reads nothing before it is asked to play.
    else await this.#playVideo();
  }

  pause(): void {
    this.#set({ paused: true, waiting: false });
    clearTimeout(this.#stall);
    this.#video?.pause();
  }

  toggle(): void {
    if (this.state.paused) void this.play();
    else this.pause();
  }

  /** Goes to a place, or to what comes after the gap there. */
  seek(to: number): void {
    if (!this.#timeline || !Number.isFinite(to) || this.state.failure) return;
    const from = this.state.seconds;
    const target = playable(this.#measured(), to);
    this.#set({ skipped: undefined });
    this.#goTo(target);
    this.#options.onSeek?.(from, target);
    // What is not read yet would be refused.
    if (this.#renewal?.expired() && !this.#isBuffered(target)) void this.#recover();
  }

  skip(seconds: number): void {
    this.seek(this.state.seconds + seconds);
  }

  setRate(rate: number): void {
    this.#set({ rate });
    this.#applyRate();
  }

  setVolume(volume: number): void {
    const wanted = Math.min(1, Math.max(QUIETEST, Math.round(volume * 100) / 100));
    if (this.#video) {
      this.#video.volume = wanted;
      this.#video.muted = wanted === QUIETEST;
    }
    this.#set({ volume: wanted, muted: wanted === QUIETEST });
  }

  setMuted(muted: boolean): void {
    // Unmuting silence would change nothing.
    if (!muted && this.state.volume === QUIETEST) this.setVolume(0.5);
    if (this.#video) this.#video.muted = muted;
    this.#set({ muted });
  }

  /** After a failure: the same place again, or one behind it, with new addresses where they run out. */
  async retry(skipSeconds = 0): Promise<void> {
    if (!this.#timeline || !this.state.failure) return;
    this.#recoveries = 0;
    const seconds = playable(this.#measured(), this.state.seconds + skipSeconds);
    this.#set({ failure: undefined, seconds, paused: !this.#wasPlaying, waiting: this.#wasPlaying });
    if (this.#renewal) await this.#recover();
    else this.#open(this.state.seconds);
  }

  /** The time line with the length that is known by now. */
  #measured(): Timeline {
    return {
      parts: this.#timeline?.parts ?? [],
      gaps: this.#timeline?.gaps ?? [],
      duration: this.state.durationSeconds,
    };
  }

  #set(change: Partial<PlayerState>): void {
    this.#keyed.set(change);
  }

  #goTo(seconds: number): void {
    const timeline = this.#timeline;
    if (!timeline) return;
    this.#set({ seconds, ended: false });
    const { index, at } = locate(timeline, seconds);
    if (index !== this.#index) this.#open(seconds);
    else if (this.#opening) this.#opening = { at };
    else if (this.#video) this.#video.currentTime = at;
  }

  /** Opens the file that holds this time; it goes on playing where it did. */
  #open(seconds: number): void {
    const video = this.#video;
    const timeline = (this.#timeline = this.#renewal?.take() ?? this.#timeline);
    if (!video || !timeline) return;
    const { index, at } = locate(timeline, seconds);
    const part = timeline.parts[index];
    if (!part) return;
    this.#index = index;
    this.#opening = { at };
    if (!this.state.paused) this.#set({ waiting: true });
    video.src = part.src;
    this.#watchStall();
  }

  #applyRate(): void {
    const video = this.#video;
    if (!video) return;
    const { rate, volume, muted } = this.state;
    // Loading a file sets the rate to the default one.
    video.defaultPlaybackRate = rate;
    video.playbackRate = rate;
    video.volume = volume;
    video.muted = muted;
  }

  #onMetadata(): void {
    const video = this.#video;
    if (!video || !this.#timeline) return;
    // A browser that let go of the file reads it again by itself, from its start.
    const opening = this.#opening ?? { at: Math.max(0, this.state.seconds - this.offset) };
    this.#opening = undefined;
    this.#applyRate();
    this.#readDuration();
    const start = this.#start;
    this.#start = undefined;
    const at = start ? playable(this.#measured(), start(this.state.durationSeconds)) : opening.at;
    if (start) this.#set({ seconds: at });
    if (at > 0) video.currentTime = at;
    this.#set({ loaded: true, failure: undefined });
    this.#readBuffered();
    if (!this.state.paused) void this.#playVideo();
  }

  async #playVideo(): Promise<void> {
    try {
      await this.#video?.play();
    } catch (error) {
      // Another file is being opened, or it was paused meanwhile: whoever did that goes on.
      if ((error as { name?: unknown } | undefined)?.name === 'NotAllowedError')
        this.#set({ paused: true, waiting: false });
    }
  }

  #readDuration(): void {
    const { duration } = this.#video ?? {};
    if (duration === undefined || !this.#timeline || this.#opening) return;
    if (Number.isFinite(this.#timeline.duration)) return;
    this.#set({ durationSeconds: Number.isFinite(duration) ? duration : Number.NaN });
  }

  #readBuffered(): void {
    if (this.#video && !this.#opening) this.#set({ buffered: bufferedOf(this.#video, this.offset) });
  }

  #isBuffered(seconds: number): boolean {
    return this.state.buffered.some(({ start, end }) => seconds >= start && seconds < end);
  }

  #onTime(): void {
    const video = this.#video;
    const timeline = this.#timeline;
    // Emptying a video sets its time to nought and says so.
    const isEmpty = !video || video.readyState < HTMLMediaElement.HAVE_METADATA || video.error;
    if (isEmpty || !timeline || this.#opening || video.seeking) return;
    const seconds = this.offset + video.currentTime;
    const part = timeline.parts[this.#index];
    const next = timeline.parts[this.#index + 1];
    if (part && next && video.currentTime > part.duration + 1) return this.#skipTo(next.start, seconds);
    const gap = gapAt(timeline, seconds);
    if (gap && gap.end - gap.start >= SKIPPED_SECONDS && gap.end < this.state.durationSeconds)
      return this.#skipTo(gap.end, seconds);
    const duration = this.state.durationSeconds;
    this.#set({ seconds: Number.isFinite(duration) ? Math.min(seconds, duration) : seconds });
    if (Math.abs(seconds - this.#recoveredFrom) > RECOVERED_SECONDS) this.#recoveries = 0;
    this.#readBuffered();
  }

  /** Jumps over what is missing, while it plays. */
  #skipTo(to: number, from: number): void {
    const gap = this.#timeline && gapAt(this.#timeline, Math.max(from, to - 0.01));
    this.#set({ skipped: gap && gap.end - gap.start >= SKIPPED_SECONDS ? gap : undefined });
    this.#goTo(to);
  }

  #onPause(): void {
    const video = this.#video;
    // Opening a file pauses, and so does the end of one that has a next.
    if (!video || this.#opening || this.#renewing || video.ended || video.error) return;
    this.#set({ paused: true, waiting: false });
  }

  #onPlaying(): void {
    clearTimeout(this.#stall);
    this.#stall = undefined;
    this.#set({ waiting: false, started: true });
  }

  #onReadable(): void {
    clearTimeout(this.#stall);
    this.#stall = undefined;
    this.#set({ waiting: false });
  }

  #onWaiting(): void {
    if (!this.state.paused) this.#set({ waiting: true });
    this.#watchStall();
  }

  #onEnded(): void {
    const timeline = this.#timeline;
    const next = timeline?.parts[this.#index + 1];
    if (next) return this.#skipTo(next.start, this.offset + (this.#video?.currentTime ?? 0));
    const { durationSeconds } = this.state;
    this.#set({
      paused: true,
      ended: true,
      waiting: false,
      seconds: Number.isFinite(durationSeconds) ? durationSeconds : this.state.seconds,
    });
    this.#options.onEnded?.();
  }

  #watchStall(): void {
    if (!this.#renewal || this.#stall !== undefined) return;
    this.#stall = setTimeout(() => {
      this.#stall = undefined;
      if (!this.#renewal?.expired()) return;
      void this.#recover();
    }, STALL_MS);
  }

  async #onError(): Promise<void> {
    const error = this.#video?.error;
    if (!error || this.#renewing) return;
    if (this.#renewal && this.#recoveries < RECOVERIES && error.code !== MediaError.MEDIA_ERR_DECODE)
      return this.#recover();
    this.#fail(failureOf(error));
  }

  /** New addresses, then on from the same place. */
  async #recover(): Promise<void> {
    const renewal = this.#renewal;
    if (!renewal || this.#renewing) return;
    this.#renewing = true;
    this.#recoveries += 1;
    this.#recoveredFrom = this.state.seconds;
    clearTimeout(this.#stall);
    this.#stall = undefined;
    if (!this.state.paused) this.#set({ waiting: true });
    try {
      const timeline = await renewal.renew();
      if (renewal !== this.#renewal) return;
      this.#timeline = timeline;
      this.#set({ durationSeconds: timeline.duration });
      this.#open(this.state.seconds);
    } catch (error) {
      if (renewal === this.#renewal) this.#fail({ code: 'server', error });
    } finally {
      if (renewal === this.#renewal) this.#renewing = false;
    }
  }

  #fail(failure: PlayerFailure): void {
    clearTimeout(this.#stall);
    this.#stall = undefined;
    this.#opening = undefined;
    this.#wasPlaying = !this.state.paused;
    this.#video?.pause();
    this.#set({ failure, paused: true, waiting: false });
    this.#options.onFailure?.(failure);
  }
}
