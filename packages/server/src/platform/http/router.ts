import type { Route } from './route.js';

/** What a path and a method lead to. */
export type RouteMatch =
  | { readonly kind: 'route'; readonly route: Route; readonly params: Readonly<Record<string, string>> }
  | { readonly kind: 'method'; readonly allow: readonly string[] }
  | { readonly kind: 'nothing' };

interface Entry {
  readonly segments: readonly string[];
  readonly route: Route;
}

export interface Router {
  match(method: string, pathname: string): RouteMatch;
}

/**
 * Finds routes by their path. A fixed segment goes before a parameter. HEAD is answered by GET.
 *
 * @throws {TypeError} when two routes have the same method and path.
 */
export function createRouter(routes: readonly Route[]): Router {
  const bySize = new Map<number, Entry[]>();
  const seen = new Set<string>();
  for (const route of routes) {
    const segments = route.path.split('/').slice(1);
    const key = `${route.method} ${segments.map((segment) => (segment.startsWith(':') ? ':' : segment)).join('/')}`;
    if (seen.has(key)) throw new TypeError(`[@lectern/server] two routes are ${route.method} ${route.path}`);
    seen.add(key);
    bySize.set(segments.length, [...(bySize.get(segments.length) ?? []), { segments, route }]);
  }
  for (const entries of bySize.values()) entries.sort(byParameters);
  return {
    match(method, pathname) {
      const segments = decodeAll(pathname.split('/').slice(1));
      if (!segments) return { kind: 'nothing' };
      const fitting = (bySize.get(segments.length) ?? []).filter((entry) => fits(entry.segments, segments));
      const wanted = method === 'HEAD' ? 'GET' : method;
      const found = fitting.find(({ route }) => route.method === wanted);
      if (found) return { kind: 'route', route: found.route, params: paramsOf(found.segments, segments) };
      if (fitting.length === 0) return { kind: 'nothing' };
      const methods = new Set<string>(fitting.map(({ route }) => route.method));
      if (methods.has('GET')) methods.add('HEAD');
      return { kind: 'method', allow: [...methods, 'OPTIONS'].sort() };
    },
  };
}

function fits(pattern: readonly string[], segments: readonly string[]): boolean {
  return pattern.every((part, index) =>
    part.startsWith(':') ? segments[index] !== '' : part === segments[index],
  );
}

function paramsOf(pattern: readonly string[], segments: readonly string[]): Record<string, string> {
  const params: Record<string, string> = {};
  pattern.forEach((part, index) => {
    if (part.startsWith(':')) params[part.slice(1)] = segments[index] ?? '';
  });
  return params;
}

function byParameters(one: Entry, other: Entry): number {
  for (const [index, part] of one.segments.entries()) {
    const difference = Number(part.startsWith(':')) - Number(other.segments[index]?.startsWith(':') ?? false);
    if (difference !== 0) return difference;
  }
  return 0;
}

function decodeAll(segments: readonly string[]): readonly string[] | undefined {
  try {
    return segments.map((segment) => decodeURIComponent(segment));
  } catch {
    return undefined;
  }
}
