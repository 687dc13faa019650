import { html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { loadCalendarMenu } from '../../calendar-menu/load-calendar-menu.js';
import { ClientElement, type ClientSlices } from '../../context/client-element.js';
import { errorTerm } from '../../internal/error-text.js';
import { alertIcon, calendarIcon } from '../../internal/icons.js';
import { isolate } from '../../internal/isolate.js';
import { LocalizeController } from '../../internal/localize.js';
import { writePreferences } from '../../internal/preferences.js';
import { fillAddress } from '../../internal/safe-url.js';
import { viewerZone } from '../../internal/viewer-zone.js';
import { BookingFlow } from './booking-flow.js';
import { lastBookable, slotsOn, type BookingState } from './booking-state.js';
import type { BookingView } from './booking-view.js';
import { confirmView } from './confirm-view.js';
import { doneView } from './done-view.js';
import { movingHead, ownView } from './own-view.js';
import { firstWeekday, monthOf, moveByKey } from './month.js';
import { monthView, tabStop } from './month-view.js';
import { sessionBookingTerms } from './session-booking.terms.js';
import { styles } from './session-booking.styles.js';
import { skeletonView } from './skeleton-view.js';
import { initials, teacherView } from './teacher-view.js';
import { timesView } from './times-view.js';
import { zoneView } from './zone-view.js';

/** Where the focus goes when the control that had it is gone. */
const FOCUS_ORDER = ['input:checked', '.day[tabindex="0"]', '#heading'] as const;

/**
 * @summary Books a lesson: teacher, day, time in one's own zone, confirmation, calendar. Moves and cancels booked ones.
 *
 * Keyboard: in the calendar the arrows move by day and week, PageUp and PageDown by month, Home and End to the ends of
 * the week, Enter or Space chooses the day; the times are a group of radio buttons.
 *
 * @tag session-booking
 *
 * @fires {SessionBookingConfirmEvent} session-booking-confirm - About to book; cancel it to book in a way of your own.
 * @fires {SessionBookingDoneEvent} session-booking-done - A time was booked.
 * @fires {SessionBookingMoveEvent} session-booking-move - About to move a booking; cancel it to do so in a way of your own.
 * @fires {SessionBookingAfterMoveEvent} session-booking-after-move - A booking has another time.
 * @fires {SessionBookingAfterCancelEvent} session-booking-after-cancel - A booking was cancelled.
 * @fires {SessionBookingErrorEvent} session-booking-error - Something failed and is shown.
 *
 * @csspart base - The surface.
 * @csspart teachers - The list of teachers.
 * @csspart own - The person's next bookings, to move and to cancel.
 * @csspart calendar - The month.
 * @csspart times - The free times of a day.
 * @csspart conflict - The notice that the time is gone, with others.
 * @csspart zone - The line that names the time zone.
 * @csspart confirm - The chosen time with the button that books it.
 * @csspart done - The heading after booking.
 * @csspart summary - What was booked.
 */
export class SessionBookingElement extends ClientElement<'offerings' | 'bookings'> {
  /** @internal */
  static override styles = styles;

  /** Only this offering. Default: all that the person may book. */
  @property({ attribute: 'offering-id' }) offeringId = '';

  /** Only this teacher, by the LMS's user id. */
  @property({ attribute: 'host-id' }) hostId = '';

  /** Address of a session's page, with `{id}`, for entries in calendars. Without it they have no link. */
  @property({ attribute: 'session-url' }) sessionUrl = '';

  /** IANA zone to begin with. Default: the one chosen before on this device, else the device's own. */
  @property() zone = '';

  @state() private flow: BookingFlow | undefined;
  @state() private cursor: string | undefined;
  @state() private search = '';
  @state() private pickingZone = false;

  readonly #localize = new LocalizeController(this, sessionBookingTerms);
  #focusNext: string | undefined;
  #shown: BookingState | undefined;
  #hadFocus = false;

  protected override clientChanged(client: ClientSlices<'offerings' | 'bookings'> | undefined): void {
    if (!client) this.flow?.pause();
    else if (this.flow?.client === client) this.flow.resume();
    else this.#begin(client);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#hadFocus ||= this.shadowRoot?.activeElement != null;
    const client = this.connection.current;
    const other = changed.has('offeringId') || changed.has('hostId') || changed.has('zone');
    if (client && this.hasUpdated && other) this.#begin(client);
  }

  protected override updated(): void {
    const find = (selector: string): HTMLElement | null =>
      this.renderRoot.querySelector<HTMLElement>(selector);
    const wanted = this.#focusNext && find(this.#focusNext);
    this.#focusNext = undefined;
    if (wanted) wanted.focus({ preventScroll: true });
    // What had the focus is gone: it goes to what stands in its place, as soon as there is something.
    else if (this.#hadFocus && document.activeElement === document.body) {
      const next = FOCUS_ORDER.map(find).find((one) => one !== null);
      if (!next) return;
      next.focus({ preventScroll: true });
    }
    this.#hadFocus = false;
  }

  protected override render(): unknown {
    const localize = this.#localize;
    const { flow } = this;
    return html`<div part="base" class="surface" lang=${localize.lang()} dir=${localize.dir()}>
      ${flow ? this.#step({ flow, localize, state: flow.state }) : this.#waiting()}
    </div>`;
  }

  #begin(client: ClientSlices<'offerings' | 'bookings'>): void {
    this.flow?.pause();
    this.cursor = undefined;
    const zone = viewerZone(this.zone);
    const flow = new BookingFlow({
      client,
      offeringId: this.offeringId,
      hostId: this.hostId,
      zone,
      onChange: () => this.#changed(flow),
      /** @internal Documented by `@fires`. */
      dispatch: (event) => this.dispatchEvent(event),
    });
    this.flow = flow;
    flow.resume();
  }

  /** Renders again, and takes the focus along when what had it goes away. */
  #changed(flow: BookingFlow): void {
    if (flow !== this.flow) return;
    const { step, problem, cancelling, booking, moving, cancelOf, cancelled } = flow.state;
    const shown = this.#shown;
    if (step === 'done' && shown?.step !== 'done') loadCalendarMenu();
    this.#shown = flow.state;
    const inside = this.shadowRoot?.activeElement;
    if (inside && shown?.moving && !moving && step !== 'done')
      this.#focusNext = `[data-move='${shown.moving.id}']`;
    else if (inside && cancelled && cancelled !== shown?.cancelled) this.#focusNext = '#own';
    else if (
      inside &&
      (step !== shown?.step || booking?.state !== shown.booking?.state || (moving && !shown.moving))
    )
      this.#focusNext = '#heading';
    else if (inside && cancelling !== shown?.cancelling && cancelling !== 'sending')
      this.#focusNext =
        cancelling === 'asking' ? '#question' : `#cancel, [data-cancel='${cancelOf?.id ?? ''}']`;
    else if (inside?.closest('.confirm') && problem && problem.kind !== 'error') this.#focusNext = '#problem';
    this.requestUpdate();
  }

  #waiting(): unknown {
    const localize = this.#localize;
    return this.connection.missing
      ? html`<div class="empty" role="status"><p>${localize.term('lecternNotConnected')}</p></div>`
      : skeletonView(localize.term('lecternLoading'));
  }

  #step(view: BookingView): unknown {
    const { state, flow, localize } = view;
    switch (state.step) {
      case 'loading':
        return skeletonView(localize.term('lecternLoading'));
      case 'failed':
        return html`<div class="notice notice-danger" role="alert">
          ${alertIcon()}
          <p>${localize.term(errorTerm(state.error))}</p>
          <button type="button" class="button" @click=${() => flow.retry()}>
            ${localize.term('lecternRetry')}
          </button>
        </div>`;
      case 'nothing':
        return html`<div class="empty" role="status">
          <span class="empty-icon">${calendarIcon()}</span>
          <p>${localize.term('bookingNothingOffered')}</p>
        </div>`;
      case 'teacher':
        return [ownView(view), teacherView(view, this.search, (search) => (this.search = search))];
      case 'done':
        return doneView(view, this.#pageOf(state));
      default:
        return html`
          ${state.moving ? movingHead(view, state.moving) : [this.#head(view), ownView(view)]}
          <div class="columns">
            ${monthView(view, this.cursor, (event) => this.#moveDay(view, event))} ${timesView(view)}
          </div>
          ${zoneView(
            view,
            this.pickingZone,
            (picking) => this.#pickZone(picking),
            (zone) => this.#setZone(flow, zone),
          )}
          ${confirmView(view)}
        `;
    }
  }

  #head({ state, flow, localize }: BookingView): unknown {
    const { choice } = state;
    if (!choice) return nothing;
    const { host, offering } = choice;
    return html`<header class="head">
      <span class="disc" aria-hidden="true">${initials(host.name)}</span>
      <div class="head-text">
        <h2 id="heading" tabindex="-1"><bdi>${offering.title}</bdi></h2>
        <p class="muted">
          ${localize.term('bookingWith', isolate(host.name))} ·
          ${localize.term('bookingMinutes', offering.durationMinutes)}
        </p>
        ${offering.description ? html`<p class="small"><bdi>${offering.description}</bdi></p>` : nothing}
      </div>
      ${
        state.choices.length > 1
          ? html`<button type="button" class="button" @click=${() => flow.backToTeachers()}>
              ${localize.term('bookingOtherTeacher')}
            </button>`
          : nothing
      }
    </header>`;
  }

  #moveDay(view: BookingView, event: KeyboardEvent): void {
    const { state, flow, localize } = view;
    const from = tabStop(view, this.cursor);
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (slotsOn(state, from).length) flow.selectDate(from);
      return;
    }
    let to = moveByKey(event.key, from, firstWeekday(localize.lang()), localize.dir() === 'rtl');
    if (!to) return;
    event.preventDefault();
    const last = lastBookable(state);
    if (to < state.today) to = state.today;
    if (to > last) to = last;
    this.cursor = to;
    this.#focusNext = `[data-date='${to}']`;
    if (monthOf(to) !== state.month) flow.showMonth(monthOf(to));
  }

  #pickZone(picking: boolean): void {
    this.pickingZone = picking;
    if (picking) this.#focusNext = '#zone';
  }

  #setZone(flow: BookingFlow, zone: string): void {
    writePreferences({ zone });
    this.cursor = undefined;
    flow.setZone(zone);
  }

  #pageOf({ booking }: BookingState): { readonly url?: string } {
    const url = booking && fillAddress(this.sessionUrl, booking.sessionId);
    return url === undefined ? {} : { url: new URL(url, document.baseURI).href };
  }
}
