/** A month of the calendar, `YYYY-MM`. */
export type Month = string;

const two = (value: number): string => String(value).padStart(2, '0');

const utc = (date: string): Date => new Date(`${date}T00:00:00Z`);

const toDate = (at: Date): string => at.toISOString().slice(0, 10);

export function monthOf(date: string): Month {
  return date.slice(0, 7);
}

export function addDays(date: string, days: number): string {
  const at = utc(date);
  at.setUTCDate(at.getUTCDate() + days);
  return toDate(at);
}

export function addMonths(month: Month, months: number): Month {
  const at = utc(`${month}-01`);
  at.setUTCMonth(at.getUTCMonth() + months);
  return monthOf(toDate(at));
}

function firstDay(month: Month): string {
  return `${month}-01`;
}

function lastDay(month: Month): string {
  return addDays(firstDay(addMonths(month, 1)), -1);
}

/** The same day of another month, or its last one where it has fewer days. */
function sameDayIn(month: Month, date: string): string {
  const last = lastDay(month);
  const day = `${month}-${date.slice(8)}`;
  return day > last ? last : day;
}

/** ISO weekday: 1 is Monday, 7 is Sunday. */
function weekdayOf(date: string): number {
  return utc(date).getUTCDay() || 7;
}

/** ISO weekday on which the week begins in a language; Monday where the browser does not know. */
export function firstWeekday(language: string): number {
  const locale = new Intl.Locale(language) as Intl.Locale & {
    getWeekInfo?(): { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  return (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1;
}

/** The weeks of a month, each with seven days; `undefined` for days of its neighbours. */
export function weeksOf(month: Month, weekStart: number): (string | undefined)[][] {
  const first = firstDay(month);
  const blanks = (weekdayOf(first) - weekStart + 7) % 7;
  const count = Number(lastDay(month).slice(8));
  const weeks: (string | undefined)[][] = [];
  for (let cell = 0; cell < blanks + count; cell += 7) {
    weeks.push(
      Array.from({ length: 7 }, (_, column) => {
        const day = cell + column - blanks + 1;
        return day >= 1 && day <= count ? `${month}-${two(day)}` : undefined;
      }),
    );
  }
  return weeks;
}

/** Where a key leads from a date in the grid; `undefined` for a key that moves nothing. */
export function moveByKey(key: string, date: string, weekStart: number, rtl: boolean): string | undefined {
  const column = (weekdayOf(date) - weekStart + 7) % 7;
  switch (key) {
    case 'ArrowLeft':
      return addDays(date, rtl ? 1 : -1);
    case 'ArrowRight':
      return addDays(date, rtl ? -1 : 1);
    case 'ArrowUp':
      return addDays(date, -7);
    case 'ArrowDown':
      return addDays(date, 7);
    case 'Home':
      return addDays(date, -column);
    case 'End':
      return addDays(date, 6 - column);
    case 'PageUp':
      return sameDayIn(addMonths(monthOf(date), -1), date);
    case 'PageDown':
      return sameDayIn(addMonths(monthOf(date), 1), date);
    default:
      return undefined;
  }
}
