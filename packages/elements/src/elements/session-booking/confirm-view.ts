import { html, nothing, type TemplateResult } from 'lit';
import { formatOffset } from '../../internal/format.js';
import { errorTerm } from '../../internal/error-text.js';
import { bookingLabel, choiceLabel, hostTimeLabel, type BookingView } from './booking-view.js';
import { changeErrorText, failureNotice } from './cancel-view.js';

/** The contract's limit of a note. */
const MOST_CHARACTERS = 1_000;

/** What was chosen, a message to the teacher, and the button that books it. */
export function confirmView(view: BookingView): TemplateResult | typeof nothing {
  const { state, localize, flow } = view;
  const { slot, problem, moving } = state;
  if (!slot) return nothing;
  const error = problem?.kind === 'error' ? problem.error : undefined;
  const button = state.sending
    ? moving
      ? 'bookingMoving'
      : 'bookingConfirming'
    : error !== undefined
      ? 'lecternRetry'
      : moving
        ? 'bookingMoveConfirm'
        : 'bookingConfirm';
  return html`<section class="confirm" part="confirm" aria-labelledby="choice">
    <div class="choice">
      <h3 id="choice">${localize.term(moving ? 'bookingNewTime' : 'bookingYourChoice')}</h3>
      <p class="choice-time">${choiceLabel(view, slot)}</p>
      <p class="muted small">
        ${formatOffset(slot.viewerOffset)}${
          slot.hostOffset === slot.viewerOffset ? nothing : html`, ${hostTimeLabel(view, slot)}`
        }
      </p>
      ${
        moving
          ? html`<p class="muted former">${localize.term('bookingInsteadOf', bookingLabel(view, moving))}</p>
              <p class="muted small">${localize.term('bookingUndoHint')}</p>`
          : nothing
      }
    </div>
    <form
      @submit=${(event: Event) => {
        event.preventDefault();
        void flow.confirm();
      }}
    >
      ${moving ? nothing : noteField(view)}
      ${
        error === undefined
          ? nothing
          : failureNotice(
              moving ? changeErrorText(view, error, 'bookingMoveTooLate') : localize.term(errorTerm(error)),
            )
      }
      <button class="button button-primary" type="submit" aria-disabled=${state.sending ? 'true' : 'false'}>
        ${localize.term(button)}
      </button>
    </form>
  </section>`;
}

function noteField({ state, localize, flow }: BookingView): TemplateResult {
  return html`<div class="field">
    <label class="label" for="note">${localize.term('bookingNote')}</label>
    <textarea
      class="input"
      id="note"
      rows="2"
      maxlength=${MOST_CHARACTERS}
      dir="auto"
      .value=${state.note}
      @input=${(event: Event) => flow.setNote((event.target as HTMLTextAreaElement).value)}
    ></textarea>
  </div>`;
}
