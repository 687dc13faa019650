/**
 * Whether a request that changes something, or answers a token, comes from a page of this site. Browsers say so in
 * `Sec-Fetch-Site`, older ones in `Origin`. A request with neither is no browser's, so there are no cookies to steal.
 */
export function isSameOrigin(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  const origin = request.headers.get('origin');
  if (origin === null) return true;
  return origin === new URL(request.url).origin;
}
