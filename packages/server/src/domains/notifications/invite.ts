import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalAttendeeType,
  ICalCalendarMethod,
  ICalEventBusyStatus,
  ICalEventStatus,
  ICalEventTransparency,
  foldLines,
} from 'ical-generator';
import type { MailAddress } from '../../ports/mailer/mailer.js';

/** An entry for the calendar of one person. */
export interface InviteInput {
  /** Of the booking, or of the session nobody booked: the same for its whole life. */
  readonly id: string;
  /** Makes the id unique in the world, such as `lms.example.edu`. */
  readonly domain: string;
  readonly sequence: number;
  readonly isCancelled: boolean;
  readonly title: string;
  readonly hostName: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** When this mail is made. */
  readonly stamp: Date;
  /** Where answers go: the address the mail is from, never the recipient's, who would see no buttons. */
  readonly organizer: MailAddress;
  /** The one attendee: in a class nobody sees the others' addresses. */
  readonly recipient: { readonly name: string; readonly address: string };
  /** The LMS page of the session; it carries no rights. */
  readonly sessionUrl?: string;
}

export interface Invite {
  readonly method: 'REQUEST' | 'CANCEL';
  readonly content: string;
}

/**
 * A calendar entry to answer (RFC 5546), or its cancellation. Times are UTC, so that no program has to know our zone
 * rules. Clients replace an entry by one with the same id and a higher sequence.
 */
export function createInvite(input: InviteInput): Invite {
  const { organizer, recipient, sessionUrl, isCancelled } = input;
  const calendar = ical({
    prodId: { company: 'lectern', product: 'server', language: 'EN' },
    method: isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
    scale: 'GREGORIAN',
  });
  const event = calendar.createEvent({
    id: `${input.id}@${input.domain}`,
    sequence: input.sequence,
    stamp: input.stamp,
    start: input.startsAt,
    end: input.endsAt,
    summary: input.title,
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    transparency: ICalEventTransparency.OPAQUE,
    busystatus: ICalEventBusyStatus.BUSY,
    organizer: { name: input.hostName, email: organizer.address },
    // Not in URL as well: ical-generator 11.1 escapes commas there, which RFC 5545 forbids in an address.
    ...(sessionUrl !== undefined && { location: sessionUrl, description: sessionUrl }),
    x: [['X-MICROSOFT-DISALLOW-COUNTER', 'TRUE']],
  });
  event.createAttendee({
    name: recipient.name,
    email: recipient.address,
    type: ICalAttendeeType.INDIVIDUAL,
    role: ICalAttendeeRole.REQ,
    status: ICalAttendeeStatus.NEEDSACTION,
    rsvp: !isCancelled,
  });
  return {
    method: isCancelled ? 'CANCEL' : 'REQUEST',
    content: `${withLowerCaseScheme(calendar.toString())}\r\n`,
  };
}

/** ical-generator 11.1 writes `MAILTO:` before an attendee's address, which not every reader takes for the scheme it is. */
function withLowerCaseScheme(text: string): string {
  const unfolded = text.replaceAll('\r\n ', '');
  return foldLines(unfolded.replace(/^(ATTENDEE;.*):MAILTO:([^:\r\n]+)$/gm, '$1:mailto:$2'));
}
