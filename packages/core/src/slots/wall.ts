import type { LocalDate } from '../contract/common.js';
import { DAY_MS, MINUTE_MS, dateOfDay, dayOf } from './local-date.js';
import type { ZoneSegment } from './zone-segments.js';

/** What a clock on a wall shows. */
export interface Wall {
  readonly date: LocalDate;
  /** `HH:MM`, 24 hours. */
  readonly time: string;
  /** Minutes since midnight. */
  readonly minute: number;
  /** Wall time minus UTC. */
  readonly offsetMs: number;
  /** `+01:00` */
  readonly offset: string;
}

/** Wall time minus UTC at an instant, in ms. Throws `TypeError` when the segments do not reach there. */
export function offsetAt(ms: number, segments: readonly ZoneSegment[]): number {
  for (const [fromMs, toMs, offsetMs] of segments) if (ms >= fromMs && ms < toMs) return offsetMs;
  throw new TypeError(
    `[@lectern/core] The zone segments do not reach ${new Date(ms).toISOString()}; build them for a wider range.`,
  );
}

/** What the clock shows at an instant. */
export function toWall(ms: number, segments: readonly ZoneSegment[]): Wall {
  const offsetMs = offsetAt(ms, segments);
  const minute = Math.floor(modulo(ms + offsetMs, DAY_MS) / MINUTE_MS);
  return {
    date: dateOfDay(Math.floor((ms + offsetMs) / DAY_MS)),
    time: formatTime(minute),
    minute,
    offsetMs,
    offset: formatOffset(offsetMs),
  };
}

/**
 * The instants at which the clock shows this date and minute (0 to 1,439, or more for the days after), in order: none in
 * the gap when clocks go forward, two when they go back.
 */
export function fromWall(date: LocalDate, minute: number, segments: readonly ZoneSegment[]): number[] {
  const wall = dayOf(date) * DAY_MS + minute * MINUTE_MS;
  return segments
    .filter(([fromMs, toMs, offsetMs]) => wall - offsetMs >= fromMs && wall - offsetMs < toMs)
    .map(([, , offsetMs]) => wall - offsetMs);
}

/** The date on the wall at an instant. */
export function localDateOf(ms: number, segments: readonly ZoneSegment[]): LocalDate {
  return dateOfDay(localDayOf(ms, segments));
}

/** Days since 1970-01-01 of {@link localDateOf}. */
export function localDayOf(ms: number, segments: readonly ZoneSegment[]): number {
  return Math.floor((ms + offsetAt(ms, segments)) / DAY_MS);
}

/** `+01:00`; with seconds, `-00:44:30`, only where an old zone has them. */
export function formatOffset(offsetMs: number): string {
  const seconds = Math.round(Math.abs(offsetMs) / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  if (seconds % 60 !== 0) parts.push(seconds % 60);
  return (offsetMs < 0 ? '-' : '+') + parts.map(twoDigits).join(':');
}

function formatTime(minute: number): string {
  return `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
