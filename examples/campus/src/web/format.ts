import type { Language } from '../texts/texts.ts';

/** `Saturday, 21 November, 18:00 – 18:50`, on the wall of this zone. */
export function formatTimes(
  { startsAt, endsAt }: { readonly startsAt?: string; readonly endsAt?: string },
  { language, zone }: { readonly language: Language; readonly zone: string },
): string {
  if (!startsAt) return '';
  const format = new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  });
  return endsAt
    ? format.formatRange(new Date(startsAt), new Date(endsAt))
    : format.format(new Date(startsAt));
}

/** `Berlin, GMT+1`: the place and what its clocks show at that time. */
export function formatZone(zone: string, language: Language, at: Date): string {
  const offset = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: 'shortOffset' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value;
  const place = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
  return offset ? `${place}, ${offset}` : place;
}
