import type { CalendarsClient } from '@lectern/core/client';
import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { errorTerm } from '../internal/error-text.js';
import { formatInstant } from '../internal/format.js';
import { alertIcon, calendarIcon } from '../internal/icons.js';
import { LecternElement } from '../internal/lectern-element.js';
import { LocalizeController } from '../internal/localize.js';
import { calendarFeedTerms } from './calendar-feed.terms.js';
import { styles } from './calendar-feed.styles.js';

/**
 * @summary Makes, copies, replaces and deletes the link to subscribe to one's own sessions.
 *
 * @internal Part of the list.
 */
export class CalendarFeedElement extends LecternElement {
  static override styles = styles;

  /** Whose calendars it asks. */
  @property({ attribute: false }) client: { readonly calendars?: CalendarsClient } | undefined;

  /** The zone dates are shown in. */
  @property() zone = 'UTC';

  @state() private open = false;
  @state() private createdAt: string | undefined;
  @state() private url: string | undefined;
  @state() private said: 'copied' | 'deleted' | undefined;
  @state() private busy = false;
  @state() private error: unknown;

  readonly #localize = new LocalizeController(this, calendarFeedTerms);

  override disconnectedCallback(): void {
    // What is shown once is not shown again when the element comes back.
    this.url = undefined;
    super.disconnectedCallback();
  }

  protected override render(): unknown {
    const localize = this.#localize;
    if (!this.client?.calendars) return nothing;
    return html`
      <button
        type="button"
        class="button button-quiet"
        aria-expanded=${this.open ? 'true' : 'false'}
        aria-controls="panel"
        @click=${this.#toggle}
      >
        ${calendarIcon()} ${localize.term('feedSubscribe')}
      </button>
      <div class="panel" id="panel" ?hidden=${!this.open}>${this.open ? this.#panel() : nothing}</div>
    `;
  }

  #panel(): TemplateResult {
    const localize = this.#localize;
    const { url, createdAt, busy } = this;
    return html`
      <p>${localize.term('feedExplain')}</p>
      <p class="warning">${alertIcon()} <span>${localize.term('feedWarning')}</span></p>
      ${url ? this.#link(url) : createdAt ? html`<p class="muted">${this.#existsText(createdAt)}</p>` : nothing}
      ${
        this.error
          ? html`<p class="failed" role="alert">${localize.term(errorTerm(this.error))}</p>`
          : nothing
      }
      <div class="actions">
        <button
          type="button"
          class="button"
          id="create"
          aria-disabled=${busy ? 'true' : 'false'}
          @click=${() => void this.#create()}
        >
          ${localize.term(createdAt ? 'feedReplace' : 'feedCreate')}
        </button>
        ${
          createdAt
            ? html`<button
                type="button"
                class="button button-quiet danger"
                aria-disabled=${busy ? 'true' : 'false'}
                @click=${() => void this.#delete()}
              >
                ${localize.term('feedDelete')}
              </button>`
            : nothing
        }
      </div>
      <p class="muted" role="status">
        ${this.said === 'deleted' ? localize.term('feedDeleted') : this.said ? localize.term('feedCopied') : nothing}
      </p>
    `;
  }

  #link(url: string): TemplateResult {
    const localize = this.#localize;
    return html`<div class="field">
      <label class="label" for="url">${localize.term('feedLink')}</label>
      <div class="copy">
        <input
          class="input"
          id="url"
          readonly
          dir="ltr"
          .value=${url}
          @focus=${(event: Event) => (event.target as HTMLInputElement).select()}
        />
        <button type="button" class="button button-primary" @click=${() => void this.#copy(url)}>
          ${localize.term('feedCopy')}
        </button>
      </div>
      <p class="muted small">${localize.term('feedShownOnce')}</p>
    </div>`;
  }

  #existsText(createdAt: string): string {
    const date = formatInstant(this.#localize.lang(), createdAt, this.zone, { dateStyle: 'long' });
    return this.#localize.term('feedExists', date);
  }

  readonly #toggle = (): void => {
    this.open = !this.open;
    this.said = undefined;
    if (this.open) void this.#run(async (client) => (this.createdAt = (await client.feed()).createdAt));
  };

  async #create(): Promise<void> {
    const isMade = await this.#run(async (client) => {
      const { createdAt, url } = await client.createFeed();
      this.createdAt = createdAt;
      this.url = url;
    });
    if (!isMade) return;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#url')?.focus();
  }

  async #delete(): Promise<void> {
    const isDeleted = await this.#run(async (client) => {
      await client.deleteFeed();
      this.createdAt = undefined;
      this.url = undefined;
      this.said = 'deleted';
    });
    // The button that had the focus is gone.
    if (isDeleted) this.renderRoot.querySelector<HTMLElement>('#create')?.focus();
  }

  async #copy(url: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(url);
      this.said = 'copied';
    } catch {
      // Not allowed here: the selected text can still be copied by hand.
      this.renderRoot.querySelector<HTMLElement>('#url')?.focus();
    }
  }

  async #run(work: (client: CalendarsClient) => Promise<unknown>): Promise<boolean> {
    const calendars = this.client?.calendars;
    if (!calendars || this.busy) return false;
    this.busy = true;
    this.error = undefined;
    this.said = undefined;
    try {
      await work(calendars);
      return true;
    } catch (error) {
      this.error = error;
      return false;
    } finally {
      this.busy = false;
    }
  }
}
