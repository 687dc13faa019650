import type { Playback } from '@lectern/core/contract';

/** Parts that are this close to one another have nothing between them. */
const SEAM_SECONDS = 0.25;

/** A stretch of the time line. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One file on the time line. All times of the player are seconds. */
export interface TimelinePart {
  readonly src: string;
  readonly start: number;
  /** `NaN`: the file says it. */
  readonly duration: number;
}

/** What is played: files one after the other, and what is missing between and in them. */
export interface Timeline {
  readonly parts: readonly TimelinePart[];
  /** `NaN` until the one file has said it. */
  readonly duration: number;
  readonly gaps: readonly Span[];
}

/** A place in one of the files. */
export interface Place {
  readonly index: number;
  /** Seconds from the start of the file. */
  readonly at: number;
}

/** The time line of a single file whose length is not known yet. */
export function timelineOfFile(src: string): Timeline {
  return { parts: [{ src, start: 0, duration: Number.NaN }], duration: Number.NaN, gaps: [] };
}

/** The time line that the server says; what no file covers is a gap, whether it is listed or not. */
export function timelineOf({ sources, durationMs, gaps }: Playback): Timeline {
  const parts = sources
    .map((one) => ({ src: one.src, start: one.startMs / 1_000, duration: one.durationMs / 1_000 }))
    .sort((a, b) => a.start - b.start);
  const last = parts.at(-1);
  const duration = Math.max(durationMs / 1_000, last ? last.start + last.duration : 0);
  const holes: Span[] = [];
  let covered = 0;
  for (const { start, duration: length } of parts) {
    if (start - covered > SEAM_SECONDS) holes.push({ start: covered, end: start });
    covered = Math.max(covered, start + length);
  }
  const listed = gaps.map(({ startMs, endMs }) => ({ start: startMs / 1_000, end: endMs / 1_000 }));
  return { parts, duration, gaps: merged([...listed, ...holes], duration) };
}

function merged(spans: readonly Span[], duration: number): readonly Span[] {
  const result: Span[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const span = { start: Math.max(0, start), end: Math.min(duration, end) };
    const last = result.at(-1);
    if (!(span.end > span.start)) continue;
    if (last && span.start <= last.end)
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else result.push(span);
  }
  return result;
}

/** Where a time of the time line is to be found; what lies before a file is its beginning. */
export function locate({ parts }: Timeline, seconds: number): Place {
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    if (isLast || seconds < part.start + part.duration)
      return { index, at: Math.max(0, seconds - part.start) };
  }
  return { index: 0, at: Math.max(0, seconds) };
}

/** The gap around a time, its end left out. */
export function gapAt({ gaps }: Timeline, seconds: number): Span | undefined {
  return gaps.find(({ start, end }) => seconds >= start && seconds < end);
}

/** A time that has something to show: within the recording, and behind the gap it would fall into. */
export function playable(timeline: Timeline, seconds: number): number {
  const { duration } = timeline;
  const wanted = Math.max(0, Number.isFinite(duration) ? Math.min(seconds, duration) : seconds);
  const gap = gapAt(timeline, wanted);
  if (!gap) return wanted;
  return gap.end < duration ? gap.end : gap.start;
}
