const said = new Set<string>();

/** One console message a problem, so that a list of elements does not flood the page's console. */
export function warnOnce(message: string, ...more: unknown[]): void {
  if (said.has(message)) return;
  said.add(message);
  // eslint-disable-next-line no-console -- the only place that writes there
  console.warn(`[lectern] ${message}`, ...more);
}
