import { html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { crossIcon, downloadIcon } from '../../internal/icons.js';
import { LecternElement } from '../../internal/lectern-element.js';
import { LocalizeController } from '../../internal/localize.js';
import { clockTime } from './clock-time.js';
import { PlayerCommandEvent } from './command-event.js';
import { paragraphStarts, transcriptText, type Cue } from './cues.js';
import { findRanges, foldQuery } from './find-text.js';
import { downIcon, searchIcon, upIcon } from './icons.js';
import { recordingPlayerTerms } from './recording-player.terms.js';
import { saveText } from './save-text.js';
import { styles } from './transcript.styles.js';

/** So many lines are in the document at once. */
const ROWS = 200;
const STEP = 80;
/** Closer to the end of the lines than this, further ones are drawn. */
const NEAR_PX = 600;
const SEARCH_DELAY_MS = 120;

/**
 * @summary What is said in a recording, line by line: to read along, to search, to go to.
 *
 * Keyboard: Tab to the line that is said now, the arrows from line to line, Enter goes there. In the search Enter and
 * Shift + Enter walk through the hits.
 *
 * @tag lectern-transcript
 */
export class TranscriptElement extends LecternElement {
  static override styles = styles;

  @property({ attribute: false }) cues: readonly Cue[] = [];
  /** Index of what is said now; -1 before the first. */
  @property({ attribute: false }) current = -1;
  /** Of the recording. */
  @property({ attribute: false }) heading = '';
  @property({ attribute: false }) durationSeconds = Number.NaN;

  @state() private from = 0;
  @state() private following = true;
  @state() private query = '';
  @state() private hits: readonly number[] = [];
  @state() private hit = -1;
  /** The one line that Tab reaches. */
  @state() private reached: number | undefined;

  readonly #localize = new LocalizeController(this, recordingPlayerTerms);
  #paragraphs: ReadonlySet<number> = new Set();
  #delay: ReturnType<typeof setTimeout> | undefined;
  /** To be scrolled to once it is drawn. */
  #target: number | undefined;
  #focusesTarget = false;
  /** A line and where it stood, so that lines drawn before it do not move it. */
  #anchor: { readonly index: number; readonly top: number } | undefined;

  override disconnectedCallback(): void {
    clearTimeout(this.#delay);
    super.disconnectedCallback();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('cues')) {
      this.#paragraphs = paragraphStarts(this.cues);
      this.from = 0;
      this.reached = undefined;
      this.#search();
      this.#show(this.current);
    } else if (changed.has('current') && this.following) this.#show(this.current);
  }

  protected override updated(): void {
    const list = this.renderRoot.querySelector<HTMLElement>('.lines');
    if (!list) return;
    const anchor = this.#anchor;
    this.#anchor = undefined;
    const rowOf = (index: number): HTMLElement | null =>
      list.querySelector<HTMLElement>(`[data-index="${index}"]`);
    if (anchor) {
      const row = rowOf(anchor.index);
      if (row) this.#scrollTo(list, list.scrollTop + row.offsetTop - anchor.top, false);
    }
    const target = this.#target;
    if (target === undefined) return;
    this.#target = undefined;
    const row = rowOf(target);
    if (!row) return;
    // Only this box: the page stays where it is.
    this.#scrollTo(list, row.offsetTop - list.clientHeight / 2 + row.offsetHeight / 2, true);
    if (this.#focusesTarget) row.focus({ preventScroll: true });
    this.#focusesTarget = false;
  }

  protected override render(): unknown {
    const localize = this.#localize;
    const until = Math.min(this.cues.length, this.from + ROWS);
    const shown = this.cues.slice(this.from, until);
    return html`<section
      part="transcript"
      class="transcript"
      aria-label=${localize.term('playerTranscript')}
      lang=${localize.lang()}
      dir=${localize.dir()}
    >
      <div class="head">
        <h2>${localize.term('playerTranscript')}</h2>
        <button
          type="button"
          class="button button-quiet button-icon"
          aria-label=${localize.term('playerSaveText')}
          title=${localize.term('playerSaveText')}
          @click=${() => saveText(this.heading || localize.term('playerTranscript'), transcriptText(this.cues))}
        >
          ${downloadIcon()}
        </button>
        <button
          type="button"
          class="button button-quiet button-icon"
          aria-label=${localize.term('playerTranscriptHide')}
          title=${localize.term('playerTranscriptHide')}
          @click=${() => this.dispatchEvent(new PlayerCommandEvent({ type: 'close-transcript' }))}
        >
          ${crossIcon()}
        </button>
      </div>
      ${this.#searchField()}
      <div class="view">
        <ol
          class="lines"
          @scroll=${this.#onScroll}
          @wheel=${this.#stopFollowing}
          @touchmove=${this.#stopFollowing}
          @pointerdown=${this.#onPress}
          @keydown=${this.#onKey}
        >
          ${repeat(
            shown,
            (_cue, index) => this.from + index,
            (cue, index) => this.#line(cue, this.from + index),
          )}
        </ol>
        ${
          this.following
            ? nothing
            : html`<button type="button" class="button follow" @click=${this.#onFollow}>
                ${localize.term('playerFollow')}
              </button>`
        }
      </div>
    </section>`;
  }

  #searchField(): unknown {
    const localize = this.#localize;
    const { query, hits, hit } = this;
    const found = !query
      ? ''
      : !hits.length
        ? localize.term('playerNoHits')
        : hit < 0
          ? localize.term('playerHits', hits.length)
          : localize.term('playerHitOf', hit + 1, hits.length);
    return html`<div class="search" role="search">
      <span class="search-icon">${searchIcon()}</span>
      <input
        part="transcript-search"
        type="search"
        class="input"
        autocomplete="off"
        spellcheck="false"
        aria-label=${localize.term('playerTranscriptSearch')}
        placeholder=${localize.term('playerTranscriptSearch')}
        @input=${this.#onQuery}
        @keydown=${this.#onQueryKey}
      />
      <span class="found" role="status">${found}</span>
      ${
        hits.length
          ? html`<button
                type="button"
                class="button button-quiet button-icon"
                aria-label=${localize.term('playerPreviousHit')}
                @click=${() => this.#walk(-1)}
              >
                ${upIcon()}</button
              ><button
                type="button"
                class="button button-quiet button-icon"
                aria-label=${localize.term('playerNextHit')}
                @click=${() => this.#walk(1)}
              >
                ${downIcon()}
              </button>`
          : nothing
      }
    </div>`;
  }

  #line(cue: Cue, index: number): unknown {
    const { current, from } = this;
    const isCurrent = index === current;
    const last = Math.min(this.cues.length, from + ROWS) - 1;
    const tabbable = index === Math.max(from, Math.min(last, this.reached ?? current));
    const begins = this.#paragraphs.has(index);
    const speaks = begins && cue.speaker && cue.speaker !== this.cues[index - 1]?.speaker;
    const isHit = this.hit >= 0 && this.hits[this.hit] === index;
    return html`<li class=${begins ? 'begins' : ''}>
      ${speaks ? html`<span class="speaker" aria-hidden="true"><bdi>${cue.speaker}</bdi></span>` : nothing}
      <button
        type="button"
        part=${isCurrent ? 'cue cue-active' : 'cue'}
        class="line ${isHit ? 'is-hit' : ''}"
        data-index=${index}
        tabindex=${tabbable ? 0 : -1}
        aria-current=${isCurrent ? 'true' : nothing}
        @click=${() => this.#go(index)}
        @focus=${() => (this.reached = index)}
      >
        <span class="at" dir="ltr">${clockTime(cue.start, this.durationSeconds)}</span>
        <span class="words"
          >${speaks ? html`<span class="visually-hidden">${cue.speaker}: </span>` : nothing}<bdi
            >${this.#marked(cue.text)}</bdi
          ></span
        >
      </button>
    </li>`;
  }

  #marked(text: string): unknown {
    const ranges = findRanges(text, this.query);
    if (!ranges.length) return text;
    let at = 0;
    const parts = ranges.map(([from, to]) => {
      const part = html`${text.slice(at, from)}<mark>${text.slice(from, to)}</mark>`;
      at = to;
      return part;
    });
    return html`${parts}${text.slice(at)}`;
  }

  /** Draws the lines around one and scrolls to it. */
  #show(index: number): void {
    if (index < 0) return;
    if (index < this.from || index >= this.from + ROWS)
      this.from = Math.max(0, Math.min(this.cues.length - ROWS, index - ROWS / 2));
    this.#target = index;
  }

  #go(index: number): void {
    const cue = this.cues[index];
    if (!cue) return;
    this.following = true;
    this.dispatchEvent(new PlayerCommandEvent({ type: 'seek', seconds: cue.start }));
  }

  #search(): void {
    this.hits = this.query
      ? this.cues.flatMap(({ text }, index) => (findRanges(text, this.query).length ? [index] : []))
      : [];
    this.hit = -1;
  }

  #walk(step: 1 | -1): void {
    const { hits } = this;
    if (!hits.length) return;
    // The first one from what is said now on.
    const first = Math.max(
      0,
      hits.findIndex((index) => index >= this.current),
    );
    this.hit = this.hit < 0 ? first : (this.hit + step + hits.length) % hits.length;
    this.following = false;
    this.#show(hits[this.hit] ?? -1);
  }

  #scrollTo(list: HTMLElement, top: number, smoothly: boolean): void {
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const far = Math.abs(list.scrollTop - top) > list.clientHeight * 2;
    list.scrollTo({ top, behavior: smoothly && !still && !far ? 'smooth' : 'instant' });
  }

  readonly #onQuery = (event: Event): void => {
    const { value } = event.target as HTMLInputElement;
    clearTimeout(this.#delay);
    this.#delay = setTimeout(() => {
      this.query = foldQuery(value);
      this.#search();
    }, SEARCH_DELAY_MS);
  };

  readonly #onQueryKey = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const field = event.target as HTMLInputElement;
    if (event.key === 'Enter') {
      event.preventDefault();
      const wanted = foldQuery(field.value);
      if (wanted !== this.query) {
        clearTimeout(this.#delay);
        this.query = wanted;
        this.#search();
      }
      this.#walk(event.shiftKey ? -1 : 1);
    } else if (event.key === 'Escape' && field.value) {
      event.preventDefault();
      event.stopPropagation();
      clearTimeout(this.#delay);
      field.value = '';
      this.query = '';
      this.#search();
    }
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const row = (event.target as Element).closest<HTMLElement>('[data-index]');
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const index = Number(row.dataset['index']);
    const to: Readonly<Record<string, number>> = {
      ArrowUp: index - 1,
      ArrowDown: index + 1,
      Home: 0,
      End: this.cues.length - 1,
    };
    const target = Object.hasOwn(to, event.key) ? to[event.key] : undefined;
    if (target === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (!this.cues[target]) return;
    this.following = false;
    this.reached = target;
    this.#focusesTarget = true;
    this.#show(target);
    this.requestUpdate();
  };

  readonly #onFollow = (): void => {
    this.following = true;
    this.reached = undefined;
    this.#show(this.current);
  };

  readonly #stopFollowing = (): void => {
    this.following = false;
  };

  readonly #onPress = (event: Event): void => {
    // The scroll bar belongs to the list itself.
    if (event.target === event.currentTarget) this.following = false;
  };

  readonly #onScroll = (event: Event): void => {
    const list = event.target as HTMLElement;
    const { scrollTop, scrollHeight, clientHeight } = list;
    const nearTop = scrollTop < NEAR_PX && this.from > 0;
    const nearEnd = scrollHeight - scrollTop - clientHeight < NEAR_PX && this.from + ROWS < this.cues.length;
    if (!nearTop && !nearEnd) return;
    const from = nearEnd
      ? Math.min(this.cues.length - ROWS, this.from + STEP)
      : Math.max(0, this.from - STEP);
    if (from === this.from) return;
    // A line that is drawn before and after.
    const index = Math.max(from, this.from);
    const row = list.querySelector<HTMLElement>(`[data-index="${index}"]`);
    this.#anchor = { index, top: row?.offsetTop ?? 0 };
    this.from = from;
  };
}
