import { DAY_MS, HOUR_MS, MINUTE_MS } from './local-date.js';
import type { CheckStartInput } from './slots-input.js';
import { firstEndingAfter, uniteRanges, type TimeRange } from './time-range.js';
import { readRules } from './wall-rules.js';
import type { ZoneSegment } from './zone-segments.js';

/** What the rules allow, before anything is booked. */
export interface AvailableTime {
  /** United. */
  readonly ranges: readonly TimeRange[];
  /** On the grid, ascending, each once. Whether a whole session fits there is not said yet. */
  readonly startsMs: readonly number[];
}

/**
 * The host's time whose wall reading lies in a rule, for starts from `fromMs` up to `toMs`. Going from wall to instant
 * segment by segment settles every switch: a reading that no segment has does not occur, one that two have occurs twice.
 */
export function availableTime(input: CheckStartInput, fromMs: number, toMs: number): AvailableTime {
  const lastEndMs = toMs + input.durationMinutes * MINUTE_MS;
  const segments = input.hostSegments.filter(([from, to]) => from < lastEndMs && to > fromMs);
  assertCovered(segments, fromMs, lastEndMs);
  const intervalsOf = readRules(input);
  const stepMs = (input.stepMinutes ?? input.durationMinutes) * MINUTE_MS;
  const addStarts = input.anchor === 'hour' ? addHourStarts : addRuleStarts;

  const ranges: TimeRange[] = [];
  const startsMs: number[] = [];
  const offsets = segments.map(([, , offsetMs]) => offsetMs);
  // A rule may run into the next day, so the day before counts too.
  const firstDay = Math.floor((fromMs + Math.min(...offsets)) / DAY_MS) - 1;
  const lastDay = Math.floor((lastEndMs + Math.max(...offsets)) / DAY_MS);
  for (let day = firstDay; day <= lastDay; day++) {
    for (const { startMinute, endMinute } of intervalsOf(day)) {
      const wallFrom = day * DAY_MS + startMinute * MINUTE_MS;
      const wallTo = day * DAY_MS + endMinute * MINUTE_MS;
      for (const [segmentFrom, segmentTo, offsetMs] of segments) {
        const from = Math.max(wallFrom, segmentFrom + offsetMs);
        const to = Math.min(wallTo, segmentTo + offsetMs);
        if (from >= to) continue;
        ranges.push({ startMs: from - offsetMs, endMs: to - offsetMs });
        addStarts(startsMs, wallFrom, Math.max(from, fromMs + offsetMs), Math.min(to, toMs + offsetMs), {
          stepMs,
          offsetMs,
        });
      }
    }
  }
  return { ranges: uniteRanges(ranges), startsMs: ascendingOnce(startsMs) };
}

/** Whether all of `[startMs, endMs)` is available. */
export function isAvailable(ranges: readonly TimeRange[], startMs: number, endMs: number): boolean {
  const range = firstEndingAfter(ranges, startMs);
  return range !== undefined && range.startMs <= startMs && endMs <= range.endMs;
}

interface Grid {
  readonly stepMs: number;
  readonly offsetMs: number;
}

function addRuleStarts(starts: number[], anchor: number, from: number, to: number, grid: Grid): void {
  const first = anchor + Math.ceil((from - anchor) / grid.stepMs) * grid.stepMs;
  for (let wall = first; wall < to; wall += grid.stepMs) starts.push(wall - grid.offsetMs);
}

function addHourStarts(starts: number[], _anchor: number, from: number, to: number, grid: Grid): void {
  for (let hour = Math.floor(from / HOUR_MS) * HOUR_MS; hour < to; hour += HOUR_MS) {
    for (let wall = hour; wall < hour + HOUR_MS; wall += grid.stepMs) {
      if (wall >= from && wall < to) starts.push(wall - grid.offsetMs);
    }
  }
}

function ascendingOnce(values: number[]): number[] {
  const isAscending = values.every((value, i) => i === 0 || (values[i - 1] as number) < value);
  return isAscending ? values : [...new Set(values)].sort((a, b) => a - b);
}

function assertCovered(segments: readonly ZoneSegment[], fromMs: number, toMs: number): void {
  const [first, last] = [segments[0], segments.at(-1)];
  const isUnbroken = segments.every((segment, i) => i === 0 || segments[i - 1]?.[1] === segment[0]);
  if (first && last && first[0] <= fromMs && last[1] >= toMs && isUnbroken) return;
  throw new TypeError(
    `[@lectern/core] The host's zone segments must cover ${new Date(fromMs).toISOString()} to ${new Date(toMs).toISOString()}, in order and without a gap.`,
  );
}
