import { calendarLinks } from '@lectern/core/calendar-links';
import type { PersonRef } from '@lectern/core/contract';
import type { NotificationKind } from '../kinds.js';
import type { Occasion } from '../occasion.js';
import type { MailLocale } from '../texts/languages.js';
import { isolate } from './isolate.js';
import { formatShortWhen, formatWhen, showsSame } from './when.js';

const MOST_NAMES = 3;
const SERVICES = [
  ['google', 'Google'],
  ['outlook', 'Outlook.com'],
  ['office365', 'Microsoft 365'],
  ['yahoo', 'Yahoo'],
] as const;

/** Where a mail leads: pages of the LMS, which ask for a login like any page. */
export interface LetterLinks {
  readonly session?: string;
  readonly booking?: { readonly move: string; readonly cancel: string };
  readonly recording?: string;
}

export interface LetterInput {
  readonly kind: NotificationKind;
  readonly occasion: Occasion;
  readonly recipient: PersonRef;
  readonly host: PersonRef;
  readonly attendees: readonly PersonRef[];
  /** Of `undelivered`: whom no mail reaches. */
  readonly unreached: readonly PersonRef[];
  readonly zone: string;
  readonly locale: MailLocale;
  readonly links: LetterLinks;
  /** Who the mail is from. */
  readonly site: string;
  readonly now: Date;
}

export interface LetterLink {
  readonly label: string;
  readonly url: string;
}

/** What one mail says, in its reader's language and zone, before it is text or HTML. */
export interface Letter {
  readonly subject: string;
  readonly greeting: string;
  readonly lead: string;
  readonly title: string;
  readonly rows: readonly { readonly label: string; readonly value: string; readonly isOver?: boolean }[];
  readonly button?: LetterLink & { readonly hint: string };
  readonly hint?: string;
  readonly links: readonly LetterLink[];
  readonly calendar?: {
    readonly label: string;
    readonly links: readonly LetterLink[];
    readonly hint: string;
  };
  readonly footer: string;
}

/** Writes the letter of one notification. Pure. */
export function writeLetter(input: LetterInput): Letter {
  const { kind, occasion, recipient, zone, locale, site } = input;
  const { texts, direction } = locale;
  const apart = (text: string): string => isolate(text, direction);
  const when = formatShortWhen({ ...occasion, zone, locale: locale.locale, direction });
  return {
    subject: texts.subjects[kind]({ title: apart(occasion.title), when: apart(when) }),
    greeting: texts.greeting(apart(recipient.name)),
    lead: leadOf(input),
    title: occasion.title,
    rows: rowsOf(input),
    ...buttonOf(input),
    links: changeLinks(input),
    ...calendarOf(input),
    footer: texts.hints.automatic(apart(site)),
  };
}

const isHost = ({ recipient, occasion }: LetterInput): boolean => recipient.id === occasion.hostId;

function namesOf(people: readonly PersonRef[], { locale, direction }: MailLocale): string {
  const shown = people.slice(0, MOST_NAMES).map(({ name }) => isolate(name, direction));
  const rest = people.length - shown.length;
  return new Intl.ListFormat(locale).format(rest > 0 ? [...shown, `+${String(rest)}`] : shown);
}

function leadOf(input: LetterInput): string {
  const { kind, occasion, host, attendees, locale, unreached } = input;
  const { leads } = locale.texts;
  const other = namesOf(isHost(input) ? attendees : [host], locale);
  const isLesson = occasion.kind === 'lesson' && other !== '';
  switch (kind) {
    case 'confirm':
      if (isHost(input))
        return occasion.bookingId !== undefined && isLesson ? leads.lessonBooked(other) : leads.classPlanned;
      return isLesson ? leads.lessonConfirm(other) : leads.classConfirm(other);
    case 'update':
      return isLesson ? leads.lessonUpdate(other) : leads.classUpdate;
    case 'cancel':
      return isLesson ? leads.lessonCancel(other) : leads.classCancel;
    case 'remind_1d':
      return isLesson ? leads.lessonReminder(other) : leads.classReminder;
    case 'remind_1h':
      return isLesson ? leads.lessonSoon(other) : leads.classSoon;
    case 'recording_ready':
      return leads.recordingReady;
    case 'undelivered':
      return leads.undelivered(namesOf(unreached, locale));
  }
}

function rowsOf(input: LetterInput): Letter['rows'] {
  const { kind, occasion, host, attendees, zone, locale } = input;
  const { labels } = locale.texts;
  const { hostZone, note, cancelReason, movedFrom } = occasion;
  const at = (times: { readonly startsAt: Date; readonly endsAt: Date }, wall: string): string =>
    formatWhen({ startsAt: times.startsAt, endsAt: times.endsAt, zone: wall, ...locale });
  const others = isHost(input) ? attendees : [host];
  return [
    { label: labels.when, value: at(occasion, zone) },
    ...(showsSame(zone, hostZone, occasion)
      ? []
      : [{ label: labels.whenAt(isolate(host.name, locale.direction)), value: at(occasion, hostZone) }]),
    ...(kind === 'update' && movedFrom
      ? [{ label: labels.before, value: at(movedFrom, zone), isOver: true }]
      : []),
    ...(others.length > 0 ? [{ label: labels.with, value: namesOf(others, locale) }] : []),
    ...(kind !== 'recording_ready' && isHost(input) && note !== undefined
      ? [{ label: labels.note, value: note }]
      : []),
    ...(kind === 'cancel' && cancelReason !== undefined
      ? [{ label: labels.reason, value: cancelReason }]
      : []),
  ];
}

function buttonOf({ kind, links, locale: { texts } }: LetterInput): Pick<Letter, 'button' | 'hint'> {
  if (kind === 'cancel') return {};
  const url = kind === 'recording_ready' ? links.recording : links.session;
  if (url === undefined) return kind === 'recording_ready' ? {} : { hint: texts.hints.joinElsewhere };
  const label = kind === 'recording_ready' ? texts.actions.watch : texts.actions.join;
  return { button: { label, url, hint: texts.hints.join } };
}

function changeLinks(input: LetterInput): readonly LetterLink[] {
  const { kind, links, occasion, now, locale } = input;
  const { actions } = locale.texts;
  const { booking } = links;
  if (kind === 'cancel' || kind === 'recording_ready' || !booking) return [];
  if (!isHost(input) && occasion.cutoffAt !== undefined && now > occasion.cutoffAt) return [];
  if (booking.move === booking.cancel) return [{ label: actions.moveOrCancel, url: booking.move }];
  return [
    { label: actions.move, url: booking.move },
    { label: actions.cancel, url: booking.cancel },
  ];
}

function calendarOf({
  kind,
  occasion,
  zone,
  links,
  locale: { texts },
}: LetterInput): Pick<Letter, 'calendar'> {
  if (kind !== 'confirm' && kind !== 'update' && kind !== 'remind_1d') return {};
  const urls = calendarLinks({
    title: occasion.title,
    startsAt: occasion.startsAt.toISOString(),
    endsAt: occasion.endsAt.toISOString(),
    zone,
    ...(links.session !== undefined && { url: links.session }),
  });
  return {
    calendar: {
      label: texts.actions.addToCalendar,
      links: SERVICES.map(([service, label]) => ({ label, url: urls[service] })),
      hint: texts.hints.calendar,
    },
  };
}
