import { LecternError } from '@lectern/core/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { errorTerm } from '../../internal/error-text.js';
import { formatInstant } from '../../internal/format.js';
import { alertIcon, checkIcon, crossIcon, downloadIcon } from '../../internal/icons.js';
import { zoneLabel } from '../../internal/viewer-zone.js';
import { choiceLabel, hostTimeLabel, type BookingView } from './booking-view.js';

/** What was booked, with the calendar file and the way back. */
export function doneView(view: BookingView, downloadFailed: boolean, onDownload: () => void): TemplateResult {
  const { state, localize, flow } = view;
  const { booking, slot } = state;
  if (!booking || !slot) return html``;
  const cancelled = booking.state === 'cancelled';
  return html`
    <div class="done ${cancelled ? 'done-cancelled' : ''}" part="done">
      <span class="done-icon">${cancelled ? crossIcon() : checkIcon()}</span>
      <h2 id="heading" tabindex="-1">${localize.term(cancelled ? 'bookingCancelled' : 'bookingDone')}</h2>
      ${cancelled ? nothing : html`<p class="muted">${localize.term('bookingDoneHint')}</p>`}
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
    ${downloadFailed ? notice(localize.term('bookingDownloadFailed')) : nothing}
    ${state.cancelError ? notice(cancelText(view)) : nothing}
    ${state.cancelling === 'no' ? actions(view, cancelled, onDownload) : question(view)}
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
  onDownload: () => void,
): unknown {
  if (cancelled) return nothing;
  return html`<div class="actions">
    <button type="button" class="button" id="download" @click=${onDownload}>
      ${downloadIcon()} ${localize.term('bookingDownload')}
    </button>
    <button type="button" class="button button-quiet" @click=${() => flow.again()}>
      ${localize.term('bookingAnother')}
    </button>
    ${
      state.booking?.you.can['booking.cancel']
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

function question({ state, localize, flow }: BookingView): TemplateResult {
  const sending = state.cancelling === 'sending';
  return html`<div class="notice notice-danger" role="group" aria-labelledby="question">
    <p id="question" tabindex="-1">${localize.term('bookingCancelQuestion')}</p>
    <button
      type="button"
      class="button button-danger"
      aria-disabled=${sending ? 'true' : 'false'}
      @click=${() => void flow.cancel()}
    >
      ${localize.term('bookingCancelYes')}
    </button>
    <button type="button" class="button" @click=${() => !sending && flow.askToCancel(false)}>
      ${localize.term('bookingCancelNo')}
    </button>
  </div>`;
}

function notice(text: string): TemplateResult {
  return html`<div class="notice notice-danger" role="alert">
    ${alertIcon()}
    <p>${text}</p>
  </div>`;
}

function cancelText({ state, localize }: BookingView): string {
  const { cancelError } = state;
  const until =
    LecternError.is(cancelError) && cancelError.code === 'TOO_LATE' && cancelError.details?.['cutoffAt'];
  if (typeof until !== 'string' || Number.isNaN(Date.parse(until)))
    return localize.term(errorTerm(cancelError));
  const options = { dateStyle: 'medium', timeStyle: 'short' } as const;
  return localize.term('bookingCancelTooLate', formatInstant(localize.lang(), until, state.zone, options));
}
