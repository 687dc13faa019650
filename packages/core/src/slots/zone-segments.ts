import type { LocalDate, Zone } from '../contract/common.js';
import { DAY_MS, dayOf } from './local-date.js';
import { assertZone } from './zone-name.js';

/**
 * A stretch of time with one offset: from (included) and to (excluded) in ms since 1970, and wall time minus UTC in
 * ms. Lists of them are sorted and leave no gap.
 */
export type ZoneSegment = readonly [fromMs: number, toMs: number, offsetMs: number];

/** Recife's summer time of the year 2000 lasted an hour less than a week, the shortest we know. */
const PROBE_MS = 3 * DAY_MS;
const SECOND_MS = 1000;
/** Names are matched without regard to case, so a caller could make up any number of spellings. */
const MAX_CACHED_ZONES = 1000;

interface ZoneYears {
  readonly offsetAt: (ms: number) => number;
  readonly years: Map<number, readonly ZoneSegment[]>;
}

// Not keyed by data release: that cannot change while a process runs.
const cache = new Map<Zone, ZoneYears>();

/**
 * The offsets of a zone from `fromMs` to `toMs`, read from the platform's `Intl`.
 *
 * @throws `LecternError` UNKNOWN_ZONE when it is not an IANA name, or a bare offset, or `Etc/GMT+5`.
 */
export function zoneSegments(zone: Zone, fromMs: number, toMs: number): ZoneSegment[] {
  if (!Number.isInteger(fromMs) || !Number.isInteger(toMs) || fromMs >= toMs) {
    throw new TypeError('[@lectern/core] zoneSegments needs whole milliseconds, with fromMs before toMs.');
  }
  if (fromMs < Date.UTC(1899, 0) || toMs > Date.UTC(2201, 0)) {
    throw new TypeError('[@lectern/core] zoneSegments covers the years 1899 to 2200.');
  }
  const known = zoneYears(zone);
  const segments: ZoneSegment[] = [];
  const lastYear = new Date(toMs - 1).getUTCFullYear();
  for (let year = new Date(fromMs).getUTCFullYear(); year <= lastYear; year++) {
    for (const [from, to, offset] of segmentsOfYear(known, year)) {
      if (to <= fromMs || from >= toMs) continue;
      const last = segments.at(-1);
      const [start, end] = [Math.max(from, fromMs), Math.min(to, toMs)];
      if (last?.[2] === offset) segments[segments.length - 1] = [last[0], end, offset];
      else segments.push([start, end, offset]);
    }
  }
  return segments;
}

/**
 * {@link zoneSegments} around local dates, both included, with `marginDays` on each side so that day and month limits and
 * sessions over midnight find their offsets. Default margin: 40.
 */
export function zoneSegmentsOfDates(
  zone: Zone,
  from: LocalDate,
  to: LocalDate,
  marginDays = 40,
): ZoneSegment[] {
  return zoneSegments(zone, (dayOf(from) - marginDays) * DAY_MS, (dayOf(to) + 1 + marginDays) * DAY_MS);
}

function zoneYears(zone: Zone): ZoneYears {
  const known = cache.get(zone);
  if (known) return known;
  assertZone(zone);
  if (cache.size >= MAX_CACHED_ZONES) cache.clear();
  const made: ZoneYears = { offsetAt: offsetReader(zone), years: new Map() };
  cache.set(zone, made);
  return made;
}

function segmentsOfYear(zone: ZoneYears, year: number): readonly ZoneSegment[] {
  const known = zone.years.get(year);
  if (known) return known;
  const end = Date.UTC(year + 1, 0);
  const segments: ZoneSegment[] = [];
  let start = Date.UTC(year, 0);
  let offset = zone.offsetAt(start);
  for (let seen = start; seen < end;) {
    const probe = Math.min(seen + PROBE_MS, end);
    // Look at the year's last second, not at the next year's first.
    const probed = probe === end ? end - SECOND_MS : probe;
    // More than one switch between two probes is found one by one.
    while (zone.offsetAt(probed) !== offset) {
      const at = firstSecondAfter(zone.offsetAt, seen, probed, offset);
      segments.push([start, at, offset]);
      [start, seen, offset] = [at, at, zone.offsetAt(at)];
    }
    seen = probe;
  }
  segments.push([start, end, offset]);
  zone.years.set(year, segments);
  return segments;
}

/** The first second in `(low, high]` whose offset is another. */
function firstSecondAfter(
  offsetAt: (ms: number) => number,
  low: number,
  high: number,
  offset: number,
): number {
  while (high - low > SECOND_MS) {
    const middle = low + Math.floor((high - low) / (2 * SECOND_MS)) * SECOND_MS;
    if (offsetAt(middle) === offset) low = middle;
    else high = middle;
  }
  return high;
}

function offsetReader(zone: Zone): (ms: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return (ms) => {
    const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = (
      format.format(ms).match(/\d+/g) ?? []
    ).map(Number);
    return Date.UTC(year, month - 1, day, hour, minute, second) - ms;
  };
}
