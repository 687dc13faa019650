import { LecternError } from '../errors.js';
import { availableTime, isAvailable } from './available-time.js';
import { DAY_MS, MINUTE_MS, dayOf } from './local-date.js';
import { readCalendarLimits, readHostLimits } from './refusal.js';
import { assertHostTime } from './slots-check.js';
import type { ComputeSlotsInput, DateRangeInput, OpenSession, SlotTime } from './slots-input.js';
import type { TimeRange } from './time-range.js';
import { offsetAt } from './wall.js';
import type { ZoneSegment } from './zone-segments.js';

/** The most viewer-local dates one call looks at. */
export const MAX_RANGE_DAYS = 62;
const MAX_SLOTS = 5000;

/**
 * The times at which a host can be booked, ascending and each once. Pure: no clock, no zone data of its own.
 *
 * A time is available when its reading on the host's wall lies in a rule, so readings that do not exist are never offered and
 * those that occur twice are offered twice. Starts lie on a grid in wall time that busy time never moves; a session lasts
 * `durationMinutes` of real time. Slots may overlap each other: whoever books one takes the others away.
 *
 * @throws `LecternError` INVALID_INPUT when a date or interval is malformed or the range is longer than 62 days.
 *
 * @example
 * ```ts
 * import { computeSlots, toSlot, zoneSegmentsOfDates } from '@lectern/core/slots';
 *
 * const [from, to] = ['2026-10-01', '2026-10-31'];
 * const hostSegments = zoneSegmentsOfDates('Europe/Berlin', from, to);
 * const viewerSegments = zoneSegmentsOfDates('Asia/Kolkata', from, to);
 * const times = computeSlots({
 *   weekly: [{ weekday: 4, startMinute: 18 * 60, endMinute: 20 * 60 }],
 *   durationMinutes: 60,
 *   nowMs: Date.parse('2026-09-25T12:00:00Z'),
 *   ...{ from, to, hostSegments, viewerSegments },
 * });
 * console.log(times.map((time) => toSlot(time).viewerTime));
 * ```
 */
export function computeSlots(input: ComputeSlotsInput): SlotTime[] {
  assertHostTime(input);
  const [firstDay, lastDay] = readDates(input);
  const range = rangeOfDays(input.viewerSegments, firstDay, lastDay);
  if (!range) return [];
  const isAsked = (startMs: number): boolean => {
    const day = Math.floor((startMs + offsetAt(startMs, input.viewerSegments)) / DAY_MS);
    return day >= firstDay && day <= lastDay;
  };
  const refuseByCalendar = readCalendarLimits(input);
  const refuseByHost = readHostLimits(input);
  const { ranges, startsMs } = availableTime(input, range.startMs, range.endMs);
  const durationMs = input.durationMinutes * MINUTE_MS;

  const found: (TimeRange & Partial<OpenSession>)[] = [];
  const sessionStarts = new Set<number>();
  for (const session of input.openSessions ?? []) {
    const { startMs } = session;
    if (sessionStarts.has(startMs)) continue;
    if (startMs < range.startMs || startMs >= range.endMs || !isAsked(startMs)) continue;
    sessionStarts.add(startMs);
    if (session.seatsLeft > 0 && !refuseByCalendar(startMs)) found.push(session);
  }
  for (const startMs of startsMs) {
    const endMs = startMs + durationMs;
    if (sessionStarts.has(startMs) || !isAvailable(ranges, startMs, endMs) || !isAsked(startMs)) continue;
    if (refuseByCalendar(startMs) ?? refuseByHost(startMs)) continue;
    found.push({ startMs, endMs });
  }
  if (sessionStarts.size > 0) found.sort((a, b) => a.startMs - b.startMs);

  const newCapacity = input.capacity ?? 1;
  return found
    .slice(0, Math.min(input.maxSlots ?? MAX_SLOTS, MAX_SLOTS))
    .map(({ startMs, endMs, capacity = newCapacity, seatsLeft = newCapacity, sessionId }) => ({
      startMs,
      endMs,
      hostOffsetMs: offsetAt(startMs, input.hostSegments),
      viewerOffsetMs: offsetAt(startMs, input.viewerSegments),
      capacity,
      seatsLeft,
      ...(sessionId !== undefined && { sessionId }),
    }));
}

function readDates({ from, to }: DateRangeInput): [firstDay: number, lastDay: number] {
  const [firstDay, lastDay] = [dayOf(from), dayOf(to)];
  const days = lastDay - firstDay + 1;
  if (days >= 1 && days <= MAX_RANGE_DAYS) return [firstDay, lastDay];
  throw new LecternError(
    'INVALID_INPUT',
    days < 1
      ? `The range ends on ${to}, before it begins on ${from}.`
      : `The range has ${String(days)} days; ask for at most ${String(MAX_RANGE_DAYS)} at a time.`,
  );
}

/** From the first to after the last instant whose local date is one of the days. Undefined: they never happen. */
function rangeOfDays(
  segments: readonly ZoneSegment[],
  firstDay: number,
  lastDay: number,
): TimeRange | undefined {
  const [wallFrom, wallTo] = [firstDay * DAY_MS, (lastDay + 1) * DAY_MS];
  const [first, last] = [segments[0], segments.at(-1)];
  if (!first || !last || first[0] + first[2] > wallFrom || last[1] + last[2] < wallTo) {
    throw new TypeError(
      "[@lectern/core] The viewer's zone segments must cover all dates from `from` to `to`.",
    );
  }
  const hits = segments.filter(
    ([fromMs, toMs, offsetMs]) => fromMs + offsetMs < wallTo && toMs + offsetMs > wallFrom,
  );
  if (hits.length === 0) return undefined;
  return {
    startMs: Math.min(...hits.map(([fromMs, , offsetMs]) => Math.max(fromMs, wallFrom - offsetMs))),
    endMs: Math.max(...hits.map(([, toMs, offsetMs]) => Math.min(toMs, wallTo - offsetMs))),
  };
}
