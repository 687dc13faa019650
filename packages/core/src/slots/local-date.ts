import type { LocalDate } from '../contract/common.js';
import { LecternError } from '../errors.js';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** Zone rules outside these years are guesses, and every date we meet lies well inside them. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

/** Days since 1970-01-01 of a date on a calendar without zones. */
export function dayOf(date: LocalDate): number {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (match) {
    const [year, month, dayOfMonth] = [Number(match[1]), Number(match[2]), Number(match[3])];
    if (year >= FIRST_YEAR && year <= LAST_YEAR) {
      const day = Date.UTC(year, month - 1, dayOfMonth) / DAY_MS;
      if (dateOfDay(day) === date) return day;
    }
  }
  throw new LecternError(
    'INVALID_INPUT',
    `${JSON.stringify(String(date).slice(0, 40))} is not a date from ${String(FIRST_YEAR)} to ${String(LAST_YEAR)}; write it as YYYY-MM-DD.`,
  );
}

/** The date that is `day` days after 1970-01-01. */
export function dateOfDay(day: number): LocalDate {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: number): number {
  // 1970-01-01 was a Thursday.
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** Weeks since some week in 1970, counted from weeks that begin on `firstWeekday`. */
export function weekOf(day: number, firstWeekday: number): number {
  return Math.floor((day + 3 - (firstWeekday - 1)) / 7);
}

/** Months since year 0. */
export function monthOf(day: number): number {
  const date = new Date(day * DAY_MS);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}
