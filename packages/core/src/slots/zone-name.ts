import type { Zone } from '../contract/common.js';
import { LecternError } from '../errors.js';

/** Old name to today's name, for those that browsers and Node still answer with. */
const MODERN_NAMES: Readonly<Record<string, Zone>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
  'Etc/UTC': 'UTC',
  'Etc/UCT': 'UTC',
  'Etc/Universal': 'UTC',
  'Etc/Zulu': 'UTC',
};

// `Etc/GMT+5` is five hours *behind* UTC, so nobody who types it means it; an offset is no rule at all.
const REFUSED = /^[+-]|^(?:etc\/)?gmt[+-]?\d+$|^systemv\//i;

/** Whether `zone` is a time zone name we take: any IANA name, but no bare offset and no `Etc/GMT+5`. */
export function isZone(zone: string): boolean {
  if (typeof zone !== 'string' || REFUSED.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone });
    return zone !== '';
  } catch {
    return false;
  }
}

/** @throws `LecternError` UNKNOWN_ZONE when it is not a zone name. */
export function assertZone(zone: string): void {
  if (isZone(zone)) return;
  throw new LecternError(
    'UNKNOWN_ZONE',
    `${JSON.stringify(String(zone).slice(0, 64))} is not a time zone name. Use an IANA name such as Europe/Berlin, or UTC.`,
  );
}

/** Today's name of a zone, for pickers and labels: `Asia/Kolkata` for `Asia/Calcutta`. Others come back as given. */
export function modernZoneName(zone: Zone): Zone {
  return MODERN_NAMES[zone] ?? zone;
}

/** Whether two names mean the same zone: `Europe/Kiev` and `Europe/Kyiv` do. */
export function isSameZone(a: Zone, b: Zone): boolean {
  return modernZoneName(a) === modernZoneName(b);
}

/** Every zone this platform can offer in a picker, under today's names, `UTC` among them, sorted. */
export function listZones(): Zone[] {
  const zones = new Set(Intl.supportedValuesOf('timeZone').filter(isZone).map(modernZoneName));
  zones.add('UTC');
  return [...zones].sort();
}

/**
 * Release of the time zone data of this process, such as `2026c`. Undefined in browsers, which do not tell.
 * Store it beside every wall time that was turned into an instant, so that a change of law can be noticed.
 */
export function tzRelease(): string | undefined {
  const { process } = globalThis as { process?: { versions?: { tz?: string } } };
  return process?.versions?.tz;
}
