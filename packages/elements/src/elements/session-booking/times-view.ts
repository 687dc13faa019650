import type { Slot } from '@lectern/core/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { errorTerm } from '../../internal/error-text.js';
import { formatOffset } from '../../internal/format.js';
import { alertIcon, calendarIcon } from '../../internal/icons.js';
import { isolate } from '../../internal/isolate.js';
import { lastBookable, slotsOn } from './booking-state.js';
import {
  dayLabel,
  hostTimeLabel,
  monthLabel,
  startLabel,
  timeLabel,
  type BookingView,
} from './booking-view.js';
import { monthOf } from './month.js';

const PROBLEM_TERMS = { busy: 'bookingYouAreBusy', gone: 'bookingGone', changed: 'bookingChanged' } as const;

/** The free times of the chosen day, or why there is none. */
export function timesView(view: BookingView): TemplateResult {
  const { state, localize, flow } = view;
  if (state.slotsError) {
    return html`<section class="times" part="times">
      <div class="notice notice-danger" role="alert">
        ${alertIcon()}
        <p>${localize.term(errorTerm(state.slotsError))}</p>
        <button type="button" class="button" @click=${() => flow.retrySlots()}>
          ${localize.term('lecternRetry')}
        </button>
      </div>
    </section>`;
  }
  if (!state.list) return skeleton(view);
  if (!state.list.slots.length)
    return html`<section class="times" part="times">${problem(view)}${empty(view)}</section>`;
  const slots = slotsOn(state, state.date);
  if (!state.date || !slots.length) {
    return html`<section class="times" part="times">
      ${problem(view)}
      <p class="muted">${localize.term('bookingPickDay')}</p>
    </section>`;
  }
  const offsets = new Set(slots.map(({ viewerOffset }) => viewerOffset));
  const apart = slots.some((slot) => slot.hostOffset !== slot.viewerOffset);
  const [first] = slots;
  return html`<section class="times" part="times">
    ${problem(view)}
    <fieldset class="slots">
      <legend>
        <h3>
          <span class="visually-hidden">${localize.term('bookingTimesOn', dayLabel(view, state.date))}</span>
          <span aria-hidden="true">${dayLabel(view, state.date)}</span>
        </h3>
        ${
          first && !apart && state.choice
            ? html`<p class="muted small">
                ${localize.term('bookingSameTime', formatOffset(first.hostOffset), isolate(state.choice.host.name))}
              </p>`
            : nothing
        }
      </legend>
      <div class="slot-grid ${apart ? 'slot-grid-wide' : ''}">
        ${slots.map((slot) => slotRadio(view, slot, offsets.size > 1))}
      </div>
    </fieldset>
  </section>`;
}

function slotRadio(view: BookingView, slot: Slot, showOffset: boolean): TemplateResult {
  const { state, flow } = view;
  return html`<label class="slot">
    <input
      type="radio"
      name="slot"
      .value=${slot.startsAt}
      .checked=${state.slot?.startsAt === slot.startsAt}
      @change=${() => flow.selectSlot(slot)}
    />
    <span class="slot-time">
      ${timeLabel(view, slot)}${showOffset ? html` <span class="small">${formatOffset(slot.viewerOffset)}</span>` : nothing}
    </span>
    ${
      slot.hostOffset === slot.viewerOffset
        ? nothing
        : html`<span class="slot-host small">${hostTimeLabel(view, slot)}</span>`
    }
  </label>`;
}

/** Why the time that was wanted could not be had, with what can be instead. */
function problem(view: BookingView): TemplateResult | typeof nothing {
  const { state, localize, flow } = view;
  const { problem } = state;
  if (!problem || problem.kind === 'error') return nothing;
  if (problem.kind !== 'taken') {
    return html`<div class="notice notice-warning" id="problem" role="alert" tabindex="-1">
      ${alertIcon()}
      <p>${localize.term(PROBLEM_TERMS[problem.kind])}</p>
    </div>`;
  }
  const { alternatives, slot } = problem;
  const when = startLabel(view, slot);
  return html`<div class="notice notice-warning" id="problem" role="alert" tabindex="-1" part="conflict">
    ${alertIcon()}
    <p>${localize.term(alternatives.length ? 'bookingTaken' : 'bookingTakenNone', when)}</p>
    ${
      alternatives.length
        ? html`<div class="alternatives">
            ${alternatives.map(
              (other) =>
                html`<button type="button" class="button" @click=${() => flow.selectSlot(other)}>
                  ${other.viewerDate === slot.viewerDate ? timeLabel(view, other) : startLabel(view, other)}
                </button>`,
            )}
          </div>`
        : nothing
    }
  </div>`;
}

function empty(view: BookingView): TemplateResult {
  const { state, localize, flow } = view;
  const next = state.list?.nextFreeDate;
  const later = next && next <= lastBookable(state) ? next : undefined;
  return html`<div class="empty" role="status">
    <span class="empty-icon">${calendarIcon()}</span>
    <p>
      ${
        later || state.month !== monthOf(state.today)
          ? localize.term('bookingMonthEmpty', monthLabel(view, state.month))
          : localize.term('bookingEverythingEmpty')
      }
    </p>
    ${
      later
        ? html`<p class="muted">${localize.term('bookingNextFree', dayLabel(view, later))}</p>
            <button type="button" class="button" @click=${() => flow.showMonth(monthOf(later), later)}>
              ${localize.term('bookingGoToNextFree', dayLabel(view, later))}
            </button>`
        : nothing
    }
  </div>`;
}

function skeleton({ localize }: BookingView): TemplateResult {
  return html`<section class="times" part="times" aria-busy="true">
    <p class="visually-hidden" role="status">${localize.term('lecternLoading')}</p>
    <span class="bone bone-heading"></span>
    <div class="slot-grid" aria-hidden="true">
      ${Array.from({ length: 6 }, () => html`<span class="bone bone-slot"></span>`)}
    </div>
  </section>`;
}
