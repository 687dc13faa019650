import type { DateOverride, WallInterval, WeeklyRule } from '../contract/booking.js';

/** One minute of real time and what the wall shows then. */
export interface MinuteReading {
  readonly ms: number;
  readonly date: string;
  readonly dateBefore: string;
  readonly weekday: number;
  readonly minute: number;
}

export interface BruteForceInput {
  readonly weekly: readonly WeeklyRule[];
  readonly overrides: readonly DateOverride[];
  readonly durationMinutes: number;
  readonly stepMinutes: number;
  readonly busy: readonly { readonly startMs: number; readonly endMs: number }[];
}

/** The wall of a zone, asked of `Intl` minute by minute. */
export function readMinutes(zone: string, fromMs: number, toMs: number): MinuteReading[] {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const readings: MinuteReading[] = [];
  for (let ms = fromMs; ms < toMs; ms += 60_000) {
    const parts = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
    const date = `${parts['year'] ?? ''}-${parts['month'] ?? ''}-${parts['day'] ?? ''}`;
    const weekday = new Date(`${date}T00:00Z`).getUTCDay() || 7;
    const dateBefore = new Date(Date.parse(`${date}T00:00Z`) - 86_400_000).toISOString().slice(0, 10);
    readings.push({
      ms,
      date,
      dateBefore,
      weekday,
      minute: Number(parts['hour']) * 60 + Number(parts['minute']),
    });
  }
  return readings;
}

/**
 * The definition taken word by word: a minute is available when its reading lies in a rule; a start is a reading on the grid of
 * a rule; a slot is a start with `durationMinutes` available minutes from it that no busy time touches.
 */
export function bruteForceStarts(readings: readonly MinuteReading[], input: BruteForceInput): number[] {
  const weekdays = new Map(readings.map(({ date, weekday }) => [date, weekday]));
  const rules = new Map([...weekdays].map(([date, weekday]) => [date, unitedRule(date, weekday, input)]));
  const isOverridden = new Set(input.overrides.map(({ date }) => date));
  const hits = readings.map((reading) => rulesAt(reading, rules, isOverridden, input));
  return readings
    .filter((_, i) => {
      const isStart = hits[i]?.some(
        ({ interval, minute }) => (minute - interval.startMinute) % input.stepMinutes === 0,
      );
      if (!isStart || i + input.durationMinutes > hits.length) return false;
      return hits.slice(i, i + input.durationMinutes).every((hit) => hit.length > 0);
    })
    .map(({ ms }) => ms)
    .filter((ms) => {
      const end = ms + input.durationMinutes * 60_000;
      return input.busy.every((range) => range.endMs <= ms || range.startMs >= end);
    });
}

/** The united rule intervals a reading lies in, and its minute on the line that begins at the rule's own midnight. */
function rulesAt(
  { date, dateBefore, weekday, minute }: MinuteReading,
  rules: Map<string, WallInterval[]>,
  isOverridden: ReadonlySet<string>,
  input: BruteForceInput,
): { interval: WallInterval; minute: number }[] {
  // Not in the map where the date before never happened; its rule may still run into this one.
  if (!rules.has(dateBefore)) {
    rules.set(dateBefore, unitedRule(dateBefore, weekday === 1 ? 7 : weekday - 1, input));
  }
  const hits: { interval: WallInterval; minute: number }[] = [];
  const add = (of: string, at: number): void => {
    for (const interval of rules.get(of) ?? []) {
      if (at >= interval.startMinute && at < interval.endMinute) hits.push({ interval, minute: at });
    }
  };
  add(date, minute);
  if (!isOverridden.has(date)) add(dateBefore, minute + 1440);
  return hits;
}

function unitedRule(date: string, weekday: number, input: BruteForceInput): WallInterval[] {
  const overrides = input.overrides.filter((override) => override.date === date);
  const intervals =
    overrides.length > 0
      ? overrides.flatMap((override) => override.intervals)
      : input.weekly.filter((rule) => rule.weekday === weekday);
  const isCovered = new Array<boolean>(2881).fill(false);
  for (const { startMinute, endMinute } of intervals) isCovered.fill(true, startMinute, endMinute);
  const united: WallInterval[] = [];
  for (let minute = 0; minute <= 2880; minute++) {
    if (isCovered[minute] && !isCovered[minute - 1]) {
      united.push({ startMinute: minute, endMinute: isCovered.indexOf(false, minute) });
    }
  }
  return united;
}
