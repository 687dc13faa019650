const formats = new Map<string, Intl.DateTimeFormat>();

/** Formatters are dear to make and asked for often. */
function format(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  let made = formats.get(key);
  if (!made) formats.set(key, (made = new Intl.DateTimeFormat(language, options)));
  return made;
}

/** Lets a line end after the date, not within `November 24` or before `PM`. */
function unbroken(parts: readonly { readonly type: string; readonly value: string }[]): string {
  return parts
    .map(({ type, value }) =>
      type === 'literal' ? value.replace(/^ (?=\p{L}|$)|(?<=^\.) $/gu, '\u00a0') : value,
    )
    .join('');
}

/** An instant in a zone, which is never left to the device. */
export function formatInstant(
  language: string,
  instant: string | number,
  timeZone: string,
  options: Intl.DateTimeFormatOptions,
): string {
  return unbroken(format(language, { ...options, timeZone }).formatToParts(new Date(instant)));
}

/** From one instant to another in a zone. */
export function formatRangeIn(
  language: string,
  from: string,
  to: string,
  timeZone: string,
  options: Intl.DateTimeFormatOptions,
): string {
  return unbroken(
    format(language, { ...options, timeZone }).formatRangeToParts(Date.parse(from), Date.parse(to)),
  );
}

/** A date without a zone, `YYYY-MM-DD`, as it stands. */
export function formatDate(language: string, date: string, options: Intl.DateTimeFormatOptions): string {
  return formatInstant(language, `${date}T00:00:00Z`, 'UTC', options);
}

/** A wall time `HH:MM` that the server computed, in the digits and the hour cycle of the language. */
export function formatWallTime(language: string, time: string): string {
  return formatInstant(language, `1970-01-01T${time}:00Z`, 'UTC', { hour: 'numeric', minute: '2-digit' });
}

/**
 * From one instant to another at an offset that the server said, `+01:00`: the browser's own rules of the zone may be
 * older than the server's.
 */
export function formatRangeAt(
  language: string,
  from: string,
  to: string,
  offset: string,
  options: Intl.DateTimeFormatOptions,
): string {
  const sign = offset.startsWith('-') ? -1 : 1;
  const [hours = 0, minutes = 0] = offset.slice(1).split(':').map(Number);
  const shift = sign * (hours * 60 + minutes) * 60_000;
  return unbroken(
    format(language, { ...options, timeZone: 'UTC' }).formatRangeToParts(
      Date.parse(from) + shift,
      Date.parse(to) + shift,
    ),
  );
}

/** `UTC+01:00` for the offset `+01:00`. Marked as left to right, or a sign would change sides in right-to-left text. */
export function formatOffset(offset: string): string {
  return `\u2066UTC${offset === '+00:00' ? '' : offset.replace('-', '−')}\u2069`;
}

/** The offset of a zone at an instant, `+01:00`, as this browser knows it: only for where the server said none. */
export function offsetAt(timeZone: string, instant: string | number): string {
  const parts = format('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(new Date(instant));
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return name.slice(3) || '+00:00';
}

/** `Berlin` of `Europe/Berlin`, `Buenos Aires` of `America/Argentina/Buenos_Aires`. */
export function zoneCity(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
}

/** The zone's name as this browser knows it, or `undefined` for one it does not know. */
export function knownZone(timeZone: string | undefined): string | undefined {
  try {
    return timeZone
      ? new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone && timeZone
      : undefined;
  } catch {
    return undefined;
  }
}

/** The calendar date of an instant in a zone, `YYYY-MM-DD`. */
export function dateAt(timeZone: string, instant: string | number): string {
  const parts = format('en-US', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(new Date(instant));
  const part = (wanted: string): string => parts.find(({ type }) => type === wanted)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}
