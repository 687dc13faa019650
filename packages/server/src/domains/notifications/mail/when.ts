import { formatOffset, isSameZone, modernZoneName, offsetAt, zoneSegments } from '@lectern/core/slots';
import { isolate } from './isolate.js';

/** From when to when, in whose language, on whose wall. */
export interface WhenInput {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly zone: string;
  /** BCP 47. */
  readonly locale: string;
  readonly direction: 'ltr' | 'rtl';
}

/** `Tuesday, December 1, 2026 · 6:00 PM – 7:00 PM (Berlin, UTC+01:00)`. */
export function formatWhen(input: WhenInput): string {
  const { startsAt, endsAt, locale, zone: timeZone, direction } = input;
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone }).format(startsAt);
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone });
  const times = `${time.format(startsAt)} – ${time.format(endsAt)}`;
  return `${isolate(date, direction)} · ${isolate(times, direction)} (${placeOf(input)})`;
}

/** `Dec 1, 6:00 PM`, for a subject. */
export function formatShortWhen({ startsAt, locale, zone: timeZone }: Omit<WhenInput, 'endsAt'>): string {
  return new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
  }).format(startsAt);
}

/** Whether two walls show the same throughout. */
export function showsSame(zone: string, other: string, { startsAt }: { readonly startsAt: Date }): boolean {
  return isSameZone(zone, other) || offsetOf(zone, startsAt) === offsetOf(other, startsAt);
}

function placeOf({ zone, startsAt, direction }: WhenInput): string {
  const city = modernZoneName(zone).split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
  if (city === 'UTC') return 'UTC';
  const comma = direction === 'rtl' ? '، ' : ', ';
  return `${isolate(city, direction)}${comma}${isolate(`UTC${offsetOf(zone, startsAt)}`, direction)}`;
}

function offsetOf(zone: string, at: Date): string {
  const ms = at.getTime();
  return formatOffset(offsetAt(ms, zoneSegments(zone, ms, ms + 1)));
}
