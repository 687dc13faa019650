import type { Course } from '../school/courses.ts';
import { findPerson } from '../school/people.ts';
import { html, type Html } from '../web/html.ts';
import { personLayout } from './layout.ts';
import type { PersonView } from './view.ts';

/** One element, and who it is with. */
export function bookingPage(view: PersonView, course: Course, offeringId: string): Html {
  const { person, texts } = view;
  const { booking } = texts;
  const isTeacher = course.teacherId === person.id;
  return personLayout(view, {
    title: isTeacher ? texts.nav.times : booking.title,
    current: 'book',
    main: html`
      <div class="heading">
        <p class="eyebrow">${texts.courses[course.id].title}</p>
        <h1>${isTeacher ? texts.nav.times : booking.title}</h1>
        ${!isTeacher && html`<p class="lead">${booking.text(findPerson(course.teacherId)?.name ?? '')}</p>`}
      </div>
      ${
        isTeacher &&
        html`<div class="note">
          <p><strong>${booking.own.title}</strong></p>
          <p>${booking.own.text}</p>
        </div>`
      }
      <session-booking
        offering-id="${offeringId}"
        host-id="${course.teacherId}"
        zone="${person.zone}"
        session-url="/as/${person.id}/sessions/{id}"
        ><p class="muted">${texts.noScript}</p></session-booking
      >
    `,
  });
}
