import { calendarLinks, type CalendarLinksInput, type CalendarService } from '@lectern/core/calendar-links';
import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { calendarIcon, downloadIcon } from '../internal/icons.js';
import { LecternElement } from '../internal/lectern-element.js';
import { LocalizeController } from '../internal/localize.js';
import { saveFile } from '../internal/save-file.js';
import { calendarMenuTerms } from './calendar-menu.terms.js';
import { styles } from './calendar-menu.styles.js';

/** Brands, the same in every language. */
const SERVICES: readonly (readonly [CalendarService, string])[] = [
  ['google', 'Google Calendar'],
  ['outlook', 'Outlook.com'],
  ['office365', 'Microsoft 365'],
  ['yahoo', 'Yahoo'],
];
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/**
 * @summary A menu button that adds a session to a calendar: at four services, or as a file.
 *
 * @internal Part of the booking and of the list.
 */
export class CalendarMenuElement extends LecternElement {
  static override styles = styles;

  /** What is added. */
  @property({ attribute: false }) entry: CalendarLinksInput | undefined;

  /** Gives the calendar file. Without it the menu has none. */
  @property({ attribute: false }) loadFile: (() => Promise<Blob | undefined>) | undefined;

  /** Only the icon is shown; its name says what is added. */
  @property({ type: Boolean }) compact = false;

  /** At which side of the button the menu begins. */
  @property({ reflect: true }) align: 'start' | 'end' = 'start';

  @state() private open = false;
  @state() private failed = false;

  readonly #localize = new LocalizeController(this, calendarMenuTerms);

  override disconnectedCallback(): void {
    this.#close();
    super.disconnectedCallback();
  }

  protected override render(): unknown {
    const localize = this.#localize;
    const { entry, compact } = this;
    if (!entry) return nothing;
    return html`
      <button
        type="button"
        class="button ${compact ? 'button-quiet button-icon' : ''}"
        id="button"
        aria-haspopup="menu"
        aria-expanded=${this.open ? 'true' : 'false'}
        aria-controls="menu"
        aria-label=${compact ? localize.term('calendarAddTitle', entry.title) : nothing}
        title=${compact ? localize.term('calendarAdd') : nothing}
        @click=${() => (this.open ? this.#close() : void this.#open(0))}
        @keydown=${this.#onButtonKey}
      >
        ${calendarIcon()} ${compact ? nothing : localize.term('calendarAdd')}
      </button>
      <div class="popup" ?hidden=${!this.open} lang=${localize.lang()} dir=${localize.dir()}>
        <ul
          class="menu"
          id="menu"
          role="menu"
          aria-labelledby="button"
          aria-describedby="copy"
          @keydown=${this.#onMenuKey}
        >
          ${this.open ? this.#items(entry) : nothing}
        </ul>
        <p id="copy">${localize.term('calendarCopy')}</p>
        ${
          this.failed
            ? html`<p class="failed" role="alert">${localize.term('calendarFileFailed')}</p>`
            : nothing
        }
      </div>
    `;
  }

  #items(entry: CalendarLinksInput): readonly TemplateResult[] {
    const file = html`<li role="none">
      <button type="button" class="entry" role="menuitem" tabindex="-1" @click=${() => void this.#save()}>
        ${downloadIcon()} ${this.#localize.term('calendarFile')}
      </button>
    </li>`;
    const links = linksOf(entry);
    return [
      ...(links
        ? SERVICES.map(
            ([service, name]) =>
              html`<li role="none">
                <a
                  class="entry"
                  role="menuitem"
                  tabindex="-1"
                  href=${links[service]}
                  target="_blank"
                  rel="noopener noreferrer"
                  @click=${() => this.#close(true)}
                  >${name}</a
                >
              </li>`,
          )
        : []),
      ...(this.loadFile ? [file] : []),
    ];
  }

  async #open(at: number): Promise<void> {
    this.open = true;
    this.failed = false;
    document.addEventListener('pointerdown', this.#onOutside);
    this.addEventListener('focusout', this.#onFocusOut);
    await this.updateComplete;
    this.#entries.at(at)?.focus();
  }

  #close(withFocus = false): void {
    this.open = false;
    document.removeEventListener('pointerdown', this.#onOutside);
    this.removeEventListener('focusout', this.#onFocusOut);
    if (withFocus) this.renderRoot.querySelector<HTMLElement>('#button')?.focus();
  }

  get #entries(): readonly HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('[role=menuitem]')];
  }

  readonly #onOutside = (event: Event): void => {
    if (!event.composedPath().includes(this)) this.#close();
  };

  readonly #onFocusOut = ({ relatedTarget }: FocusEvent): void => {
    // Within the menu the event is retargeted: it goes to nobody, or to this element.
    if (relatedTarget instanceof Node && relatedTarget !== this && !this.renderRoot.contains(relatedTarget))
      this.#close();
  };

  readonly #onButtonKey = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    void this.#open(event.key === 'ArrowDown' ? 0 : -1);
  };

  readonly #onMenuKey = (event: KeyboardEvent): void => {
    const entries = this.#entries;
    const at = entries.indexOf(event.target as HTMLElement);
    const step = STEPS[event.key];
    if (event.key === 'Escape') this.#close(true);
    else if (event.key === 'Tab') {
      this.#close(true);
      return;
    } else if (step !== undefined) entries[(at + step + entries.length) % entries.length]?.focus();
    else if (event.key === 'Home') entries.at(0)?.focus();
    else if (event.key === 'End') entries.at(-1)?.focus();
    else if (event.key === ' ' && event.target instanceof HTMLAnchorElement) event.target.click();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  async #save(): Promise<void> {
    this.failed = false;
    const file = await this.loadFile?.().catch(() => undefined);
    if (!this.isConnected) return;
    if (!file) {
      this.failed = true;
      return;
    }
    saveFile(file, 'lesson.ics');
    this.#close(true);
  }
}

/** Nothing for what no calendar takes, such as a session that ends before it starts. */
function linksOf(entry: CalendarLinksInput): ReturnType<typeof calendarLinks> | undefined {
  try {
    return calendarLinks(entry);
  } catch {
    return undefined;
  }
}
