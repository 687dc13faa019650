import { html, nothing, svg } from 'lit';
import { property, state } from 'lit/decorators.js';
import { formatDuration } from '../../internal/duration.js';
import { LecternElement } from '../../internal/lectern-element.js';
import { LocalizeController } from '../../internal/localize.js';
import { chapterAt, type PlayerChapter } from './chapters.js';
import { clockTime, spokenTime } from './clock-time.js';
import { PlayerCommandEvent } from './command-event.js';
import { recordingPlayerTerms } from './recording-player.terms.js';
import { styles } from './seek-bar.styles.js';
import { gapAt, type Span } from './timeline.js';

const STEP_SECONDS = 10;
const PAGE_SECONDS = 60;
/** The drawing's own width; it is stretched to the slider's. */
const WIDTH = 1_000;

/**
 * @summary Where a recording plays: a native slider over a drawing of what is read, played and missing.
 *
 * Keyboard: the arrows go ten seconds, Page up and down a minute, Home and End to the ends. Always from left to right.
 *
 * @tag lectern-seek-bar
 */
export class SeekBarElement extends LecternElement {
  static override styles = styles;

  @property({ attribute: false }) seconds = 0;
  @property({ attribute: false }) durationSeconds = Number.NaN;
  @property({ attribute: false }) buffered: readonly Span[] = [];
  @property({ attribute: false }) gaps: readonly Span[] = [];
  @property({ attribute: false }) chapters: readonly PlayerChapter[] = [];

  /** Where the pointer is. */
  @state() private hovered: number | undefined;
  /** Where the thumb is held; the recording follows when it is let go. */
  @state() private held: number | undefined;
  @state() private focused = false;

  readonly #localize = new LocalizeController(this, recordingPlayerTerms);

  override focus(): void {
    this.renderRoot.querySelector('input')?.focus();
  }

  protected override updated(): void {
    const at = this.#shown();
    const share = (seconds: number): string => String(this.#share(seconds));
    this.style.setProperty('--_played', share(this.held ?? this.seconds));
    if (at !== undefined) this.style.setProperty('--_at', share(at));
    const bubble = this.renderRoot.querySelector<HTMLElement>('.bubble');
    if (!bubble || at === undefined) return;
    // Within the slider, also at its ends.
    const { clientWidth } = this;
    const middle = this.#share(at) * clientWidth;
    const half = bubble.offsetWidth / 2;
    const left = Math.max(half, Math.min(clientWidth - half, middle));
    this.style.setProperty('--_bubble', `${left}px`);
  }

  protected override render(): unknown {
    const { durationSeconds: duration } = this;
    if (!(duration > 0)) return nothing;
    const localize = this.#localize;
    const shown = this.held ?? this.seconds;
    return html`<div class="seek" dir="ltr" @pointermove=${this.#onHover} @pointerleave=${this.#onLeave}>
      ${this.#track(duration)} ${this.#bubble()}
      <input
        type="range"
        min="0"
        max=${duration}
        step="0.1"
        .value=${String(shown)}
        aria-label=${localize.term('playerSeek')}
        aria-valuetext=${this.#spoken(shown)}
        @input=${this.#onInput}
        @change=${this.#onChange}
        @keydown=${this.#onKey}
        @focus=${this.#onFocus}
        @blur=${this.#onBlur}
      />
    </div>`;
  }

  #track(duration: number): unknown {
    const x = (seconds: number): number => (Math.min(duration, seconds) / duration) * WIDTH;
    const bar = (name: string, { start, end }: Span): unknown =>
      svg`<rect class=${name} x=${x(start)} width=${Math.max(0, x(end) - x(start))} y="0" height="10"></rect>`;
    return html`<svg class="track" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
      ${bar('whole', { start: 0, end: duration })} ${this.buffered.map((span) => bar('read', span))}
      ${bar('played', { start: 0, end: this.held ?? this.seconds })}
      ${this.gaps.map((gap) => bar('gap', gap))}
      ${this.chapters
        .filter(({ start }) => start > 0 && start < duration)
        .map(({ start }) => svg`<line class="tick" x1=${x(start)} x2=${x(start)} y1="-4" y2="14"></line>`)}
    </svg>`;
  }

  #bubble(): unknown {
    const at = this.#shown();
    if (at === undefined) return nothing;
    const localize = this.#localize;
    const chapter = chapterAt(this.chapters, at);
    const gap = gapAt({ parts: [], duration: this.durationSeconds, gaps: this.gaps }, at);
    return html`<div class="bubble" aria-hidden="true" dir=${localize.dir()}>
      ${chapter ? html`<span class="chapter"><bdi>${chapter.title}</bdi></span>` : nothing}
      ${gap ? html`<span class="lost">${localize.term('playerMissing', this.#length(gap))}</span>` : nothing}
      <span class="time" dir="ltr">${clockTime(at, this.durationSeconds)}</span>
    </div>`;
  }

  #length({ start, end }: Span): string {
    return formatDuration(this.#localize.lang(), Math.max(1, Math.round(end - start)) * 1_000, {
      seconds: true,
    });
  }

  /** Which time the bubble tells: of the thumb while it is held, else of the pointer, else of the focus. */
  #shown(): number | undefined {
    return this.held ?? this.hovered ?? (this.focused ? this.seconds : undefined);
  }

  #share(seconds: number): number {
    const { durationSeconds: duration } = this;
    return duration > 0 ? Math.min(1, Math.max(0, seconds / duration)) : 0;
  }

  #spoken(seconds: number): string {
    const localize = this.#localize;
    const language = localize.lang();
    const position = localize.term(
      'playerTimeOf',
      spokenTime(language, seconds),
      spokenTime(language, this.durationSeconds),
    );
    const chapter = chapterAt(this.chapters, seconds);
    return chapter ? `${position}${localize.term('lecternComma')}${chapter.title}` : position;
  }

  #ask(seconds: number): void {
    this.dispatchEvent(new PlayerCommandEvent({ type: 'seek', seconds }));
  }

  readonly #onHover = ({ clientX, pointerType }: PointerEvent): void => {
    if (pointerType === 'touch') return;
    const { left, width } = this.getBoundingClientRect();
    this.hovered = Math.min(1, Math.max(0, (clientX - left) / width)) * this.durationSeconds;
  };

  readonly #onLeave = (): void => {
    this.hovered = undefined;
  };

  readonly #onInput = (event: Event): void => {
    this.held = Number((event.target as HTMLInputElement).value);
    event.stopPropagation();
  };

  readonly #onChange = (event: Event): void => {
    const to = Number((event.target as HTMLInputElement).value);
    this.held = undefined;
    this.#ask(to);
  };

  readonly #onFocus = (event: Event): void => {
    this.focused = (event.target as Element).matches(':focus-visible');
  };

  readonly #onBlur = (): void => {
    this.focused = false;
    this.held = undefined;
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape' && (this.focused || this.hovered !== undefined)) {
      this.focused = false;
      this.hovered = undefined;
      event.stopPropagation();
      return;
    }
    const { seconds, durationSeconds } = this;
    // From left to right in every language, as the time line itself.
    const to: Readonly<Record<string, number>> = {
      ArrowLeft: seconds - STEP_SECONDS,
      ArrowDown: seconds - STEP_SECONDS,
      ArrowRight: seconds + STEP_SECONDS,
      ArrowUp: seconds + STEP_SECONDS,
      PageDown: seconds - PAGE_SECONDS,
      PageUp: seconds + PAGE_SECONDS,
      Home: 0,
      End: durationSeconds,
    };
    const target = Object.hasOwn(to, event.key) ? to[event.key] : undefined;
    if (target === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.focused = true;
    this.#ask(Math.min(durationSeconds, Math.max(0, target)));
  };
}
