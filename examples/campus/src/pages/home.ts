import type { Session } from '@lectern/core/contract';
import { coursesOf } from '../school/courses.ts';
import { formatTimes, formatZone } from '../web/format.ts';
import { html, type Html } from '../web/html.ts';
import { arrow } from './figures.ts';
import { links } from './links.ts';
import { personLayout } from './layout.ts';
import type { PersonView } from './view.ts';

/** Before that there is nothing to see in a classroom. */
const SOON_MS = 60 * 60_000;

export interface HomeInput {
  /** The lesson that runs, or the one that comes next. */
  readonly next: Session | undefined;
  readonly now: Date;
}

/** The dashboard: what is next, one button to begin, all lessons. */
export function homePage(view: PersonView, { next, now }: HomeInput): Html {
  const { person, texts, language } = view;
  const { home } = texts;
  return personLayout(view, {
    title: home.title,
    current: 'home',
    main: html`
      <div class="heading">
        <h1>${home.greeting(person.firstName)}</h1>
        <p class="muted">${texts.timesShown(formatZone(person.zone, language, now))}</p>
      </div>
      <div class="cards">
        ${next ? nextCard(view, next, now) : noneCard(view)}
        ${person.role === 'teacher' && classNowCard(view)}
      </div>
      <section class="section" aria-label="${home.lessons}">
        <session-list
          zone="${person.zone}"
          session-url="/as/${person.id}/sessions/{id}"
          attendance-url="/as/${person.id}/attendance/{id}"
          recording-url="/as/${person.id}/recordings/{id}"
          ><p class="muted">${texts.noScript}</p></session-list
        >
      </section>
      <section class="section" aria-labelledby="courses">
        <h2 id="courses">${home.courses}</h2>
        <ul class="courses">
          ${coursesOf(person).map(
            ({ id }) =>
              html`<li>
                <a class="course-link" href="${links.course(person.id, id)}">
                  <img src="/assets/${id}.svg" alt="" width="1600" height="600" loading="lazy" />
                  <span class="course-name">${texts.courses[id].title}</span>
                  <span class="muted">${texts.courses[id].summary}</span>
                </a>
              </li>`,
          )}
        </ul>
      </section>
    `,
  });
}

function nextCard({ person, texts, language }: PersonView, session: Session, now: Date): Html {
  const { home } = texts;
  const live = session.state === 'live';
  const soon = Date.parse(session.joinOpensAt ?? '') - now.getTime() < SOON_MS;
  const others = session.you.relation === 'host' ? session.attendees : [session.host];
  const names = new Intl.ListFormat(language).format(others.map(({ name }) => name));
  return html`
    <section class="card card-next" aria-labelledby="next">
      <p class="eyebrow ${live ? 'eyebrow-live' : ''}" id="next">${live ? home.running : home.next}</p>
      <p class="card-title"><bdi>${session.title}</bdi></p>
      <p>${formatTimes(session, { language, zone: person.zone })}</p>
      ${names !== '' && html`<p class="muted">${home.with(names)}</p>`}
      ${
        (live || soon) &&
        html`<p class="card-action">
          <a class="button ${live ? 'button-primary' : ''}" href="${links.classroom(person.id, session.id)}"
            >${live ? home.join : home.open}${arrow()}</a
          >
        </p>`
      }
    </section>
  `;
}

function noneCard({ person, texts }: PersonView): Html {
  const { none, teacherNone } = texts.home;
  const [course] = coursesOf(person);
  const notice = person.role === 'teacher' ? teacherNone : none;
  return html`
    <section class="card" aria-labelledby="none">
      <p class="card-title" id="none">${notice.title}</p>
      <p class="muted">${notice.text}</p>
      ${
        person.role === 'student' &&
        course &&
        html`<p class="card-action">
          <a class="button button-primary" href="${links.booking(person.id, course.id)}"
            >${texts.nav.book}${arrow()}</a
          >
        </p>`
      }
    </section>
  `;
}

function classNowCard({ person, texts }: PersonView): Html {
  const { lessonNow } = texts.home;
  return html`
    <section class="card" aria-labelledby="now">
      <p class="card-title" id="now">${lessonNow.title}</p>
      <p class="muted">${lessonNow.text}</p>
      <div class="buttons card-action">
        ${coursesOf(person).map(
          ({ id }, index) => html`
            <form method="post" action="${links.classNow(person.id, id)}">
              <button class="button ${index === 0 ? 'button-primary' : ''}">
                ${lessonNow.action(texts.courses[id].title)}
              </button>
            </form>
          `,
        )}
      </div>
    </section>
  `;
}
