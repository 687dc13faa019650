import { type InputIssue, invalidInput } from '../invalid-input.js';
import type { CalendarLinks, CalendarLinksInput } from './calendar-links-input.js';
import { fitLink, type LinkText } from './fit-link.js';
import { type LinkFields, type ServiceForm, SERVICES } from './services.js';
import { isoStamp, localStamp, utcStamp } from './stamps.js';

/**
 * Links that open a new entry in the calendars of Google, Outlook.com, Microsoft 365 and Yahoo, each at most 2,000
 * characters long. What is too long loses its description first; the link to join stays.
 *
 * @throws {@link LecternError} INVALID_INPUT when a time or the zone cannot be read, or the end is not after the start.
 *
 * @example
 * ```ts
 * import { calendarLinks } from '@lectern/core/calendar-links';
 *
 * const { google } = calendarLinks({
 *   title: 'Piano lesson',
 *   startsAt: '2026-12-01T17:00:00Z',
 *   endsAt: '2026-12-01T18:00:00Z',
 *   url: 'https://lms.example.edu/lesson?session=ses-1',
 * });
 * ```
 */
export function calendarLinks(input: CalendarLinksInput): CalendarLinks {
  const start = new Date(input.startsAt);
  const end = new Date(input.endsAt);
  assertInput(input, start, end);
  const { zone, url = '' } = input;
  const times = {
    utc: { start: utcStamp(start), end: utcStamp(end) },
    iso: { start: isoStamp(start), end: isoStamp(end) },
    local: { start: localStamp(start, zone), end: localStamp(end, zone) },
  };
  const text: LinkText = {
    title: wellFormed(input.title),
    description: wellFormed(input.description ?? ''),
    url: wellFormed(url),
    location: wellFormed(input.location ?? url),
  };
  const linkTo = (service: ServiceForm): string => fitLink(text, (fitted) => write(service, times, fitted));
  return {
    google: linkTo(SERVICES.google),
    outlook: linkTo(SERVICES.outlook),
    office365: linkTo(SERVICES.office365),
    yahoo: linkTo(SERVICES.yahoo),
  };
}

function write(
  { base, parameters }: ServiceForm,
  times: Pick<LinkFields, 'utc' | 'iso' | 'local'>,
  { title, description, url, location }: LinkText,
): string {
  const details = [description, url].filter((part) => part !== '').join('\n\n');
  const query = Object.entries(parameters({ ...times, title, details, location }))
    .filter(([, value]) => value !== '')
    // Not URLSearchParams: Outlook shows its `+` for a space as it stands.
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${base}?${query.join('&')}`;
}

/** `encodeURIComponent` throws at half a surrogate pair. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

function assertInput({ zone }: CalendarLinksInput, start: Date, end: Date): void {
  const issues: InputIssue[] = [];
  if (Number.isNaN(start.getTime())) issues.push({ path: 'startsAt', message: 'must be an instant' });
  if (Number.isNaN(end.getTime())) issues.push({ path: 'endsAt', message: 'must be an instant' });
  if (end <= start) issues.push({ path: 'endsAt', message: 'must be after startsAt' });
  if (zone !== undefined && !isKnownZone(zone))
    issues.push({ path: 'zone', message: 'must be a zone such as Europe/Berlin' });
  if (issues.length > 0) throw invalidInput('No calendar link can be made', issues);
}

function isKnownZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
