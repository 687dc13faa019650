import { MINUTE_MS, dayOf, monthOf, weekOf } from './local-date.js';
import type { CheckStartInput, StartLimit } from './slots-input.js';
import { firstEndingAfter, uniteRanges, type TimeRange } from './time-range.js';
import { localDayOf } from './wall.js';

/**
 * Why a time cannot be booked: it is over; it is closer than the notice; it is outside the dates that can be booked; the host
 * has a session, a hold or an outside appointment; a limit is reached.
 */
export type TimeRefusal = 'past' | 'notice' | 'window' | 'busy' | 'limit';

type Refuse = (startMs: number) => TimeRefusal | undefined;

/** Past, notice and window: what also holds for a session that exists. */
export function readCalendarLimits(input: CheckStartInput): Refuse {
  const { nowMs, hostSegments, windowDays, windowDates } = input;
  const earliestMs = nowMs + (input.noticeMinutes ?? 0) * MINUTE_MS;
  const firstDay = windowDates ? dayOf(windowDates.from) : -Infinity;
  const lastDay = Math.min(
    windowDates ? dayOf(windowDates.to) : Infinity,
    windowDays === undefined ? Infinity : localDayOf(nowMs, hostSegments) + windowDays,
  );
  return (startMs) => {
    if (startMs < nowMs) return 'past';
    if (startMs < earliestMs) return 'notice';
    const day = localDayOf(startMs, hostSegments);
    return day < firstDay || day > lastDay ? 'window' : undefined;
  };
}

/** Other sessions, holds, outside calendars and limits: what holds only for a new session. */
export function readHostLimits(input: CheckStartInput): Refuse {
  const durationMs = input.durationMinutes * MINUTE_MS;
  const beforeMs = (input.bufferBeforeMinutes ?? 0) * MINUTE_MS;
  const afterMs = (input.bufferAfterMinutes ?? 0) * MINUTE_MS;
  const busy = uniteRanges(input.busy ?? []);
  const external = uniteRanges(input.externalBusy ?? []);
  const [externalBeforeMs, externalAfterMs] = input.externalBuffers ? [beforeMs, afterMs] : [0, 0];
  const limits = (input.limits ?? []).map((limit) => readLimit(limit, input));
  return (startMs) => {
    const endMs = startMs + durationMs;
    if (isTouchedBy(busy, startMs - beforeMs, endMs + afterMs)) return 'busy';
    if (isTouchedBy(external, startMs - externalBeforeMs, endMs + externalAfterMs)) return 'busy';
    return limits.some((isReached) => isReached(startMs)) ? 'limit' : undefined;
  };
}

function isTouchedBy(united: readonly TimeRange[], startMs: number, endMs: number): boolean {
  const next = firstEndingAfter(united, startMs);
  return next !== undefined && next.startMs < endMs;
}

function readLimit(
  limit: StartLimit,
  { hostSegments, nowMs }: CheckStartInput,
): (startMs: number) => boolean {
  if (limit.per === 'open') {
    const isReached = limit.startsMs.filter((startMs) => startMs >= nowMs).length >= limit.max;
    return () => isReached;
  }
  const periodOf = (startMs: number): number => {
    const day = localDayOf(startMs, hostSegments);
    if (limit.per === 'day') return day;
    return limit.per === 'month' ? monthOf(day) : weekOf(day, limit.firstWeekday ?? 1);
  };
  const [fromMs, toMs] = [hostSegments[0]?.[0] ?? 0, hostSegments.at(-1)?.[1] ?? 0];
  const counts = new Map<number, number>();
  for (const startMs of limit.startsMs) {
    // Too far away to share a period with anything that is asked for.
    if (startMs < fromMs || startMs >= toMs) continue;
    const period = periodOf(startMs);
    counts.set(period, (counts.get(period) ?? 0) + 1);
  }
  return (startMs) => (counts.get(periodOf(startMs)) ?? 0) >= limit.max;
}
