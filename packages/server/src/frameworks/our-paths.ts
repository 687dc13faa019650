const EXACT: ReadonlySet<string> = new Set(['/v1', '/healthz', '/readyz', '/metrics']);

/** Whether an address is Lectern's to answer, so that the rest of a site stays with its framework. */
export function isOurs(target: string): boolean {
  const [path = ''] = target.split(/[?#]/, 1);
  return path.startsWith('/v1/') || EXACT.has(path);
}
