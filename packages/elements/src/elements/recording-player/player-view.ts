import type { LocalizeController } from '../../internal/localize.js';
import type { PlayerChapter } from './chapters.js';
import type { PlayerState } from './player-state.js';
import type { RecordingPlayerTerms } from './recording-player.terms.js';
import type { Span } from './timeline.js';
import type { PlayerTrack } from './video-tracks.js';

/** What a person can ask of the player. */
export interface PlayerActions {
  toggle(): void;
  seek(seconds: number): void;
  skip(seconds: number): void;
  setVolume(volume: number): void;
  toggleMuted(): void;
  setRate(rate: number): void;
  showCaptions(language: string): void;
  toggleCaptions(): void;
  setCaptionSize(percent: number): void;
  toggleSettings(): void;
  openSheet(): void;
  toggleTranscript(): void;
  togglePictureInPicture(): void;
  toggleFullScreen(): void;
  download(): void;
  /** After a failure, so many seconds further on. */
  retry(skipSeconds?: number): void;
  /** Says something in passing. */
  say(text: string): void;
}

/** What the controls are drawn from. */
export interface PlayerView {
  readonly localize: LocalizeController<RecordingPlayerTerms>;
  readonly state: PlayerState;
  readonly actions: PlayerActions;
  readonly title: string;
  readonly chapters: readonly PlayerChapter[];
  readonly gaps: readonly Span[];
  readonly captions: readonly PlayerTrack[];
  /** The language of the captions that are shown; empty: none. */
  readonly shownCaptions: string;
  readonly captionSize: number;
  readonly hasTranscript: boolean;
  readonly isTranscriptOpen: boolean;
  readonly isSettingsOpen: boolean;
  readonly isFullScreen: boolean;
  readonly isPictureInPicture: boolean;
  readonly canFillScreen: boolean;
  readonly canFloat: boolean;
  readonly canDownload: boolean;
  /** A phone, or a narrow column. */
  readonly isCompact: boolean;
  /** Saved before, and where it was put. */
  readonly resumedAt: number | undefined;
}
