/** `2026-12-01T17:00:00Z` */
export function isoStamp(at: Date): string {
  return at.toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** `20261201T170000Z` */
export function utcStamp(at: Date): string {
  return isoStamp(at).replace(/[-:]/g, '');
}

/** `20261201T180000`: what a wall in the zone shows. Without a zone an instant, for want of better. */
export function localStamp(at: Date, zone: string | undefined): string {
  if (zone === undefined) return utcStamp(at);
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const read = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  return `${read('year')}${read('month')}${read('day')}T${read('hour')}${read('minute')}${read('second')}`;
}
