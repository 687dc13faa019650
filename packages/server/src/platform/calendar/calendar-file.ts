import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';

/** What a calendar entry says. No right is in it: the address asks for a login like any page. */
export interface CalendarEntry {
  /** Of the booking, or of the session nobody booked: see {@link calendarId}. */
  readonly id: string;
  readonly sequence: number;
  readonly cancelled: boolean;
  readonly title: string;
  readonly hostName: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** The LMS page of the session. */
  readonly sessionUrl?: string;
}

export interface CalendarFileOptions {
  /** Makes the ids unique in the world, such as `lms.example.edu`. */
  readonly domain: string;
  /** When this file is made. */
  readonly stamp: Date;
  /** Of a calendar to subscribe to: its name, and how often to look again. */
  readonly feed?: { readonly name: string; readonly refreshSeconds: number };
}

/** What an entry goes by for its whole life, in mail, in files and in feeds. */
export function calendarId(session: { readonly id: string; readonly bookingId?: string | null }): string {
  return session.bookingId ?? session.id;
}

/** The UID of an entry. */
export function calendarUid(id: string, domain: string): string {
  return `${id}@${domain}`;
}

/**
 * Entries as an iCalendar file (RFC 5545, RFC 5546 `PUBLISH`: nobody is asked to answer, and nobody's address is in it).
 * Times are UTC, so that no program has to know our zone rules.
 */
export function calendarFile(entries: readonly CalendarEntry[], options: CalendarFileOptions): string {
  const { domain, stamp, feed } = options;
  const calendar = ical({
    prodId: { company: 'lectern', product: 'server', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    scale: 'GREGORIAN',
    ...(feed && { name: feed.name, ttl: feed.refreshSeconds }),
  });
  for (const entry of entries)
    calendar.createEvent({
      id: calendarUid(entry.id, domain),
      sequence: entry.sequence,
      stamp,
      start: entry.startsAt,
      end: entry.endsAt,
      summary: entry.title,
      status: entry.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      organizer: { name: entry.hostName, email: `noreply@${domain}` },
      // Not in URL as well: ical-generator 11.1 escapes commas there, which RFC 5545 forbids in an address.
      ...(entry.sessionUrl ? { location: entry.sessionUrl, description: entry.sessionUrl } : {}),
    });
  return `${calendar.toString()}\r\n`;
}
