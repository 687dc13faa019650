import type { WallInterval, WeeklyRule } from '../contract/booking.js';
import { LecternError } from '../errors.js';
import { dayOf, weekdayOf } from './local-date.js';
import type { HostRules } from './slots-input.js';

const MIDNIGHT_MINUTE = 1440;
const LAST_MINUTE = 2880;

/** Intervals of one date in minutes from its midnight, sorted and united. */
export type DayIntervals = readonly WallInterval[];

/** What holds on each day of the host's calendar. Day numbers count from 1970-01-01. */
export function readRules(rules: HostRules): (day: number) => DayIntervals {
  const overrides = new Map<number, WallInterval[]>();
  for (const { date, intervals } of rules.overrides ?? []) {
    const day = dayOf(date);
    overrides.set(day, [...(overrides.get(day) ?? []), ...intervals]);
  }
  const special = new Map([...overrides].map(([day, intervals]) => [day, unite(intervals)]));
  const weeks = [
    { fromDay: -Infinity, byWeekday: readWeek(rules.weekly) },
    ...(rules.weeklyChanges ?? [])
      .map(({ from, weekly }) => ({ fromDay: dayOf(from), byWeekday: readWeek(weekly) }))
      .sort((a, b) => a.fromDay - b.fromDay),
  ];
  return (day) => {
    const intervals =
      special.get(day) ??
      weeks.findLast(({ fromDay }) => fromDay <= day)?.byWeekday[weekdayOf(day) - 1] ??
      [];
    return special.has(day + 1) ? cutAtMidnight(intervals) : intervals;
  };
}

function readWeek(weekly: readonly WeeklyRule[]): readonly DayIntervals[] {
  return [1, 2, 3, 4, 5, 6, 7].map((weekday) => unite(weekly.filter((rule) => rule.weekday === weekday)));
}

function cutAtMidnight(intervals: DayIntervals): DayIntervals {
  if (intervals.every(({ endMinute }) => endMinute <= MIDNIGHT_MINUTE)) return intervals;
  return intervals
    .filter(({ startMinute }) => startMinute < MIDNIGHT_MINUTE)
    .map(({ startMinute, endMinute }) => ({ startMinute, endMinute: Math.min(endMinute, MIDNIGHT_MINUTE) }));
}

/** Intervals that overlap or touch become one. */
function unite(intervals: readonly WallInterval[]): DayIntervals {
  intervals.forEach(assertInterval);
  const united: WallInterval[] = [];
  for (const { startMinute, endMinute } of intervals.toSorted((a, b) => a.startMinute - b.startMinute)) {
    const last = united.at(-1);
    if (!last || startMinute > last.endMinute) united.push({ startMinute, endMinute });
    else if (endMinute > last.endMinute) united.splice(-1, 1, { ...last, endMinute });
  }
  return united;
}

function assertInterval({ startMinute, endMinute }: WallInterval): void {
  const areMinutes = [startMinute, endMinute].every(
    (minute) => Number.isInteger(minute) && minute >= 0 && minute <= LAST_MINUTE,
  );
  if (areMinutes && startMinute < endMinute) return;
  throw new LecternError(
    'INVALID_INPUT',
    `From minute ${String(startMinute)} to ${String(endMinute)} is no interval: give whole minutes from 0 to ${String(LAST_MINUTE)}, the start before the end. One that runs over midnight ends above ${String(MIDNIGHT_MINUTE)}.`,
  );
}
