import { createHash } from 'node:crypto';
import type { Person } from '@lectern/core/contract';
import { isZone } from '@lectern/core/slots';
import type { MailAddress, MailMessage } from '../../ports/mailer/mailer.js';
import { createInvite } from './invite.js';
import type { NotificationKind } from './kinds.js';
import { writeLetter, type LetterLinks } from './mail/letter.js';
import { renderHtml } from './mail/render-html.js';
import { renderText } from './mail/render-text.js';
import type { Occasion } from './occasion.js';
import { localeOf } from './texts/languages.js';

const RECIPIENT_HASH_LENGTH = 16;

export interface ComposeInput {
  readonly kind: NotificationKind;
  readonly tenant: string;
  /** Of the booking, the session or the recording. */
  readonly aboutId: string;
  readonly sequence: number;
  readonly occasion: Occasion;
  readonly recipient: Person & { readonly email: string };
  /** By id, as far as they are known. */
  readonly people: ReadonlyMap<string, Person>;
  readonly unreachedIds: readonly string[];
  readonly links: LetterLinks;
  readonly from: MailAddress;
  /** Of ids that must be unique in the world. */
  readonly domain: string;
  readonly now: Date;
}

/** The whole mail of one notification. Pure: the same input is the same mail. */
export function composeMail(input: ComposeInput): MailMessage {
  const { kind, occasion, recipient, people, from, links, now } = input;
  const ref = (id: string): { id: string; name: string } => ({ id, name: people.get(id)?.name ?? id });
  const locale = localeOf(recipient.language);
  const letter = writeLetter({
    kind,
    occasion,
    recipient,
    host: ref(occasion.hostId),
    attendees: occasion.attendeeIds.map(ref),
    unreached: input.unreachedIds.map(ref),
    zone: zoneOf(recipient, occasion),
    locale,
    links,
    site: from.name ?? from.address,
    now,
  });
  const isInvite = kind === 'confirm' || kind === 'update' || kind === 'cancel';
  const to = { address: recipient.email, name: recipient.name };
  return {
    messageId: messageIdOf(input),
    date: now,
    to,
    subject: letter.subject,
    text: renderText(letter),
    html: renderHtml(letter, locale),
    language: locale.language,
    ...(isInvite && {
      calendar: createInvite({
        id: occasion.bookingId ?? occasion.sessionId,
        domain: input.domain,
        sequence: input.sequence,
        isCancelled: kind === 'cancel',
        title: occasion.title,
        hostName: ref(occasion.hostId).name,
        startsAt: occasion.startsAt,
        endsAt: occasion.endsAt,
        stamp: now,
        organizer: from,
        recipient: to,
        ...(links.session !== undefined && { sessionUrl: links.session }),
      }),
    }),
  };
}

/** The same for every try, so that a mail which comes twice is seen to be one. */
function messageIdOf({ tenant, aboutId, kind, sequence, recipient, domain }: ComposeInput): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([tenant, recipient.id]))
    .digest('hex')
    .slice(0, RECIPIENT_HASH_LENGTH);
  return `<${aboutId}.${kind}.${String(sequence)}.${hash}@${domain}>`;
}

/** Their own; else the one they saw when they booked; else the teacher's. */
function zoneOf({ id, zone }: Person, { hostId, hostZone, viewerZone }: Occasion): string {
  const known = [zone, id === hostId ? undefined : viewerZone, hostZone];
  return known.find((name) => name !== undefined && isZone(name)) ?? 'UTC';
}
