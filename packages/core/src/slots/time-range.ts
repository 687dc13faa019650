/** A stretch of time in ms since 1970; the end is not part of it. */
export interface TimeRange {
  readonly startMs: number;
  readonly endMs: number;
}

/** Sorted, and united where they overlap or touch. Empty ones are dropped. */
export function uniteRanges(ranges: readonly TimeRange[]): TimeRange[] {
  const united: { startMs: number; endMs: number }[] = [];
  let last: { startMs: number; endMs: number } | undefined;
  for (const { startMs, endMs } of isSorted(ranges) ? ranges : [...ranges].sort(byStart)) {
    if (endMs <= startMs) continue;
    if (last && startMs <= last.endMs) {
      if (endMs > last.endMs) last.endMs = endMs;
    } else {
      last = { startMs, endMs };
      united.push(last);
    }
  }
  return united;
}

/** The first of united ranges that ends after `ms`. */
export function firstEndingAfter(united: readonly TimeRange[], ms: number): TimeRange | undefined {
  let low = 0;
  let high = united.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((united[middle] as TimeRange).endMs > ms) high = middle;
    else low = middle + 1;
  }
  return united[low];
}

function byStart(a: TimeRange, b: TimeRange): number {
  return a.startMs - b.startMs;
}

function isSorted(ranges: readonly TimeRange[]): boolean {
  return ranges.every((range, i) => i === 0 || (ranges[i - 1] as TimeRange).startMs <= range.startMs);
}
