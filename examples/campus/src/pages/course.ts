import type { Course } from '../school/courses.ts';
import { PEOPLE } from '../school/people.ts';
import { html, type Html } from '../web/html.ts';
import { arrow, avatar } from './figures.ts';
import { links } from './links.ts';
import { personLayout } from './layout.ts';
import type { PersonView } from './view.ts';

/** A course: what it is, who is in it, its lessons. */
export function coursePage(view: PersonView, course: Course): Html {
  const { person, texts } = view;
  const about = texts.courses[course.id];
  const teacher = PEOPLE.find(({ id }) => id === course.teacherId);
  const students = PEOPLE.filter(({ id }) => course.studentIds.includes(id));
  return personLayout(view, {
    title: about.title,
    current: 'course',
    main: html`
      <div class="hero picture">
        <img src="/assets/${course.id}.svg" alt="${about.picture}" width="1600" height="600" />
        <div class="hero-text">
          <h1>${about.title}</h1>
          <p>${about.summary}</p>
          <a class="button button-light" href="${links.booking(person.id, course.id)}"
            >${person.role === 'teacher' ? texts.nav.times : texts.nav.book}${arrow()}</a
          >
        </div>
      </div>
      <div class="columns">
        <div>
          <section class="section" aria-labelledby="about">
            <h2 id="about">${texts.course.about}</h2>
            <p class="prose">${about.about}</p>
          </section>
          <section class="section" aria-labelledby="topics">
            <h2 id="topics">${texts.course.topics}</h2>
            <ol class="topics">
              ${about.topics.map((topic) => html`<li>${topic}</li>`)}
            </ol>
          </section>
          <section class="section" aria-label="${texts.home.lessons}">${lessonList(view)}</section>
          ${authorNote(view)}
        </div>
        <aside class="aside">
          ${
            teacher &&
            html`<section class="card" aria-labelledby="teacher">
              <h2 class="eyebrow" id="teacher">${texts.course.teacher}</h2>
              <p class="people-row">${avatar(teacher)}<bdi>${teacher.name}</bdi></p>
            </section>`
          }
          <section class="card" aria-labelledby="students">
            <h2 class="eyebrow" id="students">${texts.course.students}</h2>
            <ul class="plain">
              ${students.map(
                (student) => html`<li class="people-row">${avatar(student)}<bdi>${student.name}</bdi></li>`,
              )}
            </ul>
          </section>
        </aside>
      </div>
    `,
  });
}

function lessonList({ person, texts }: PersonView): Html {
  return html`<session-list zone="${person.zone}" session-url="/as/${person.id}/sessions/{id}"
    ><p class="muted">${texts.noScript}</p></session-list
  >`;
}

/** The two lines themselves, as an author types them. */
function authorNote({ person, texts }: PersonView): Html {
  const lines = [
    '<script type="module" src="/lectern/lectern.js"></script>',
    `<session-list token-endpoint="${links.token(person.id)}"></session-list>`,
  ];
  return html`
    <section class="section" aria-labelledby="author">
      <h2 id="author">${texts.course.author.title}</h2>
      <p class="muted">${texts.course.author.text}</p>
      <pre class="code" dir="ltr" tabindex="0" aria-labelledby="author"><code>${lines.join('\n')}</code></pre>
    </section>
  `;
}
