import { failurePage } from '../pages/failure.ts';
import { signInPage } from '../pages/start.ts';
import { findPerson } from '../school/people.ts';
import { pageReply } from '../web/reply.ts';
import type { PersonVisit, Visit } from './visit.ts';

/** Lets through whose path and cookie say the same; everybody else is asked who they are. */
export function requirePerson(
  handle: (visit: PersonVisit) => Promise<Response> | Response,
): (visit: Visit) => Promise<Response> {
  return async (visit) => {
    const { site, request, view, params } = visit;
    const person = findPerson(params['who'] ?? '');
    if (!person) return pageReply(failurePage(view, 'notFound'), { status: 404 });
    if (!(await site.signIn.verify(request, person.id)))
      return pageReply(signInPage(view, person), { status: 401 });
    return handle({ ...visit, view: { ...view, person }, client: site.clientOf(person) });
  };
}
