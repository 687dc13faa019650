/** A stretch of time in ms since 1970; the end is not part of it. */
export interface TimeSpan {
  readonly startMs: number;
  readonly endMs: number;
}

/** Ascending, and one where they overlap or touch. Empty ones are dropped. */
export function unite(spans: readonly TimeSpan[]): TimeSpan[] {
  return join(
    spans.filter(({ startMs, endMs }) => startMs < endMs).sort((a, b) => a.startMs - b.startMs),
    0,
  );
}

/** Ascending spans, with gaps of at most `gapMs` filled. */
export function join(spans: readonly TimeSpan[], gapMs: number): TimeSpan[] {
  const joined: TimeSpan[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (!last || span.startMs - last.endMs > gapMs) joined.push(span);
    else if (span.endMs > last.endMs) {
      joined[joined.length - 1] = { startMs: last.startMs, endMs: span.endMs };
    }
  }
  return joined;
}

/** What two lists of united spans share, cut at the ends of both. */
export function intersect(left: readonly TimeSpan[], right: readonly TimeSpan[]): TimeSpan[] {
  return left.flatMap((a) =>
    right
      .map((b) => ({ startMs: Math.max(a.startMs, b.startMs), endMs: Math.min(a.endMs, b.endMs) }))
      .filter(({ startMs, endMs }) => startMs < endMs),
  );
}

/** The sum of the lengths. */
export function lengthMs(spans: readonly TimeSpan[]): number {
  return spans.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
}

/** Whether any two share more than an end. */
export function hasOverlap(spans: readonly TimeSpan[]): boolean {
  return lengthMs(unite(spans)) < lengthMs(spans);
}
