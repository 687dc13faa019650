import { COURSES, coursesOf } from '../school/courses.ts';
import { PEOPLE, type SchoolPerson } from '../school/people.ts';
import { formatZone } from '../web/format.ts';
import { html, type Html } from '../web/html.ts';
import { arrow, avatar } from './figures.ts';
import { plainLayout } from './layout.ts';
import type { View } from './view.ts';

/** The form that says "I am …" and comes back to `back`. */
function personButton(view: View, person: SchoolPerson, back: string | undefined): Html {
  const { texts, language } = view;
  const courses = coursesOf(person).map(({ id }) => texts.courses[id].title);
  return html`
    <li>
      <form method="post" action="/as/${person.id}">
        ${back !== undefined && html`<input type="hidden" name="back" value="${back}" />`}
        <button class="person">
          ${avatar(person)}
          <span class="person-name"><bdi>${person.name}</bdi></span>
          <span class="person-role"
            >${texts.roles[person.role]} · ${formatZone(person.zone, language, new Date())}</span
          >
          <span class="person-courses">${courses.join(' · ')}</span>
          ${arrow()}
        </button>
      </form>
    </li>
  `;
}

/** Where everything begins: choose who you are. */
export function startPage(view: View): Html {
  const { start, courses } = view.texts;
  const [course] = COURSES;
  return plainLayout(view, {
    title: start.title,
    main: html`
      <div class="start">
        <div class="start-intro">
          <h1>${start.title}</h1>
          <p class="lead">${start.text}</p>
        </div>
        <ul class="people">
          ${PEOPLE.map((person) => personButton(view, person, undefined))}
        </ul>
        <figure class="picture start-picture">
          ${course && html`<img src="/assets/${course.id}.svg" alt="${courses[course.id].picture}" width="1600" height="600" />`}
        </figure>
      </div>
    `,
  });
}

/** In place of a page whose person has not signed in. */
export function signInPage(view: View, person: SchoolPerson): Html {
  return choosePage(view, view.texts.signIn, [person], () => view.path);
}

/** For a link to a lesson that says nothing about the person, as mails carry. */
export function openLessonPage(view: View, pathOf: (person: SchoolPerson) => string): Html {
  return choosePage(view, view.texts.openLesson, PEOPLE, pathOf);
}

function choosePage(
  view: View,
  { title, text }: { readonly title: string; readonly text: string },
  people: readonly SchoolPerson[],
  backOf: (person: SchoolPerson) => string,
): Html {
  return plainLayout(view, {
    title,
    main: html`
      <div class="narrow">
        <h1>${title}</h1>
        <p class="lead">${text}</p>
        <ul class="people">
          ${people.map((person) => personButton(view, person, backOf(person)))}
        </ul>
      </div>
    `,
  });
}
