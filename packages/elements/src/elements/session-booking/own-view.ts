import type { Booking } from '@lectern/core/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { isolate } from '../../internal/isolate.js';
import { bookingLabel, type BookingView } from './booking-view.js';
import { cancelQuestion, changeErrorText, failureNotice } from './cancel-view.js';

/** The person's next bookings here, each with what can be done to it. */
export function ownView(view: BookingView): TemplateResult | typeof nothing {
  const { state, localize } = view;
  const { own, cancelled, cancelError } = state;
  if (!own.length && !cancelled) return nothing;
  return html`<section class="own" part="own" aria-labelledby="own">
    <h3 id="own" tabindex="-1">${localize.term('bookingOwn')}</h3>
    <p class="muted small" role="status">
      ${cancelled ? localize.term('bookingOwnCancelled', bookingLabel(view, cancelled)) : nothing}
    </p>
    ${cancelError ? failureNotice(changeErrorText(view, cancelError, 'bookingCancelTooLate')) : nothing}
    <ul>
      ${own.map((booking) => ownItem(view, booking))}
    </ul>
  </section>`;
}

/** What is to get another time, and how to leave it. */
export function movingHead(view: BookingView, booking: Booking): TemplateResult {
  const { localize, flow } = view;
  return html`<header class="head">
    <div class="head-text">
      <h2 id="heading" tabindex="-1">${localize.term('bookingMoveHeading')}</h2>
      <p><bdi>${booking.title}</bdi> · ${localize.term('bookingWith', isolate(booking.host.name))}</p>
      <p class="muted">${localize.term('bookingNow', bookingLabel(view, booking))}</p>
    </div>
    <button type="button" class="button" @click=${() => flow.stopMove()}>
      ${localize.term('bookingKeepTime')}
    </button>
  </header>`;
}

function ownItem(view: BookingView, booking: Booking): TemplateResult {
  const { state, localize, flow } = view;
  const when = bookingLabel(view, booking);
  const isAsked = state.cancelOf?.id === booking.id && state.cancelling !== 'no';
  return html`<li class="own-item">
    <div class="own-text">
      <p class="strong">${when}</p>
      <p class="muted small">
        <bdi>${booking.title}</bdi> · ${localize.term('bookingWith', isolate(booking.host.name))}
      </p>
    </div>
    ${
      isAsked
        ? cancelQuestion(view)
        : html`<div class="own-actions">
            ${
              flow.canMove(booking)
                ? html`<button
                    type="button"
                    class="button"
                    data-move=${booking.id}
                    aria-label=${localize.term('bookingMoveOf', when)}
                    @click=${() => flow.startMove(booking)}
                  >
                    ${localize.term('bookingMove')}
                  </button>`
                : nothing
            }
            ${
              booking.you.can['booking.cancel']
                ? html`<button
                    type="button"
                    class="button button-quiet danger"
                    data-cancel=${booking.id}
                    aria-label=${localize.term('bookingCancelOf', when)}
                    @click=${() => flow.askToCancel(true, booking)}
                  >
                    ${localize.term('bookingCancelShort')}
                  </button>`
                : nothing
            }
          </div>`
    }
  </li>`;
}
