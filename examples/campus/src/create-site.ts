import { LecternError } from '@lectern/core';
import { failurePage, type Failure } from './pages/failure.ts';
import { createView } from './pages/view.ts';
import { mailRoutes } from './routes/mail.routes.ts';
import { personRoutes } from './routes/person.routes.ts';
import { recordingsRoutes } from './routes/recordings.routes.ts';
import { signInRoutes } from './routes/sign-in.routes.ts';
import type { Site } from './routes/visit.ts';
import { readPreferences } from './web/preferences.ts';
import { pageReply } from './web/reply.ts';
import { matchRoute } from './web/router.ts';
import { isSameOrigin } from './web/same-origin.ts';
import { SECURITY_HEADERS } from './web/security-headers.ts';

const ROUTES = [...signInRoutes, ...personRoutes, ...recordingsRoutes, ...mailRoutes];

function failureOf(error: unknown): readonly [Failure, number] {
  const code = LecternError.is(error) ? error.code : undefined;
  // An id of another shape names nothing either.
  if (code === 'NOT_FOUND' || code === 'INVALID_INPUT') return ['notFound', 404];
  if (code === 'FORBIDDEN') return ['forbidden', 403];
  return ['fault', 500];
}

/** All pages of Campus, without a socket: a request in, a response out. */
export function createSite(site: Site, { onError }: { readonly onError: (error: unknown) => void }) {
  async function answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const view = createView(url, readPreferences(request));
    const fail = (failure: Failure, status: number, headers: Record<string, string> = {}): Response =>
      pageReply(failurePage(view, failure), { status, headers });

    const match = matchRoute(ROUTES, request.method, url.pathname);
    if (!match) return fail('notFound', 404);
    if ('allow' in match) return fail('notFound', 405, { allow: match.allow.join(', ') });
    if (match.route.method === 'POST' && !isSameOrigin(request)) return fail('crossSite', 403);
    try {
      return await match.route.handle({ site, request, url, view, params: match.params });
    } catch (error) {
      const [failure, status] = failureOf(error);
      if (status === 500) onError(error);
      return fail(failure, status);
    }
  }

  return async (request: Request): Promise<Response> => {
    const response = await answer(request);
    for (const [name, value] of Object.entries(SECURITY_HEADERS))
      if (!response.headers.has(name)) response.headers.set(name, value);
    response.headers.append('vary', 'cookie, accept-language');
    return response;
  };
}
