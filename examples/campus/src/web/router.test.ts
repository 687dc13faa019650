import { describe, expect, it } from 'vitest';
import { matchRoute, type WebRoute } from './router.ts';

const handle = (): Response => new Response();
const routes: readonly WebRoute<object>[] = [
  { method: 'GET', path: '/', handle },
  { method: 'GET', path: '/as/:who/', handle },
  { method: 'GET', path: '/as/:who/sessions/:id', handle },
  { method: 'POST', path: '/as/:who/token', handle },
];

describe('matchRoute', () => {
  it('finds a route and its parameters, decoded once', () => {
    expect(matchRoute(routes, 'GET', '/as/ana/sessions/a%2520b')).toMatchObject({
      params: { who: 'ana', id: 'a%20b' },
    });
    expect(matchRoute(routes, 'HEAD', '/')).toMatchObject({ route: { path: '/' } });
  });

  it('says which methods would do', () => {
    expect(matchRoute(routes, 'GET', '/as/ana/token')).toEqual({ allow: ['POST'] });
  });

  it.each(['/as//', '/as/ana', '/as/ana/sessions/', '/as/%/', '/as/ana/sessions/x/y', '//'])(
    'knows no %s',
    (path) => {
      expect(matchRoute(routes, 'GET', path)).toBeUndefined();
    },
  );
});
