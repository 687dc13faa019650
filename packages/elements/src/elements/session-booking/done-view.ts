import { html, nothing, type TemplateResult } from 'lit';
import { checkIcon, crossIcon } from '../../internal/icons.js';
import { zoneLabel } from '../../internal/viewer-zone.js';
import { bookingLabel, choiceLabel, hostTimeLabel, type BookingView } from './booking-view.js';
import { cancelQuestion, changeErrorText, failureNotice } from './cancel-view.js';

/** What the page knows of it beside. */
export interface BookingPage {
  /** Where the person finds the session. */
  readonly url?: string;
}

/** What was booked or moved, with the calendar and the way back. */
export function doneView(view: BookingView, page: BookingPage): TemplateResult {
  const { state, localize, flow } = view;
  const { booking, slot, movedFrom } = state;
  if (!booking || !slot) return html``;
  const cancelled = booking.state === 'cancelled';
  return html`
    <div class="done ${cancelled ? 'done-cancelled' : ''}" part="done">
      <span class="done-icon">${cancelled ? crossIcon() : checkIcon()}</span>
      <h2 id="heading" tabindex="-1">
        ${localize.term(cancelled ? 'bookingCancelled' : movedFrom ? 'bookingMoved' : 'bookingDone')}
      </h2>
      ${cancelled ? nothing : html`<p class="muted">${localize.term(movedFrom ? 'bookingMovedHint' : 'bookingDoneHint')}</p>`}
    </div>
    <dl class="summary" part="summary">
      <dt>${localize.term('bookingWhen')}</dt>
      <dd>
        <strong>${choiceLabel(view, slot)}</strong>
        <span class="muted small">
          ${zoneLabel(state.zone, slot.viewerOffset)}${
            slot.hostOffset === slot.viewerOffset ? nothing : html`, ${hostTimeLabel(view, slot)}`
          }
        </span>
      </dd>
      ${
        movedFrom
          ? html`<dt>${localize.term('bookingBefore')}</dt>
              <dd class="muted">${bookingLabel(view, movedFrom)}</dd>`
          : nothing
      }
      <dt>${localize.term('bookingTeacher')}</dt>
      <dd><bdi>${booking.host.name}</bdi></dd>
      <dt>${localize.term('bookingSubject')}</dt>
      <dd><bdi>${booking.title}</bdi></dd>
      ${
        booking.note
          ? html`<dt>${localize.term('bookingYourNote')}</dt>
              <dd class="note"><bdi>${booking.note}</bdi></dd>`
          : nothing
      }
    </dl>
    ${
      state.cancelError
        ? failureNotice(changeErrorText(view, state.cancelError, 'bookingCancelTooLate'))
        : nothing
    }
    ${state.cancelling === 'no' ? actions(view, cancelled, page) : cancelQuestion(view)}
    ${
      cancelled
        ? html`<p>
            <button type="button" class="button button-primary" @click=${() => flow.again()}>
              ${localize.term('bookingAnother')}
            </button>
          </p>`
        : nothing
    }
  `;
}

function actions(
  { state, localize, flow }: BookingView,
  cancelled: boolean,
  { url }: BookingPage,
): TemplateResult | typeof nothing {
  const { booking } = state;
  if (cancelled || !booking) return nothing;
  const { title, startsAt, endsAt } = booking;
  const entry = { title, startsAt, endsAt, zone: state.zone, ...(url === undefined ? {} : { url }) };
  return html`<div class="actions">
    <lectern-calendar-menu .entry=${entry} .loadFile=${() => flow.calendarFile()}></lectern-calendar-menu>
    ${
      flow.canMove(booking)
        ? html`<button type="button" class="button" @click=${() => flow.startMove(booking)}>
            ${localize.term('bookingMove')}
          </button>`
        : nothing
    }
    <button type="button" class="button button-quiet" @click=${() => flow.again()}>
      ${localize.term('bookingAnother')}
    </button>
    ${
      booking.you.can['booking.cancel']
        ? html`<button
            type="button"
            class="button button-quiet quiet-danger"
            id="cancel"
            @click=${() => flow.askToCancel(true)}
          >
            ${localize.term('bookingCancel')}
          </button>`
        : nothing
    }
  </div>`;
}
