import { failurePage } from '../pages/failure.ts';
import { links } from '../pages/links.ts';
import { openLessonPage, startPage } from '../pages/start.ts';
import { coursesOf } from '../school/courses.ts';
import { findPerson, type SchoolPerson } from '../school/people.ts';
import { readForm } from '../web/form.ts';
import { choosePreferences, localPath } from '../web/preferences.ts';
import { jsonReply, pageReply, redirectReply } from '../web/reply.ts';
import type { WebRoute } from '../web/router.ts';
import type { Visit } from './visit.ts';

function bookingPageOf(person: SchoolPerson): string {
  const [course] = coursesOf(person);
  return course ? links.booking(person.id, course.id) : links.home(person.id);
}

/** Who somebody is and how they want to see the site. */
export const signInRoutes: readonly WebRoute<Visit>[] = [
  {
    method: 'GET',
    path: '/',
    handle: ({ view }) => pageReply(startPage(view)),
  },
  {
    method: 'POST',
    path: '/preferences',
    async handle({ request }) {
      const form = await readForm(request);
      if (!form) return new Response(null, { status: 413 });
      return redirectReply(localPath(form.get('back')), choosePreferences(form));
    },
  },
  {
    // Where `sessionUrl` points: mails and calendars do not know whose path to use.
    method: 'GET',
    path: '/sessions/:id',
    handle: ({ view, params }) =>
      pageReply(openLessonPage(view, ({ id }) => links.classroom(id, params['id'] ?? ''))),
  },
  {
    // Where `recordingUrl` points.
    method: 'GET',
    path: '/recordings/:id',
    handle: ({ view, params }) =>
      pageReply(openLessonPage(view, ({ id }) => links.recording(id, params['id'] ?? ''))),
  },
  {
    method: 'GET',
    path: '/recordings/:id',
    handle: ({ view, params }) =>
      pageReply(openLessonPage(view, ({ id }) => links.recording(id, params['id'] ?? ''))),
  },
  {
    // Where one's own bookings are moved and cancelled.
    method: 'GET',
    path: '/bookings/:id',
    handle: ({ view }) => pageReply(openLessonPage(view, bookingPageOf)),
  },
  {
    method: 'GET',
    path: '/as/:who',
    handle: ({ params }) => redirectReply(links.home(encodeURIComponent(params['who'] ?? ''))),
  },
  {
    method: 'POST',
    path: '/as/:who',
    async handle({ site, request, view, params, url }) {
      const person = findPerson(params['who'] ?? '');
      if (!person) return pageReply(failurePage(view, 'notFound'), { status: 404 });
      const back = localPath((await readForm(request))?.get('back') ?? null);
      const own = links.home(person.id);
      const cookie = await site.signIn.issue(person.id, { secure: url.protocol === 'https:' });
      return redirectReply(back.startsWith(own) ? back : own, [cookie]);
    },
  },
  {
    // The token endpoint: what `token-endpoint` of the elements names.
    method: 'POST',
    path: '/as/:who/token',
    async handle({ site, request, params }) {
      const person = findPerson(params['who'] ?? '');
      if (!person || !(await site.signIn.verify(request, person.id)))
        return jsonReply({ error: 'Sign in first.' }, { status: 401 });
      return jsonReply(await site.mintToken(person));
    },
  },
];
