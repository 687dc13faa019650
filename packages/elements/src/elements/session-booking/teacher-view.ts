import { html, nothing, type TemplateResult } from 'lit';
import { formatDate } from '../../internal/format.js';
import { nextIcon } from '../../internal/icons.js';
import type { Choice } from './booking-state.js';
import { dayLabel, timeLabel, type BookingView } from './booking-view.js';

/** A list longer than this has a search field. */
const SEARCH_FROM = 7;

/** Up to two initials, for the disc beside a name. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => [...(word ?? '')][0] ?? '',
  );
  return letters.join('').toLocaleUpperCase();
}

/** The list of teachers, each with the subject and the next free time. */
export function teacherView(
  view: BookingView,
  search: string,
  onSearch: (search: string) => void,
): TemplateResult {
  const { state, localize } = view;
  const wanted = search.trim().toLocaleLowerCase();
  const shown = state.choices.filter(({ offering, host }) =>
    `${host.name} ${offering.title}`.toLocaleLowerCase().includes(wanted),
  );
  return html`
    <header class="head">
      <h2 id="heading" tabindex="-1">${localize.term('bookingChooseTeacher')}</h2>
    </header>
    ${
      state.choices.length >= SEARCH_FROM
        ? html`<label class="field">
            <span class="label">${localize.term('bookingSearchTeacher')}</span>
            <input
              class="input"
              type="search"
              autocomplete="off"
              .value=${search}
              @input=${(event: Event) => onSearch((event.target as HTMLInputElement).value)}
            />
          </label>`
        : nothing
    }
    <ul class="teachers" part="teachers">
      ${shown.map((choice) => html`<li>${teacherButton(view, choice)}</li>`)}
    </ul>
    <p class="muted" role="status">${shown.length ? nothing : localize.term('bookingNoMatch')}</p>
  `;
}

function teacherButton(view: BookingView, choice: Choice): TemplateResult {
  const { host, offering } = choice;
  return html`<button type="button" class="teacher" @click=${() => view.flow.choose(choice)}>
    <span class="disc" aria-hidden="true">${initials(host.name)}</span>
    <span class="teacher-text">
      <span class="teacher-name"><bdi>${host.name}</bdi></span>
      <span class="muted small"><bdi>${offering.title}</bdi></span>
      <span class="next small">${nextFreeText(view, choice)}</span>
    </span>
    <span class="arrow">${nextIcon()}</span>
  </button>`;
}

function nextFreeText(view: BookingView, choice: Choice): unknown {
  const { state, localize } = view;
  const next = state.nextFree.get(choice);
  switch (next?.kind) {
    case 'slot':
      return localize.term(
        'bookingNextFree',
        [localize.term('bookingToday'), timeLabel(view, next.slot)].join(localize.term('lecternComma')),
      );
    case 'date':
      return localize.term(
        'bookingNextFree',
        next.date.slice(0, 4) === state.today.slice(0, 4)
          ? formatDate(localize.lang(), next.date, { weekday: 'short', day: 'numeric', month: 'long' })
          : dayLabel(view, next.date),
      );
    case 'never':
      return localize.term('bookingNothingFree');
    case 'loading':
      return html`<span class="bone bone-line" aria-hidden="true"></span>`;
    default:
      return nothing;
  }
}
