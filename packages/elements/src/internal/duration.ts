const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function unit(
  language: string,
  value: number,
  name: 'day' | 'hour' | 'minute' | 'second',
  long: boolean,
): string {
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: name,
    unitDisplay: long ? 'long' : 'short',
  }).format(value);
}

function join(language: string, parts: readonly string[]): string {
  return new Intl.ListFormat(language, { type: 'unit', style: 'narrow' }).format(parts);
}

/** A span in the two units that matter: `2 days`, `1 hr 20 min`, `23 minutes`, `9 min 5 sec`. Rounded down. */
export function formatDuration(language: string, ms: number, { seconds = false } = {}): string {
  const rest = Math.max(0, ms);
  if (rest >= 2 * DAY) return unit(language, Math.floor(rest / DAY), 'day', true);
  const hours = Math.floor(rest / HOUR);
  const minutes = Math.floor((rest % HOUR) / MINUTE);
  if (hours)
    return minutes
      ? join(language, [unit(language, hours, 'hour', false), unit(language, minutes, 'minute', false)])
      : unit(language, hours, 'hour', true);
  const second = Math.floor((rest % MINUTE) / SECOND);
  if (!seconds || (minutes && !second)) return unit(language, minutes, 'minute', true);
  if (!minutes) return unit(language, second, 'second', true);
  return join(language, [unit(language, minutes, 'minute', false), unit(language, second, 'second', false)]);
}
