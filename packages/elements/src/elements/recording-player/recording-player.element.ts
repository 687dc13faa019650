import { adoptStyles, html, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { ClientElement, type ClientSlices } from '../../context/client-element.js';
import { formatDuration } from '../../internal/duration.js';
import { errorTerm } from '../../internal/error-text.js';
import { LocalizeController } from '../../internal/localize.js';
import { readPreferences, writePreferences } from '../../internal/preferences.js';
import type { RecordingChapter } from './chapters.js';
import type { PlayerCommandEvent } from './command-event.js';
import { cueAt } from './cues.js';
import { defineParts, defineTranscript } from './define-parts.js';
import { canFillScreen, fillsScreen, toggleFloating, toggleFullScreen } from './full-screen.js';
import { pictureView, type Sheets } from './picture-view.js';
import { messageOf } from './player-message.js';
import { playingActions } from './choices.js';
import { QuietControls } from './quiet-controls.js';
import { messageView } from './message-view.js';
import { PlayerController } from './player-controller.js';
import type { PlayerState } from './player-state.js';
import type { PlayerActions, PlayerView } from './player-view.js';
import { styles } from './recording-player.styles.js';
import { recordingPlayerTerms } from './recording-player.terms.js';
import { runShortcut } from './run-shortcut.js';
import { shortcutOf } from './shortcuts.js';

const TOAST_MS = 4_000;
/** Narrower, the picture has the controls of a phone. */
const COMPACT_PX = 560;
/** Wider, the transcript stands beside the picture, and is open unless somebody closed it. */
const WIDE_PX = 860;

/**
 * @summary Plays a recording: with a client one of the server's, else any file by `src` with `<track>` children.
 *
 * Keyboard, while the focus is inside: k or Space plays and pauses, the arrows or j and l go ten seconds, up and down on
 * the picture change the volume, m mutes, c is captions, f full screen, [ and ] chapters, < and > speed, 0 to 9 tenths,
 * ? lists all of them.
 *
 * @tag recording-player
 *
 * @slot - `<track>` children of kind captions, subtitles, chapters and descriptions; anything else is what pages without
 * scripts show.
 *
 * @fires {RecordingPlayEvent} recording-play - It plays.
 * @fires {RecordingPauseEvent} recording-pause - It stands still, because somebody wanted it to.
 * @fires {RecordingSeekEvent} recording-seek - Somebody went to another place.
 * @fires {RecordingEndedEvent} recording-ended - It played to its end.
 * @fires {RecordingTimeEvent} recording-time - Where it plays, at most four times a second. Does not bubble.
 * @fires {RecordingErrorEvent} recording-error - It cannot be played and says so.
 *
 * @csspart base - Everything.
 * @csspart player - The picture with its controls.
 * @csspart video - The video.
 * @csspart bar - The bar of controls.
 * @csspart seek - The position.
 * @csspart time - The time in figures.
 * @csspart transcript - The transcript.
 * @csspart transcript-search - Its search field.
 * @csspart cue - One of its lines.
 * @csspart cue-active - The line that is said now.
 *
 * @cssproperty [--recording-player-accent=#8fa8ff] - What is played, on a dark ground.
 * @cssproperty [--recording-player-gap=#ff9d5c] - What is missing.
 * @cssproperty [--recording-player-ratio=16 / 9] - Width to height of the picture.
 */
export class RecordingPlayerElement extends ClientElement<'recordings'> {
  /** @internal */
  static override styles = styles;

  /** Id of a recording of the server. */
  @property({ attribute: 'recording-id' }) recordingId = '';

  /** Address of a file, in place of `recording-id`. Needs no server. */
  @property() src = '';

  /** Title. Default: the server's. */
  @property() label = '';

  /** A picture shown before it plays. Default: the server's. */
  @property() poster = '';

  /** Where to begin, in seconds; wins over where the person stopped. */
  @property({ type: Number, attribute: 'start-seconds' }) startSeconds: number | undefined;

  /** Takes no keys but those of its buttons. */
  @property({ type: Boolean, attribute: 'shortcuts-disabled' }) shortcutsDisabled = false;

  /** Shows no transcript. */
  @property({ type: Boolean, attribute: 'transcript-hidden' }) transcriptHidden = false;

  /** IANA zone of the times that are named. Default: the one chosen on this device, else the device's own. */
  @property() zone = '';

  /** Chapters, in place of those of a track. */
  @property({ attribute: false }) chapters: readonly RecordingChapter[] | undefined;

  @state() private isCompact = false;
  @state() private isWide = false;
  @state() private isSettingsOpen = false;
  @state() private isFullScreen = false;
  @state() private isPictureInPicture = false;
  @state() private transcriptChoice = readPreferences().transcriptOpen;
  @state() private captionSize = readPreferences().captionSize ?? 100;
  @state() private toast = '';
  @state() private sheets: Sheets | undefined;
  @state() private words: typeof import('./recording-message.js') | undefined;

  @query('video') private video!: HTMLVideoElement | null;
  @query('.player') private playerBox!: HTMLElement | null;
  @query('.shortcuts') private sheet!: HTMLDialogElement | null;
  @query('.settings') private settings!: HTMLDialogElement | null;

  readonly #localize = new LocalizeController(this, recordingPlayerTerms);
  readonly #player = new PlayerController(this, (changed) => this.#stateChanged(changed));
  readonly #quiet = new QuietControls({
    isNeeded: () => this.#needsControls(),
    onChange: () => this.requestUpdate(),
  });
  readonly #sizes = new ResizeObserver(([entry]) => this.#measure(entry?.contentRect.width ?? 0));
  #listening: AbortController | undefined;
  #toastTimer: ReturnType<typeof setTimeout> | undefined;

  /** The title that is shown. */
  get recordingTitle(): string {
    const loaded = this.#player.loader?.state;
    if (this.label) return this.label;
    if (loaded?.kind === 'playable') return loaded.playback.title;
    return loaded?.kind === 'waiting' ? loaded.recording.title : '';
  }

  /** Where it plays. */
  get currentSeconds(): number {
    return this.#player.store.state.seconds;
  }

  /** `NaN` while it is not known. */
  get durationSeconds(): number {
    return this.#player.store.state.durationSeconds;
  }

  /** Whether nobody wants it to play. */
  get paused(): boolean {
    return this.#player.store.state.paused;
  }

  /** @internal A file needs no server, so nobody waits for one. */
  get clientOptional(): boolean {
    return Boolean(this.src) || !this.recordingId;
  }

  override connectedCallback(): void {
    defineParts();
    super.connectedCallback();
    const { signal } = (this.#listening = new AbortController());
    this.#sizes.observe(this);
    document.addEventListener('fullscreenchange', () => this.#readFullScreen(), { signal });
    this.addEventListener('focusout', this.#quiet.stir, { signal });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#listening?.abort();
    this.#sizes.disconnect();
    this.#quiet.stop();
    clearTimeout(this.#toastTimer);
    this.isSettingsOpen = false;
  }

  protected override clientChanged(client: ClientSlices<'recordings'> | undefined): void {
    this.#player.use(client);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.hasUpdated || !(changed.has('recordingId') || changed.has('src'))) return;
    this.#player.forget();
    this.#player.use(this.connection.current);
  }

  protected override updated(): void {
    this.#player.attach(this.video);
    const { settings } = this;
    if (!this.words && this.#player.loader?.state.kind === 'waiting') void this.#loadWords();
    if (this.#isTranscriptOpen()) void defineTranscript().catch(() => undefined);
    if (!settings || settings.open || !this.isSettingsOpen) return;
    if (!this.sheets) return void this.#loadSheets();
    if (this.isCompact) settings.showModal();
    else settings.show();
  }

  protected override render(): unknown {
    const localize = this.#localize;
    const { recordingTitle: title } = this;
    const { store, tracks, loader } = this.#player;
    const message = messageOf(localize, {
      hasFile: Boolean(this.src),
      hasId: Boolean(this.recordingId),
      isUnconnected: !loader && this.connection.missing,
      loader,
      zone: this.zone,
      words: this.words,
    });
    const hasSide = !message && this.#isTranscriptOpen();
    return html`<div
      part="base"
      class="base ${hasSide ? 'has-side' : ''}"
      lang=${localize.lang()}
      dir=${localize.dir()}
      @keydown=${this.#onKey}
      @lectern-player-command=${this.#onCommand}
    >
      <section
        part="player"
        class="player ${this.#quiet.isQuiet ? 'is-quiet' : ''} ${this.isCompact ? 'is-compact' : ''} ${
          message ? 'is-message' : ''
        }"
        aria-label=${title ? localize.term('playerRegion', title) : localize.term('playerRecording')}
        @pointermove=${this.#quiet.move}
        @pointerdown=${this.#onPress}
        @focusin=${this.#quiet.stir}
      >
        ${message ? messageView(localize, message) : this.#picture(this.#view(title))}
      </section>
      ${
        hasSide
          ? html`<div class="side">
              <lectern-transcript
                exportparts="transcript, transcript-search, cue, cue-active"
                .cues=${tracks.lines}
                .current=${cueAt(tracks.lines, store.state.seconds)}
                .heading=${title}
                .durationSeconds=${store.state.durationSeconds}
              ></lectern-transcript>
            </div>`
          : nothing
      }
    </div>`;
  }

  /** Plays from where it stands. */
  play(): Promise<void> {
    return this.#player.store.play();
  }

  pause(): void {
    this.#player.store.pause();
  }

  /** Goes to a place, in seconds from the start. */
  seekTo(seconds: number): void {
    this.#player.store.seek(seconds);
  }

  #picture(view: PlayerView): unknown {
    const { store, playback, needsCors, description } = this.#player;
    return pictureView({
      ...view,
      poster: this.poster || playback?.poster,
      needsCors,
      hasTimeline: store.timeline !== undefined,
      sheets: this.sheets,
      toast: this.toast,
      description,
      onClick: () => {
        if (this.#quiet.click()) this.#actions.toggle();
      },
      onDoubleClick: () => {
        if (!matchMedia('(pointer: coarse)').matches) this.#actions.toggleFullScreen();
      },
      onFloating: (isFloating) => (this.isPictureInPicture = isFloating),
      closeSettings: () => this.#closeSettings(),
      settingsClosed: () => (this.isSettingsOpen = false),
      closeSheet: () => this.sheet?.close(),
    });
  }

  #view(title: string): PlayerView {
    const { store, tracks, chapters, playback, resumedAt } = this.#player;
    return {
      localize: this.#localize,
      state: store.state,
      actions: this.#actions,
      title,
      chapters,
      gaps: store.timeline?.gaps ?? [],
      captions: tracks.captions,
      shownCaptions: tracks.shown,
      captionSize: this.captionSize,
      hasTranscript: this.#hasTranscript(),
      isTranscriptOpen: this.#isTranscriptOpen(),
      isSettingsOpen: this.isSettingsOpen,
      isFullScreen: this.isFullScreen,
      isPictureInPicture: this.isPictureInPicture,
      canFillScreen: canFillScreen(this.video),
      canFloat: document.pictureInPictureEnabled,
      canDownload: playback?.canDownload ?? false,
      isCompact: this.isCompact,
      resumedAt,
    };
  }

  readonly #actions: PlayerActions = {
    ...playingActions(this.#player, () => this.#localize.lang()),
    setCaptionSize: (captionSize) => {
      this.captionSize = captionSize;
      writePreferences({ captionSize });
    },
    toggleSettings: () => {
      if (this.isSettingsOpen) this.#closeSettings();
      else this.isSettingsOpen = true;
    },
    openSheet: () => {
      this.#closeSettings();
      void this.#loadSheets().then(() => this.sheets && this.sheet?.showModal());
    },
    toggleTranscript: () => {
      this.transcriptChoice = !this.#isTranscriptOpen();
      writePreferences({ transcriptOpen: this.transcriptChoice });
    },
    togglePictureInPicture: () => {
      if (this.video) void toggleFloating(this.video);
    },
    toggleFullScreen: () => {
      const { playerBox, video } = this;
      if (playerBox && video) void toggleFullScreen(playerBox, video);
    },
    download: () => {
      this.#closeSettings();
      this.#player.download().then(
        () => this.#say(this.#localize.term('playerDownloading')),
        (error: unknown) => this.#say(this.#localize.term(errorTerm(error))),
      );
    },
    say: (text) => this.#say(text),
  };

  async #loadWords(): Promise<void> {
    this.words = await import('./recording-message.js').catch(() => undefined);
  }

  async #loadSheets(): Promise<void> {
    try {
      const sheets = await import('./sheets.js');
      if (!this.sheets)
        adoptStyles(this.renderRoot as ShadowRoot, [
          ...RecordingPlayerElement.elementStyles,
          sheets.sheetStyles,
        ]);
      this.sheets = sheets;
      await this.updateComplete;
    } catch {
      this.isSettingsOpen = false;
      this.#say(this.#localize.term('lecternErrorNetwork'));
    }
  }

  /** Gives the focus back while what has it is still there; its event tells when it is done. */
  #closeSettings(): void {
    if (this.settings?.open) this.settings.close();
    else this.isSettingsOpen = false;
  }

  #hasTranscript(): boolean {
    return !this.transcriptHidden && this.#player.tracks.lines.length > 0;
  }

  #isTranscriptOpen(): boolean {
    return this.#hasTranscript() && (this.transcriptChoice ?? this.isWide);
  }

  #stateChanged(changed: ReadonlySet<keyof PlayerState>): void {
    const { paused, skipped } = this.#player.store.state;
    if (changed.has('paused')) this.#quiet.stir();
    if (changed.has('failure')) this.#closeSettings();
    if (!changed.has('skipped') || !skipped || paused) return;
    const length = formatDuration(
      this.#localize.lang(),
      Math.max(1, Math.round(skipped.end - skipped.start)) * 1_000,
      { seconds: true },
    );
    this.#say(this.#localize.term('playerMissing', length));
  }

  #say(text: string): void {
    this.toast = text;
    clearTimeout(this.#toastTimer);
    this.#toastTimer = setTimeout(() => (this.toast = ''), TOAST_MS);
  }

  #measure(width: number): void {
    if (width <= 0) return;
    this.isCompact = width < COMPACT_PX;
    this.isWide = width >= WIDE_PX;
  }

  /** Paused, in a menu, or with the focus in them. */
  #needsControls(): boolean {
    const focused = (this.renderRoot as ShadowRoot).activeElement;
    const inside = focused?.shadowRoot?.activeElement ?? focused;
    const isHeld = focused && this.playerBox?.contains(focused) && inside?.matches(':focus-visible');
    return Boolean(isHeld) || this.paused || this.isSettingsOpen || Boolean(this.sheet?.open);
  }

  readonly #onPress = (event: PointerEvent): void => {
    this.#quiet.press(event);
    if (!this.isSettingsOpen || this.isCompact) return;
    const path = event.composedPath();
    const isInside = path.some(
      (node) => node === this.settings || (node instanceof Element && node.matches('.settings-button')),
    );
    if (!isInside) this.#closeSettings();
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && this.isSettingsOpen) {
      event.preventDefault();
      event.stopPropagation();
      this.#closeSettings();
      return;
    }
    const command = this.shortcutsDisabled ? undefined : shortcutOf(event);
    if (!command || this.sheet?.open || !this.#player.store.timeline) return;
    event.preventDefault();
    event.stopPropagation();
    this.#quiet.stir();
    runShortcut(command, this.#view(this.recordingTitle), this.#player.store);
  };

  readonly #onCommand = (event: PlayerCommandEvent): void => {
    event.stopPropagation();
    if (event.command.type === 'seek') this.#player.store.seek(event.command.seconds);
    else this.#actions.toggleTranscript();
  };

  #readFullScreen(): void {
    this.isFullScreen = fillsScreen(this.playerBox);
  }
}
