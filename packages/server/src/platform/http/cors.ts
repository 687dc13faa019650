const METHODS = 'GET, POST, PATCH, PUT, DELETE';
const REQUEST_HEADERS =
  'authorization, content-type, idempotency-key, last-event-id, if-match, content-digest, range, if-range';
const EXPOSED_HEADERS =
  'etag, retry-after, x-request-id, link, content-range, accept-ranges, content-length, ratelimit-limit, ratelimit-remaining, ratelimit-reset';
const MAX_AGE_SECONDS = 600;

/** Which origins may call for which tenant: scheme, host and port, compared whole. */
export interface CorsPolicy {
  /** `tenant` undefined: before anybody said who they are. */
  allows(origin: string, tenant: string | undefined): boolean;
}

/** @throws {TypeError} when an origin is not one, such as a path at its end or `*`. */
export function createCorsPolicy(origins: ReadonlyMap<string, readonly string[]>): CorsPolicy {
  const byTenant = new Map<string, ReadonlySet<string>>();
  const any = new Set<string>();
  for (const [tenant, list] of origins) {
    for (const origin of list) {
      if (!URL.canParse(origin) || new URL(origin).origin !== origin)
        throw new TypeError(
          `[@lectern/server] ${origin} is not an origin: write scheme, host and port like https://lms.example.edu`,
        );
      any.add(origin);
    }
    byTenant.set(tenant, new Set(list));
  }
  return {
    allows: (origin, tenant) => (tenant === undefined ? any : byTenant.get(tenant))?.has(origin) ?? false,
  };
}

/** The answer to a preflight. It comes before authentication: browsers send no token with it. */
export function preflightHeaders(origin: string | null, policy: CorsPolicy): Headers {
  const headers = new Headers({ vary: 'Origin' });
  if (origin === null || !policy.allows(origin, undefined)) return headers;
  headers.set('access-control-allow-origin', origin);
  headers.set('access-control-allow-methods', METHODS);
  headers.set('access-control-allow-headers', REQUEST_HEADERS);
  headers.set('access-control-max-age', String(MAX_AGE_SECONDS));
  return headers;
}

/** Marks an answer for the page that asked. */
export function addCorsHeaders(
  headers: Headers,
  origin: string | null,
  tenant: string | undefined,
  policy: CorsPolicy,
): void {
  headers.append('vary', 'Origin');
  if (origin === null || !policy.allows(origin, tenant)) return;
  headers.set('access-control-allow-origin', origin);
  headers.set('access-control-expose-headers', EXPOSED_HEADERS);
}
