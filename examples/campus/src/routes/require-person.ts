import { failurePage } from '../pages/failure.ts';
import { signInPage } from '../pages/start.ts';
import { findPerson } from '../school/people.ts';
import { pageReply } from '../web/reply.ts';
import type { PersonVisit, Visit } from './visit.ts';

/**
 * Lets through whose path and cookie say the same. Somebody who opens a page of a person and is nobody yet becomes that
 * person, so that an address in a bookmark works; who came with a wrong cookie is asked.
 */
export function requirePerson(
  handle: (visit: PersonVisit) => Promise<Response> | Response,
): (visit: Visit) => Promise<Response> {
  return async (visit) => {
    const { site, request, view, params } = visit;
    const person = findPerson(params['who'] ?? '');
    if (!person) return pageReply(failurePage(view, 'notFound'), { status: 404 });
    const answer = (): Promise<Response> | Response =>
      handle({ ...visit, view: { ...view, person }, client: site.clientOf(person) });
    if (await site.signIn.verify(request, person.id)) return answer();
    if (request.method !== 'GET' || site.signIn.isClaimed(request))
      return pageReply(signInPage(view, person), { status: 401 });
    const response = await answer();
    const secure = new URL(request.url).protocol === 'https:';
    response.headers.append('set-cookie', await site.signIn.issue(person.id, { secure }));
    return response;
  };
}
