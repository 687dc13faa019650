import { html, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { formatInstant } from '../internal/format.js';
import type { ChatLine } from '../session/chat-log.js';
import { ClassroomElement } from './classroom-element.js';
import { chatIcon, closeIcon, lockIcon, sendIcon } from './icons.js';
import { styles } from './chat-panel.styles.js';

const MOST_CHARACTERS = 2_000;
const WARN_BELOW = 200;
/** Lines of one person within this are one block. */
const BLOCK_MS = 3 * 60_000;

/**
 * @summary The chat: what was said, and a field to say something.
 *
 * Keyboard: Enter sends, Shift+Enter begins a new line, Escape closes.
 *
 * @tag lectern-chat-panel
 */
export class ChatPanelElement extends ClassroomElement {
  static override styles = styles;

  @property({ attribute: false }) lines: readonly ChatLine[] = [];

  /** Nobody may write at the moment. */
  @property({ type: Boolean, attribute: 'read-only' }) readOnly = false;

  /** Only those who lead the class write; whether one is of them says `readOnly`. */
  @property({ type: Boolean }) locked = false;

  @state() private text = '';

  @query('textarea') private field!: HTMLTextAreaElement | null;
  @query('.lines') private list!: HTMLElement;

  #atEnd = true;
  #wrote = false;

  /** Puts the focus where one writes, or on the way out where one cannot. */
  override focus(): void {
    (this.field ?? this.renderRoot.querySelector<HTMLElement>('.close'))?.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#wrote = this.hasUpdated && this.field?.matches(':focus') === true;
    if (!changed.has('lines') || !this.hasUpdated) return;
    const { scrollTop, clientHeight, scrollHeight } = this.list;
    // Whoever reads further up is not torn away, but one's own line is always shown.
    this.#atEnd = scrollHeight - scrollTop - clientHeight < 48 || this.lines.at(-1)?.status === 'sending';
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('lines') && this.#atEnd) this.list.scrollTop = this.list.scrollHeight;
    // The field went from under the cursor; what was written stays for when it comes back.
    if (this.#wrote && !this.field) this.list.focus();
  }

  protected override render(): unknown {
    const { localize } = this;
    return html`<section
      part="panel"
      class="panel"
      aria-label=${localize.term('roomChat')}
      lang=${localize.lang()}
      dir=${localize.dir()}
      @keydown=${this.#onKey}
    >
      <div class="head">
        <h2>${localize.term('roomChat')}</h2>
        <button
          type="button"
          class="button button-quiet button-icon close"
          aria-label=${localize.term('lecternClose')}
          @click=${() => this.request({ type: 'panel', panel: undefined })}
        >
          ${closeIcon()}
        </button>
      </div>
      <div class="lines" role="log" aria-label=${localize.term('roomChat')} tabindex="0">
        ${
          this.lines.length === 0
            ? html`<p class="empty">${chatIcon()}<span>${localize.term('roomChatEmpty')}</span></p>`
            : repeat(
                this.lines,
                ({ id }) => id,
                (line, index) => this.#line(line, this.lines[index - 1]),
              )
        }
      </div>
      <div class="foot">
        ${this.locked || this.readOnly ? this.#closed() : nothing}
        ${this.readOnly ? nothing : this.#composer()}
      </div>
    </section>`;
  }

  #line(line: ChatLine, former: ChatLine | undefined): unknown {
    const { localize } = this;
    const continues =
      former?.personId === line.personId &&
      Date.parse(line.postedAt) - Date.parse(former.postedAt) < BLOCK_MS;
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const time = formatInstant(localize.lang(), line.postedAt, timeZone, {
      hour: 'numeric',
      minute: '2-digit',
    });
    return html`<article class="line ${line.own ? 'own' : ''} ${line.status}" data-id=${line.id}>
      ${
        continues
          ? nothing
          : html`<p class="meta">
              <bdi class="who">${line.own ? localize.term('roomYou') : line.name}</bdi>
              ${line.isHost && !line.own ? html`<span class="chip chip-accent">${localize.term('roomHost')}</span>` : nothing}
              <time datetime=${line.postedAt}>${time}</time>
            </p>`
      }
      <p class="text" dir="auto">${line.text}</p>
      ${line.status === 'sending' ? html`<p class="state muted">${localize.term('roomChatSending')}</p>` : nothing}
      ${
        line.status === 'failed'
          ? html`<p class="state failed">
              ${localize.term('roomChatFailed')}
              <button
                type="button"
                class="link"
                @click=${() => this.request({ type: 'retry-chat', id: line.id })}
              >
                ${localize.term('lecternRetry')}
              </button>
            </p>`
          : nothing
      }
    </article>`;
  }

  #closed(): unknown {
    const { localize } = this;
    if (!this.locked)
      return html`<p class="not-allowed muted small">${localize.term('roomChatNotAllowed')}</p>`;
    return html`<p class="not-allowed muted small">
      ${lockIcon()}<span>${localize.term(this.readOnly ? 'roomChatLocked' : 'roomChatLockedOthers')}</span>
    </p>`;
  }

  #composer(): unknown {
    const { localize, text } = this;
    const left = MOST_CHARACTERS - text.length;
    return html`<form @submit=${this.#onSubmit}>
      <label class="visually-hidden" for="message">${localize.term('roomChatMessage')}</label>
      <div class="field">
        <textarea
          id="message"
          rows="1"
          dir="auto"
          maxlength=${MOST_CHARACTERS}
          placeholder=${localize.term('roomChatMessage')}
          .value=${text}
          @input=${this.#onInput}
        ></textarea>
        <button
          type="submit"
          class="send"
          aria-label=${localize.term('roomChatSend')}
          aria-disabled=${text.trim() ? nothing : 'true'}
        >
          ${sendIcon()}
        </button>
      </div>
      ${left <= WARN_BELOW ? html`<p class="small muted left">${localize.term('roomChatLeft', left)}</p>` : nothing}
    </form>`;
  }

  readonly #onInput = (event: Event): void => {
    this.text = (event.target as HTMLTextAreaElement).value;
  };

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    this.#send();
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.request({ type: 'panel', panel: undefined });
      return;
    }
    // Enter that ends the choice of a character belongs to the input method.
    const isComposing = event.isComposing || event.keyCode === 229;
    if (event.key !== 'Enter' || event.shiftKey || isComposing) return;
    if (event.composedPath()[0] !== this.field) return;
    event.preventDefault();
    this.#send();
  };

  #send(): void {
    const text = this.text.trim();
    if (!text) return;
    this.text = '';
    this.request({ type: 'post', text });
  }
}
