import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';

/** What a calendar entry says. No right is in it: the address asks for a login like any page. */
export interface CalendarEntry {
  readonly bookingId: string;
  /** Makes the id unique in the world, such as `lms.example.edu`. */
  readonly domain: string;
  readonly sequence: number;
  readonly cancelled: boolean;
  readonly title: string;
  readonly hostName: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** When this file is made. */
  readonly stamp: Date;
  /** The LMS page of the session. */
  readonly sessionUrl?: string;
}

/**
 * A booking as an iCalendar file to import (RFC 5545, RFC 5546 `PUBLISH`: nobody is asked to answer). Times are UTC, so
 * that no program has to know our zone rules.
 */
export function calendarFile(entry: CalendarEntry): string {
  const calendar = ical({
    prodId: { company: 'lectern', product: 'server', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    scale: 'GREGORIAN',
  });
  calendar.createEvent({
    id: `${entry.bookingId}@${entry.domain}`,
    sequence: entry.sequence,
    stamp: entry.stamp,
    start: entry.startsAt,
    end: entry.endsAt,
    summary: entry.title,
    status: entry.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: { name: entry.hostName, email: `noreply@${entry.domain}` },
    // Not in URL as well: ical-generator 11.1 escapes commas there, which RFC 5545 forbids in an address.
    ...(entry.sessionUrl ? { location: entry.sessionUrl, description: entry.sessionUrl } : {}),
  });
  return `${calendar.toString()}\r\n`;
}
