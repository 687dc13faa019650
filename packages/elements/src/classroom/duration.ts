import { formatDuration } from '../internal/duration.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** `1:02:03` or `2:03`; digits of the language. */
export function formatClock(language: string, ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / SECOND));
  const two = new Intl.NumberFormat(language, { minimumIntegerDigits: 2, useGrouping: false });
  const plain = new Intl.NumberFormat(language, { useGrouping: false });
  const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const tail = `${hours > 0 ? two.format(minutes) : plain.format(minutes)}:${two.format(rest)}`;
  return hours > 0 ? `${plain.format(hours)}:${tail}` : tail;
}

/** What is left, as `3 days` or `1 hr, 20 min`, and as a clock in the last hour. What has begun counts. */
export function formatCountdown(language: string, ms: number): string {
  return ms >= HOUR
    ? formatDuration(language, Math.ceil(ms / MINUTE) * MINUTE)
    : formatClock(language, Math.ceil(ms / SECOND) * SECOND);
}
