import { html, nothing, type TemplateResult } from 'lit';
import { errorTerm } from '../../internal/error-text.js';
import { formatOffset } from '../../internal/format.js';
import { alertIcon } from '../../internal/icons.js';
import { choiceLabel, hostTimeLabel, type BookingView } from './booking-view.js';

/** The contract's limit of a note. */
const MOST_CHARACTERS = 1_000;

/** What was chosen, a message to the teacher, and the button that books it. */
export function confirmView(view: BookingView): TemplateResult | typeof nothing {
  const { state, localize, flow } = view;
  const { slot, problem } = state;
  if (!slot) return nothing;
  return html`<section class="confirm" part="confirm" aria-labelledby="choice">
    <div class="choice">
      <h3 id="choice">${localize.term('bookingYourChoice')}</h3>
      <p class="choice-time">${choiceLabel(view, slot)}</p>
      <p class="muted small">
        ${formatOffset(slot.viewerOffset)}${
          slot.hostOffset === slot.viewerOffset ? nothing : html`, ${hostTimeLabel(view, slot)}`
        }
      </p>
    </div>
    <form
      @submit=${(event: Event) => {
        event.preventDefault();
        void flow.confirm();
      }}
    >
      <div class="field">
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
      </div>
      ${
        problem?.kind === 'error'
          ? html`<div class="notice notice-danger" role="alert">
              ${alertIcon()}
              <p>${localize.term(errorTerm(problem.error))}</p>
            </div>`
          : nothing
      }
      <button class="button button-primary" type="submit" aria-disabled=${state.sending ? 'true' : 'false'}>
        ${localize.term(
          state.sending ? 'bookingConfirming' : problem?.kind === 'error' ? 'lecternRetry' : 'bookingConfirm',
        )}
      </button>
    </form>
  </section>`;
}
