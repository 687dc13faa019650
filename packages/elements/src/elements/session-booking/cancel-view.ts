import { LecternError } from '@lectern/core/contract';
import { html, type TemplateResult } from 'lit';
import { errorTerm } from '../../internal/error-text.js';
import { formatInstant } from '../../internal/format.js';
import { alertIcon } from '../../internal/icons.js';
import type { BookingView } from './booking-view.js';

/** Whether the booking is really to be cancelled. */
export function cancelQuestion({ state, localize, flow }: BookingView): TemplateResult {
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
    <button type="button" class="button" @click=${() => !sending && flow.askToCancel(false, state.cancelOf)}>
      ${localize.term('bookingCancelNo')}
    </button>
  </div>`;
}

/** Why something could not be done. */
export function failureNotice(text: string): TemplateResult {
  return html`<div class="notice notice-danger" role="alert">
    ${alertIcon()}
    <p>${text}</p>
  </div>`;
}

/** Why a booking was not cancelled or not moved. */
export function changeErrorText(
  { state, localize }: BookingView,
  error: unknown,
  change: 'bookingCancelTooLate' | 'bookingMoveTooLate',
): string {
  const code = LecternError.is(error) ? error.code : undefined;
  if (code === 'STALE') return localize.term('bookingChanged');
  if (code === 'ALREADY_CANCELLED' || code === 'SESSION_STATE') return localize.term('bookingOver');
  const until = code === 'TOO_LATE' && (error as LecternError).details?.['cutoffAt'];
  if (typeof until !== 'string' || Number.isNaN(Date.parse(until))) return localize.term(errorTerm(error));
  const options = { dateStyle: 'medium', timeStyle: 'short' } as const;
  return localize.term(change, formatInstant(localize.lang(), until, state.zone, options));
}
