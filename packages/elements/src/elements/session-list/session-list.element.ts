import type { Recording, Session } from '@lectern/core/contract';
import { html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { defineCalendarFeed } from '../../calendar-menu/define-calendar-feed.js';
import { defineCalendarMenu } from '../../calendar-menu/define-calendar-menu.js';
import { ClientElement, type ClientSlices } from '../../context/client-element.js';
import { errorTerm } from '../../internal/error-text.js';
import { offsetAt } from '../../internal/format.js';
import { alertIcon, calendarIcon } from '../../internal/icons.js';
import { LocalizeController } from '../../internal/localize.js';
import { fillAddress, webAddress } from '../../internal/safe-url.js';
import { viewerZone, zoneLabel } from '../../internal/viewer-zone.js';
import { pastItem, skeleton, upcomingItem, type ListView } from './item-view.js';
import { RecordingOpenEvent, SessionJoinEvent, SessionListErrorEvent } from './session-list.events.js';
import { ListStore } from './session-list.store.js';
import { styles } from './session-list.styles.js';
import { sessionListTerms } from './session-list.terms.js';
import { isJoinable } from './upcoming.js';

/**
 * @summary The next sessions with a countdown and a Join button, and the past ones.
 *
 * @tag session-list
 *
 * @slot empty - Shown under the words that nothing is planned, such as a link to book.
 *
 * @fires {SessionJoinEvent} session-join - The person wants to join; cancel it to join in a way of your own.
 * @fires {RecordingOpenEvent} recording-open - The person wants to watch a recording; cancel it to show it in a way of your own.
 * @fires {SessionListErrorEvent} session-list-error - The list could not be loaded and says so.
 *
 * @csspart base - The surface.
 * @csspart item - One session.
 * @csspart join - The Join button.
 * @csspart recording - The link to a recording.
 */
export class SessionListElement extends ClientElement<'sessions'> {
  /** @internal */
  static override styles = styles;

  /** How many upcoming sessions are shown. */
  @property({ type: Number, attribute: 'upcoming-limit' }) upcomingLimit = 3;

  /** How many past sessions are shown at first. */
  @property({ type: Number, attribute: 'past-limit' }) pastLimit = 5;

  /** Shows no past sessions. */
  @property({ type: Boolean, attribute: 'past-hidden' }) pastHidden = false;

  /** Address of a session's page, with `{id}`. Default: the address that the server gives. */
  @property({ attribute: 'session-url' }) sessionUrl = '';

  /** Address of a session's attendance, with `{id}`. Without it there is no link. */
  @property({ attribute: 'attendance-url' }) attendanceUrl = '';

  /** Address of a recording's page, with `{id}` of the recording. Without it there is a button that fires `recording-open`. */
  @property({ attribute: 'recording-url' }) recordingUrl = '';

  /** IANA zone the times are shown in. Default: the one chosen before on this device, else the device's own. */
  @property() zone = '';

  @state() private store: ListStore | undefined;
  @state() private announcement = '';

  readonly #localize = new LocalizeController(this, sessionListTerms);
  readonly #announced = new Set<string>();

  override connectedCallback(): void {
    defineCalendarMenu();
    defineCalendarFeed();
    super.connectedCallback();
  }

  protected override clientChanged(client: ClientSlices<'sessions'> | undefined): void {
    this.store?.stop();
    // The same one again: the element was moved.
    if (client && this.store?.client === client) this.store.start();
    else if (client) this.#begin(client);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const client = this.connection.current;
    const other = changed.has('upcomingLimit') || changed.has('pastLimit') || changed.has('pastHidden');
    if (client && this.hasUpdated && other) this.#begin(client);
  }

  protected override render(): unknown {
    const localize = this.#localize;
    return html`<div part="base" class="surface" lang=${localize.lang()} dir=${localize.dir()}>
      ${this.#content()}
      <p class="visually-hidden" role="status">${this.announcement}</p>
    </div>`;
  }

  #begin(client: ClientSlices<'sessions'>): void {
    this.store?.stop();
    const whole = (value: number, fallback: number): number =>
      Number.isFinite(value) && value >= 1 ? Math.min(50, Math.floor(value)) : fallback;
    const store = new ListStore({
      client,
      upcomingLimit: whole(this.upcomingLimit, 3),
      pastLimit: this.pastHidden ? 0 : whole(this.pastLimit, 5),
      onChange: () => this.#changed(store),
      /** @internal Documented by `@fires`. */
      onError: (error) => this.dispatchEvent(new SessionListErrorEvent({ error })),
    });
    this.store = store;
    store.start();
  }

  #changed(store: ListStore): void {
    if (store !== this.store) return;
    for (const session of store.upcoming ?? []) {
      if (!isJoinable(session, store.now) || this.#announced.has(session.id)) continue;
      this.#announced.add(session.id);
      this.announcement = this.#localize.term('listCanJoin', session.title);
    }
    this.requestUpdate();
  }

  #content(): unknown {
    const { store } = this;
    const localize = this.#localize;
    if (!store) {
      return this.connection.missing
        ? html`<div class="empty" role="status"><p>${localize.term('lecternNotConnected')}</p></div>`
        : skeleton(localize.term('lecternLoading'));
    }
    const { upcoming } = store;
    if (!upcoming) return store.error ? this.#error(store) : skeleton(localize.term('lecternLoading'));
    const zone = viewerZone(this.zone);
    const view: ListView = {
      localize,
      now: store.now,
      zone,
      join: (event, session) => this.#join(event, session),
      sessionUrl: (session) => this.#urlOf(session),
      attendanceUrl: (session) => this.#attendanceOf(session),
      calendarFile: ({ id }) => {
        const { calendars } = store.client;
        return calendars && (() => calendars.ics(id));
      },
      recordingsOf: (session) => store.recordingsOf(session),
      openRecording: (event, recording) => this.#openRecording(event, recording),
      recordingUrl: ({ id }) => fillAddress(this.recordingUrl, id),
    };
    return html`
      ${store.error ? this.#error(store) : nothing}
      <section aria-labelledby="upcoming">
        <h2 id="upcoming">${localize.term('listUpcoming')}</h2>
        ${
          upcoming.length
            ? html`<ul class="upcoming">
                ${upcoming.map((session, index) => upcomingItem(view, session, index === 0))}
              </ul>`
            : html`<div class="empty">
                <span class="empty-icon">${calendarIcon()}</span>
                <p class="strong">${localize.term('listNothing')}</p>
                <p class="muted small">${localize.term('listNothingHint')}</p>
                <slot name="empty"></slot>
              </div>`
        }
      </section>
      ${this.#past(view, store)}
      <p class="muted small zone">
        ${localize.term('listTimesShownIn', zoneLabel(zone, offsetAt(zone, store.now)))}
      </p>
      ${
        store.client.calendars
          ? html`<lectern-calendar-feed .client=${store.client} .zone=${zone}></lectern-calendar-feed>`
          : nothing
      }
    `;
  }

  #past(view: ListView, store: ListStore): unknown {
    const { past } = store;
    if (!past) return nothing;
    const localize = this.#localize;
    return html`<section aria-labelledby="past">
      <h2 id="past">${localize.term('listPast')}</h2>
      ${
        past.length
          ? html`<ul class="past">
              ${past.map((session) => pastItem(view, session))}
            </ul>`
          : html`<p class="muted">${localize.term('listNothingPast')}</p>`
      }
      ${
        store.hasMorePast
          ? html`<button type="button" class="button button-quiet" @click=${() => void store.loadMorePast()}>
              ${localize.term('listMore')}
            </button>`
          : nothing
      }
    </section>`;
  }

  #error(store: ListStore): unknown {
    const localize = this.#localize;
    return html`<div class="notice notice-danger" role="alert">
      ${alertIcon()}
      <p>${localize.term(errorTerm(store.error))}</p>
      <button type="button" class="button" @click=${() => store.retry()}>
        ${localize.term('lecternRetry')}
      </button>
    </div>`;
  }

  #urlOf(session: Session): string | undefined {
    return fillAddress(this.sessionUrl, session.id) ?? webAddress(session.url);
  }

  #attendanceOf({ id, state, you }: Session): string | undefined {
    const may = you.can['attendance.view'] || you.can['attendance.view-own'];
    return may && state !== 'cancelled' ? fillAddress(this.attendanceUrl, id) : undefined;
  }

  #openRecording(event: Event, recording: Recording): void {
    const url = fillAddress(this.recordingUrl, recording.id);
    /** @internal Documented by `@fires`; the analyzer cannot name an event class. */
    const proceeds = this.dispatchEvent(new RecordingOpenEvent({ recording, url }));
    if (!proceeds) event.preventDefault();
  }

  #join(event: Event, session: Session): void {
    const url = this.#urlOf(session);
    /** @internal Documented by `@fires`; the analyzer cannot name an event class. */
    const proceeds = this.dispatchEvent(new SessionJoinEvent({ session, url }));
    // The link itself is the default: it can be opened in a tab of its own.
    if (!proceeds) event.preventDefault();
  }
}
