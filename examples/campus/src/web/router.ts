export type Params = Readonly<Record<string, string>>;

export interface WebRoute<Visit> {
  readonly method: 'GET' | 'POST';
  /** Segments after a colon are parameters, as in `/as/:who/book`. */
  readonly path: string;
  handle(visit: Visit & { readonly params: Params }): Promise<Response> | Response;
}

export type Match<Visit> =
  | { readonly route: WebRoute<Visit>; readonly params: Params }
  | { readonly allow: readonly string[] }
  | undefined;

function paramsOf(pattern: string, path: string): Params | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? '';
    if (!segment.startsWith(':')) {
      if (segment !== value) return undefined;
      continue;
    }
    try {
      params[segment.slice(1)] = decodeURIComponent(value);
    } catch {
      return undefined;
    }
    if (value === '') return undefined;
  }
  return params;
}

/** Finds the route of a request; when only the method is wrong, which ones would do. HEAD is GET. */
export function matchRoute<Visit>(
  routes: readonly WebRoute<Visit>[],
  method: string,
  path: string,
): Match<Visit> {
  const found = routes.flatMap((route) => {
    const params = paramsOf(route.path, path);
    return params ? [{ route, params }] : [];
  });
  if (found.length === 0) return undefined;
  const wanted = method === 'HEAD' ? 'GET' : method;
  return (
    found.find(({ route }) => route.method === wanted) ?? { allow: found.map(({ route }) => route.method) }
  );
}
