import type { Language } from '../texts/texts.ts';

/** `Saturday, November 21 · 6:00 – 6:50 PM`, on the wall of this zone. */
export function formatTimes(
  { startsAt, endsAt }: { readonly startsAt?: string; readonly endsAt?: string },
  { language, zone }: { readonly language: Language; readonly zone: string },
): string {
  if (!startsAt) return '';
  const start = new Date(startsAt);
  const date = new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: zone,
  });
  const time = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit', timeZone: zone });
  const times = endsAt ? time.formatRange(start, new Date(endsAt)) : time.format(start);
  return `${date.format(start)} · ${times}`;
}

/** `Nov 21, 6:00 PM`, on the wall of this zone. */
export function formatMoment(
  at: Date,
  { language, zone }: { readonly language: Language; readonly zone: string },
): string {
  return new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: zone,
  }).format(at);
}

/** `Berlin, GMT+1`: the place and what its clocks show at that time. */
export function formatZone(zone: string, language: Language, at: Date): string {
  const offset = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: 'shortOffset' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value;
  const place = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
  // Marked apart, or a name and an offset of different directions change places.
  return offset ? `\u2068${place}\u2069, \u2068${offset}\u2069` : place;
}
