import type { Recording, Session } from '@lectern/core/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { formatDuration } from '../../internal/duration.js';
import { dateAt, formatInstant, formatRangeIn } from '../../internal/format.js';
import { checkIcon, clockIcon, crossIcon, playIcon } from '../../internal/icons.js';
import { isolate } from '../../internal/isolate.js';
import type { LocalizeController } from '../../internal/localize.js';
import { phaseOf, timesOf } from '../../internal/session-time.js';
import type { SessionListTerms } from './session-list.terms.js';
import { isJoinable } from './upcoming.js';

const DAY_MS = 86_400_000;
const LAST_STRETCH_MS = 10 * 60_000;

/** What the lines of the list are drawn from. */
export interface ListView {
  readonly localize: LocalizeController<SessionListTerms>;
  /** The server's time. */
  readonly now: number;
  readonly zone: string;
  join(event: Event, session: Session): void;
  sessionUrl(session: Session): string | undefined;
  attendanceUrl(session: Session): string | undefined;
  /** How to get its calendar file; undefined where there is none. */
  calendarFile(session: Session): (() => Promise<Blob>) | undefined;
  recordingsOf(session: Session): readonly Recording[];
  openRecording(event: Event, recording: Recording): void;
  recordingUrl(recording: Recording): string | undefined;
}

/** One session to come; the first one is larger. */
export function upcomingItem(view: ListView, session: Session, first: boolean): TemplateResult {
  const { localize, now } = view;
  const isNow = phaseOf(session, now) === 'now';
  const joinable = isJoinable(session, now);
  const { start } = timesOf(session);
  return html`<li part="item" class="item ${first ? 'item-first' : ''} ${isNow ? 'item-now' : ''}">
    ${dateBlock(view, session)}
    <div class="text">
      <h3><bdi>${session.title}</bdi></h3>
      <p class="muted">${timeText(view, session)}</p>
      <p class="muted small">${peopleText(view, session)}</p>
    </div>
    <div class="side">
      ${
        isNow
          ? html`<span class="chip chip-success"
              ><span class="pulse" aria-hidden="true"></span>${localize.term('listNow')}</span
            >`
          : start === undefined
            ? nothing
            : html`<span class="chip chip-accent countdown">${clockIcon()}${countdown(view, start)}</span>`
      }
      ${joinable ? joinButton(view, session) : nothing} ${calendarMenu(view, session)}
    </div>
  </li>`;
}

/** One session that is over. */
export function pastItem(view: ListView, session: Session): TemplateResult {
  const { localize, zone } = view;
  const address = view.attendanceUrl(session);
  const date = session.startsAt
    ? formatInstant(localize.lang(), session.startsAt, zone, { dateStyle: 'medium', timeStyle: 'short' })
    : '';
  return html`<li part="item" class="item item-past">
    <div class="text">
      <h3><bdi>${session.title}</bdi></h3>
      <p class="muted small">${date}</p>
      <p class="muted small">${peopleText(view, session)}</p>
    </div>
    <div class="side">
      ${stateChip(view, session)} ${recordingsView(view, session, date)}
      ${
        address
          ? html`<a
              class="button button-quiet"
              href=${address}
              aria-label=${localize.term('listAttendanceOf', session.title, date)}
              >${localize.term('listAttendance')}</a
            >`
          : nothing
      }
    </div>
  </li>`;
}

const COMING: ReadonlySet<string> = new Set(['announced', 'uploading', 'processing']);

/** What was recorded of a session: to watch, or that it comes. */
function recordingsView(view: ListView, session: Session, date: string): unknown {
  const { localize } = view;
  const recordings = view.recordingsOf(session).filter(({ you }) => you.can['recording.view']);
  const ready = recordings.filter(({ state }) => state === 'ready');
  const isComing = recordings.some(({ state }) => COMING.has(state));
  return html`${ready.map((recording) => recordingLink(view, session, date, recording))}
  ${isComing ? html`<span class="chip">${clockIcon()}${localize.term('listRecordingSoon')}</span>` : nothing}`;
}

function recordingLink(view: ListView, session: Session, date: string, recording: Recording): TemplateResult {
  const { localize } = view;
  const length = recording.durationMs
    ? formatDuration(localize.lang(), Math.max(60_000, recording.durationMs))
    : '';
  const comma = localize.term('lecternComma');
  const content = html`${playIcon()}${localize.term('listRecording')}${
      length ? html` <span class="muted length">${length}</span>` : nothing
    }<span class="visually-hidden">${comma}${session.title}${comma}${date}</span>`;
  const address = view.recordingUrl(recording);
  const onClick = (event: Event): void => view.openRecording(event, recording);
  return address
    ? html`<a part="recording" class="button recording" href=${address} @click=${onClick}>${content}</a>`
    : html`<button part="recording" type="button" class="button recording" @click=${onClick}>
        ${content}
      </button>`;
}

/** The shape of the list while it loads. */
export function skeleton(label: string): TemplateResult {
  return html`
    <p class="visually-hidden" role="status">${label}</p>
    <div aria-hidden="true" class="skeleton">
      <span class="bone bone-heading"></span>
      ${[1, 2, 3].map(
        () =>
          html`<div class="item"><span class="bone date"></span><span class="bone bone-text"></span></div>`,
      )}
    </div>
  `;
}

/** Nothing for what has no time, or has begun. */
function calendarMenu(view: ListView, session: Session): TemplateResult | typeof nothing {
  const { title, startsAt, endsAt } = session;
  if (!startsAt || !endsAt || Date.parse(startsAt) <= view.now) return nothing;
  const url = view.sessionUrl(session);
  const entry = {
    title,
    startsAt,
    endsAt,
    zone: view.zone,
    ...(url === undefined ? {} : { url: new URL(url, document.baseURI).href }),
  };
  return html`<lectern-calendar-menu
    compact
    align="end"
    .entry=${entry}
    .loadFile=${view.calendarFile(session)}
  ></lectern-calendar-menu>`;
}

function joinButton(view: ListView, session: Session): TemplateResult {
  const { localize } = view;
  const address = view.sessionUrl(session);
  const name = localize.term('listJoinTitle', session.title);
  const onClick = (event: Event): void => view.join(event, session);
  return address
    ? html`<a part="join" class="button button-primary" href=${address} aria-label=${name} @click=${onClick}
        >${localize.term('listJoin')}</a
      >`
    : html`<button
        part="join"
        type="button"
        class="button button-primary"
        aria-label=${name}
        @click=${onClick}
      >
        ${localize.term('listJoin')}
      </button>`;
}

function countdown({ localize, now }: ListView, start: number): string {
  const left = start - now;
  // A minute that has begun counts: at 10:00:01 a lesson at 10:30 is 30 minutes away.
  const seconds = left <= LAST_STRETCH_MS;
  const step = seconds ? 1_000 : 60_000;
  return localize.term('listIn', formatDuration(localize.lang(), Math.ceil(left / step) * step, { seconds }));
}

function dateBlock({ localize, zone }: ListView, { startsAt }: Session): TemplateResult {
  const language = localize.lang();
  if (!startsAt) return html`<span class="date" aria-hidden="true">∞</span>`;
  const part = (options: Intl.DateTimeFormatOptions): string =>
    formatInstant(language, startsAt, zone, options);
  return html`<span class="date" aria-hidden="true">
    <span class="date-month">${part({ month: 'short' })}</span>
    <span class="date-day">${part({ day: 'numeric' }).replace(/\D+$/u, '')}</span>
  </span>`;
}

function timeText(
  { localize, zone, now }: ListView,
  { startsAt, endsAt }: Session,
): TemplateResult | typeof nothing {
  if (!startsAt) return nothing;
  const language = localize.lang();
  const date = dateAt(zone, startsAt);
  const named =
    date === dateAt(zone, now)
      ? 'listToday'
      : date === dateAt(zone, now + DAY_MS)
        ? 'listTomorrow'
        : undefined;
  const clock = { hour: 'numeric', minute: '2-digit' } as const;
  const day = { weekday: 'long', day: 'numeric', month: 'long' } as const;
  const time = endsAt
    ? formatRangeIn(language, startsAt, endsAt, zone, named ? clock : { ...day, ...clock })
    : formatInstant(language, startsAt, zone, named ? clock : { ...day, ...clock });
  return html`<time datetime=${startsAt}
    >${named ? html`${localize.term(named)}<span aria-hidden="true"> · </span>` : nothing}${time}</time
  >`;
}

/** The teacher for those who attend, the attendees for the teacher. */
function peopleText({ localize }: ListView, { you, host, attendees }: Session): string {
  const [first, ...others] = you.relation === 'host' ? attendees : [host];
  if (!first) return '';
  return others.length
    ? localize.term('listWithMore', isolate(first.name), others.length)
    : localize.term('listWith', isolate(first.name));
}

function stateChip({ localize }: ListView, { state, startedAt }: Session): TemplateResult {
  if (state === 'cancelled')
    return html`<span class="chip chip-danger">${crossIcon()}${localize.term('listCancelled')}</span>`;
  if (state === 'scheduled' || !startedAt)
    return html`<span class="chip">${crossIcon()}${localize.term('listMissed')}</span>`;
  return html`<span class="chip chip-success">${checkIcon()}${localize.term('listEnded')}</span>`;
}
