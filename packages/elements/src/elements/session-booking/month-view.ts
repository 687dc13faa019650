import { html, nothing, type TemplateResult } from 'lit';
import { formatDate } from '../../internal/format.js';
import { nextIcon, previousIcon } from '../../internal/icons.js';
import { lastBookable, slotsOn } from './booking-state.js';
import { dayLabel, monthLabel, type BookingView } from './booking-view.js';
import { addMonths, firstWeekday, monthOf, weeksOf } from './month.js';

/** The date that the tab key reaches: where the arrows left it, else the chosen one, else the first that can be. */
export function tabStop({ state }: BookingView, cursor: string | undefined): string {
  for (const date of [cursor, state.date]) if (date && monthOf(date) === state.month) return date;
  return monthOf(state.today) === state.month ? state.today : `${state.month}-01`;
}

/** The month as a grid of days. */
export function monthView(
  view: BookingView,
  cursor: string | undefined,
  onKeydown: (event: KeyboardEvent) => void,
): TemplateResult {
  const { state, localize, flow } = view;
  const language = localize.lang();
  const start = firstWeekday(language);
  const stop = tabStop(view, cursor);
  const turn = (by: 1 | -1): TemplateResult => {
    const month = addMonths(state.month, by);
    const possible = month >= monthOf(state.today) && month <= monthOf(lastBookable(state));
    return html`<button
      type="button"
      class="button button-quiet button-icon"
      aria-label=${localize.term(by < 0 ? 'bookingPreviousMonth' : 'bookingNextMonth')}
      aria-disabled=${possible ? 'false' : 'true'}
      @click=${() => possible && flow.showMonth(month)}
    >
      ${by < 0 ? previousIcon() : nextIcon()}
    </button>`;
  };
  // 1 January 2024 was a Monday.
  const weekdays = Array.from({ length: 7 }, (_, column) => `2024-01-0${((start + column - 1) % 7) + 1}`);
  return html`
    <section class="month" part="calendar" aria-busy=${state.list || state.slotsError ? 'false' : 'true'}>
      <div class="month-head">
        <h3 id="month" aria-live="polite">${monthLabel(view, state.month)}</h3>
        <div class="turns">${turn(-1)}${turn(1)}</div>
      </div>
      <table
        role="grid"
        aria-label=${localize.term('bookingCalendar', monthLabel(view, state.month))}
        @keydown=${onKeydown}
      >
        <thead>
          <tr>
            ${weekdays.map(
              (day) =>
                html`<th scope="col">
                  <span aria-hidden="true">${shortWeekday(language, day)}</span>
                  <span class="visually-hidden">${formatDate(language, day, { weekday: 'long' })}</span>
                </th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${weeksOf(state.month, start).map(
            (week) =>
              html`<tr>
                ${week.map((date) => (date ? dayCell(view, date, date === stop) : html`<td></td>`))}
              </tr>`,
          )}
        </tbody>
      </table>
    </section>
  `;
}

/** Where the short name is a whole word, as in Arabic, seven of them do not fit a phone. */
function shortWeekday(language: string, day: string): string {
  const short = formatDate(language, day, { weekday: 'short' });
  return short.length > 4 ? formatDate(language, day, { weekday: 'narrow' }) : short;
}

function dayCell(view: BookingView, date: string, isStop: boolean): TemplateResult {
  const { state, localize, flow } = view;
  const free = slotsOn(state, date).length;
  const isToday = date === state.today;
  const name = [
    dayLabel(view, date),
    isToday ? localize.term('bookingToday') : '',
    state.list ? (free ? localize.term('bookingFreeOn', free) : localize.term('bookingNoneFreeOn')) : '',
  ];
  return html`<td
    role="gridcell"
    class="day ${free ? 'day-free' : date < state.today ? 'day-past' : ''} ${isToday ? 'day-today' : ''}"
    data-date=${date}
    tabindex=${isStop ? '0' : '-1'}
    aria-selected=${date === state.date ? 'true' : 'false'}
    aria-disabled=${free ? 'false' : 'true'}
    aria-current=${isToday ? 'date' : nothing}
    aria-label=${name.filter(Boolean).join(localize.term('lecternComma'))}
    @click=${() => free && flow.selectDate(date)}
  >
    <span class="day-disc"
      >${formatDate(localize.lang(), date, { day: 'numeric' }).replace(/\D+$/u, '')}</span
    >
  </td>`;
}
