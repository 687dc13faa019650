import type { Session } from '@lectern/core/contract';
import { formatTimes } from '../web/format.ts';
import { html, type Html } from '../web/html.ts';
import { links } from './links.ts';
import { personLayout } from './layout.ts';
import type { PersonView } from './view.ts';

export interface AttendanceInput {
  /** Those that run or are over, newest first. */
  readonly sessions: readonly Session[];
  readonly chosen: Session | undefined;
}

/** The lessons that were, and the report of one. */
export function attendancePage(view: PersonView, { sessions, chosen }: AttendanceInput): Html {
  const { person, texts, language } = view;
  const { attendance } = texts;
  return personLayout(view, {
    title: attendance.title,
    current: 'attendance',
    main: html`
      <div class="heading">
        <h1>${attendance.title}</h1>
        <p class="lead">${attendance.text}</p>
      </div>
      ${
        chosen
          ? html`<div class="columns columns-start">
              <nav class="aside" aria-labelledby="sessions">
                <h2 class="eyebrow" id="sessions">${attendance.sessions}</h2>
                <ul class="plain session-links">
                  ${sessions.map(
                    (session) =>
                      html`<li>
                        <a
                          href="${links.report(person.id, session.id)}"
                          ${session.id === chosen.id && html`aria-current="page"`}
                        >
                          <span><bdi>${session.title}</bdi></span>
                          <small>${formatTimes(session, { language, zone: person.zone })}</small>
                        </a>
                      </li>`,
                  )}
                </ul>
              </nav>
              <attendance-report session-id="${chosen.id}" zone="${person.zone}"
                ><p class="muted">${texts.noScript}</p></attendance-report
              >
            </div>`
          : html`<section class="card empty">
              <p class="card-title">${attendance.none.title}</p>
              <p class="muted">${attendance.none.text}</p>
            </section>`
      }
    `,
  });
}
