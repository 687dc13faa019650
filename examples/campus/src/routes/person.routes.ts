import type { Session } from '@lectern/core/contract';
import { attendancePage } from '../pages/attendance.ts';
import { bookingPage } from '../pages/booking.ts';
import { classroomPage } from '../pages/classroom.ts';
import { coursePage } from '../pages/course.ts';
import { failurePage } from '../pages/failure.ts';
import { homePage } from '../pages/home.ts';
import { coursesOf, type Course } from '../school/courses.ts';
import { pageReply } from '../web/reply.ts';
import type { WebRoute } from '../web/router.ts';
import { startClass } from './start-class.ts';
import { requirePerson } from './require-person.ts';
import type { PersonVisit, Visit } from './visit.ts';

/** As many lessons as fit the side of the attendance page. */
const REPORTS = 12;

const isOpen = ({ state }: Session): boolean => state === 'live' || state === 'scheduled';

function requireCourse(
  handle: (visit: PersonVisit, course: Course) => Promise<Response> | Response,
): (visit: Visit) => Promise<Response> {
  return requirePerson((visit) => {
    const course = coursesOf(visit.view.person).find(({ id }) => id === visit.params['course']);
    if (!course) return pageReply(failurePage(visit.view, 'notFound'), { status: 404 });
    return handle(visit, course);
  });
}

async function showHome({ view, client, site }: PersonVisit): Promise<Response> {
  const { items } = await client.sessions.list({ when: 'upcoming', limit: 10 });
  const open = items.filter(isOpen);
  const next = open.find(({ state }) => state === 'live') ?? open[0];
  return pageReply(homePage(view, { next, now: site.now?.() ?? new Date() }));
}

async function showAttendance({ view, client, params }: PersonVisit): Promise<Response> {
  const [upcoming, past] = await Promise.all([
    client.sessions.list({ when: 'upcoming', limit: REPORTS }),
    client.sessions.list({ when: 'past', limit: REPORTS }),
  ]);
  const sessions = [
    ...upcoming.items.filter(({ state }) => state === 'live'),
    ...past.items.filter(({ state }) => state === 'ended'),
  ].filter(({ you }) => you.can['attendance.view'] || you.can['attendance.view-own']);
  const id = params['id'];
  const chosen = sessions.find((session) => id === undefined || session.id === id);
  // An old one that is no longer in the list.
  return pageReply(
    attendancePage(view, { sessions, chosen: chosen ?? (id ? await client.sessions.get(id) : undefined) }),
  );
}

/** The pages of somebody. */
export const personRoutes: readonly WebRoute<Visit>[] = [
  { method: 'GET', path: '/as/:who/', handle: requirePerson(showHome) },
  {
    method: 'GET',
    path: '/as/:who/courses/:course',
    handle: requireCourse(({ view }, course) => pageReply(coursePage(view, course))),
  },
  {
    method: 'GET',
    path: '/as/:who/courses/:course/book',
    handle: requireCourse(({ view, site }, course) => {
      const offeringId = site.offeringOf(course.id);
      if (offeringId === undefined) return pageReply(failurePage(view, 'notFound'), { status: 404 });
      return pageReply(bookingPage(view, course, offeringId));
    }),
  },
  { method: 'POST', path: '/as/:who/courses/:course/class', handle: requireCourse(startClass) },
  {
    method: 'GET',
    path: '/as/:who/sessions/:id',
    handle: requirePerson(async ({ view, client, params }) =>
      pageReply(classroomPage(view, await client.sessions.get(params['id'] ?? ''))),
    ),
  },
  { method: 'GET', path: '/as/:who/attendance', handle: requirePerson(showAttendance) },
  { method: 'GET', path: '/as/:who/attendance/:id', handle: requirePerson(showAttendance) },
];
