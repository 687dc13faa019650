import type { Person } from '@lectern/core/contract';
import { describe, expect, it } from 'vitest';
import { composeMail, type ComposeInput } from './compose-mail.js';
import { NOTIFICATION_KINDS } from './kinds.js';
import type { Occasion } from './occasion.js';
import { MAIL_LANGUAGES } from './texts/languages.js';

type Reachable = Person & { readonly email: string };

const tom: Reachable = {
  id: 'tom',
  name: 'Tom Keys',
  role: 'teacher',
  email: 'tom@example.org',
  zone: 'Europe/Berlin',
};
const bo: Reachable = {
  id: 'bo',
  name: 'Bo',
  role: 'student',
  email: 'bo@example.org',
  zone: 'Asia/Kolkata',
};
const SESSION_URL = 'https://lms.example.edu/lesson?session=ses-1&from=mail';
const occasion: Occasion = {
  sessionId: 'ses-0123456789abcdefghijkl',
  bookingId: 'bkg-0123456789abcdefghijkl',
  title: 'Piano lesson',
  kind: 'lesson',
  isCancelled: false,
  state: 'scheduled',
  sequence: 0,
  startsAt: new Date('2026-12-01T17:00:00.000Z'),
  endsAt: new Date('2026-12-01T18:00:00.000Z'),
  hostId: 'tom',
  attendeeIds: ['bo'],
  hostZone: 'Europe/Berlin',
  viewerZone: 'America/New_York',
  cutoffAt: new Date('2026-12-01T05:00:00.000Z'),
};
const input: ComposeInput = {
  kind: 'confirm',
  tenant: 'default',
  aboutId: 'bkg-0123456789abcdefghijkl',
  sequence: 0,
  occasion,
  recipient: bo,
  people: new Map([tom, bo].map((person) => [person.id, person])),
  unreachedIds: ['bo'],
  links: {
    session: SESSION_URL,
    booking: { move: 'https://lms.example.edu/move', cancel: 'https://lms.example.edu/cancel' },
    recording: 'https://lms.example.edu/recording',
  },
  from: { address: 'mail@campus.example', name: 'Campus' },
  domain: 'lms.example.edu',
  now: new Date('2026-11-20T18:00:00.000Z'),
};
const each = Object.keys(MAIL_LANGUAGES).flatMap((language) =>
  NOTIFICATION_KINDS.flatMap((kind) => [bo, tom].map((person) => [kind, language, person] as const)),
);
/** ICU writes a narrow space before AM and PM. */
const plain = (text: string): string => text.replace(/[\u202f\u00a0]/g, ' ');

describe('a mail', () => {
  it('says the time first on its reader’s clock, then on the teacher’s', () => {
    const { text } = composeMail(input);
    expect(plain(text)).toContain(
      [
        'When: Tuesday, December 1, 2026 · 10:30 PM – 11:30 PM (Kolkata, UTC+05:30)',
        'For Tom Keys: Tuesday, December 1, 2026 · 6:00 PM – 7:00 PM (Berlin, UTC+01:00)',
      ].join('\n'),
    );
    expect(composeMail({ ...input, recipient: tom }).text).not.toContain('For Tom Keys');
  });

  it.each([
    [{ ...bo, zone: 'Asia/Tokyo' }, 'Tokyo, UTC+09:00'],
    [{ id: 'bo', name: 'Bo', role: 'student', email: 'bo@example.org' }, 'New York, UTC-05:00'],
    [{ ...bo, zone: 'Mars/Phobos' }, 'New York, UTC-05:00'],
    [{ ...bo, zone: 'Asia/Calcutta' }, 'Kolkata, UTC+05:30'],
    [{ ...bo, zone: 'UTC' }, '(UTC)'],
  ] as const)('takes the zone of %o', (recipient, place) => {
    expect(composeMail({ ...input, recipient: recipient as Reachable }).text).toContain(place);
  });

  it('says the date it is there, over midnight and over a switch of clocks', () => {
    const late = {
      ...occasion,
      startsAt: new Date('2026-10-24T22:30:00.000Z'),
      endsAt: new Date('2026-10-25T01:30:00.000Z'),
    };
    const { text } = composeMail({ ...input, occasion: late, recipient: tom });
    expect(plain(text)).toContain('Sunday, October 25, 2026 · 12:30 AM – 2:30 AM (Berlin, UTC+02:00)');
  });

  it.each(each)(
    '%s in %s for %o is one page of its own language without anything from elsewhere',
    (kind, language, person) => {
      const recipient = { ...person, language };
      const isCancelled = kind === 'cancel';
      const mail = composeMail({ ...input, kind, recipient, occasion: { ...occasion, isCancelled } });
      expect(mail.language).toBe(language);
      expect(mail.html).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`);
      expect(mail.html).not.toMatch(/<img|<script|<link|<iframe|<form|\bsrc=|url\(|@import|\son\w+=/i);
      expect(mail.text).toContain('Piano lesson');
      expect(mail.subject).not.toMatch(/[\r\n]/);
      const words = MAIL_LANGUAGES[language as keyof typeof MAIL_LANGUAGES];
      expect(mail.text).toContain(
        words.hints.automatic('\u2068Campus\u2069').replace(language === 'ar' ? '' : /[\u2068\u2069]/g, ''),
      );
      expect(mail.calendar?.method).toBe(
        kind === 'confirm' || kind === 'update' ? 'REQUEST' : isCancelled ? 'CANCEL' : undefined,
      );
    },
  );

  it('leads to the page of the LMS, which asks for a login, and nowhere with a right in it', () => {
    const { html, text } = composeMail(input);
    expect(html).toContain('href="https://lms.example.edu/lesson?session=ses-1&amp;from=mail"');
    const targets = [...html.matchAll(/href="([^"]*)"/g)].map(
      ([, url = '']) => new URL(url.replaceAll('&amp;', '&')).host,
    );
    expect(new Set(targets)).toEqual(
      new Set([
        'lms.example.edu',
        'calendar.google.com',
        'outlook.live.com',
        'outlook.cloud.microsoft',
        'calendar.yahoo.com',
      ]),
    );
    expect(text).toContain(SESSION_URL);
    expect(text).not.toMatch(/token|ticket/i);
  });

  it('offers no change to a student for whom it is too late, but to the teacher', () => {
    const late = { ...input, kind: 'remind_1h', now: new Date('2026-12-01T16:00:00.000Z') } as const;
    expect(composeMail(late).text).not.toContain('https://lms.example.edu/move');
    expect(composeMail({ ...late, recipient: tom }).text).toContain('https://lms.example.edu/move');
    const one = { move: SESSION_URL, cancel: SESSION_URL };
    expect(composeMail({ ...input, links: { session: SESSION_URL, booking: one } }).text).toContain(
      'Move or cancel:',
    );
  });

  it('does without a page of the LMS', () => {
    const { text, html, calendar } = composeMail({ ...input, links: {} });
    expect(text).toContain('Join on the page of your course.');
    expect(html).not.toContain('m-button" style');
    expect(calendar?.content).not.toContain('LOCATION');
  });

  it('shows the old time of a lesson that was moved, and its note to the teacher only', () => {
    const movedFrom = {
      startsAt: new Date('2026-11-30T17:00:00.000Z'),
      endsAt: new Date('2026-11-30T18:00:00.000Z'),
    };
    const moved = {
      ...input,
      kind: 'update',
      sequence: 1,
      occasion: { ...occasion, sequence: 1, movedFrom, note: 'My own score' },
    } as const;
    expect(composeMail(moved).text).toContain('Before: Monday, November 30, 2026');
    expect(composeMail(moved).text).not.toContain('My own score');
    expect(composeMail({ ...moved, recipient: tom }).text).toContain('Note: My own score');
  });

  it.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='x",
    '&lt;b&gt; & co',
    'line\r\nBcc: all@example.org\r\n\r\nbody',
    '</title></style><h1>',
  ])('shows %j as what it is', (text) => {
    const people = new Map([
      ['tom', { ...tom, name: text }],
      ['bo', { ...bo, name: text }],
    ]);
    for (const kind of NOTIFICATION_KINDS) {
      const mail = composeMail({
        ...input,
        kind,
        people,
        recipient: { ...tom, name: text },
        occasion: {
          ...occasion,
          title: text,
          note: text,
          cancelReason: text,
          isCancelled: kind === 'cancel',
        },
        links: { session: `https://lms.example.edu/?${encodeURIComponent(text)}` },
      });
      const tags = [...mail.html.matchAll(/<([a-z][a-z0-9]*)/gi)].map(([, tag = '']) => tag.toLowerCase());
      for (const tag of ['script', 'img']) expect(tags).not.toContain(tag);
      expect(tags.filter((tag) => tag === 'h1')).toHaveLength(1);
      expect(tags.filter((tag) => tag === 'style' || tag === 'title')).toHaveLength(2);
      expect(mail.html).not.toMatch(/<[^>]*\son\w+=/i);
    }
  });

  it('keeps names of another direction apart, and adds nothing where there are none', () => {
    expect(composeMail(input).text).not.toMatch(/[\u2066-\u2069]/);
    const people = new Map([['tom', { ...tom, name: 'آنا' }]]);
    expect(composeMail({ ...input, people }).text).toContain('with \u2068آنا\u2069 is booked');
    expect(composeMail({ ...input, recipient: { ...bo, language: 'ar' } }).text).toContain(
      '\u2068Tom Keys\u2069',
    );
  });

  it('names three of many, and the rest by number', () => {
    const attendeeIds = ['ana', 'ben', 'cy', 'dan', 'eve'];
    const { bookingId: _booking, cutoffAt: _cutoff, ...rest } = occasion;
    const session: Occasion = { ...rest, kind: 'class', attendeeIds };
    const { text } = composeMail({ ...input, occasion: session, recipient: tom });
    expect(text).toContain('With: ana, ben, cy, and +2');
    const forOne = composeMail({ ...input, occasion: session, recipient: { ...bo, id: 'ana', name: 'Ana' } });
    expect(forOne.text).toContain('Tom Keys invites you to a class.');
    expect(`${forOne.text}${forOne.html}${forOne.calendar?.content ?? ''}`).not.toMatch(/\bben\b|\bcy\b/);
  });

  it('has one id for all tries, another for everybody and every change', () => {
    const id = (rest: Partial<ComposeInput>): string => composeMail({ ...input, ...rest }).messageId;
    expect(id({})).toBe(id({ now: new Date() }));
    const others = [
      id({}),
      id({ recipient: tom }),
      id({ sequence: 1 }),
      id({ kind: 'update' }),
      id({ tenant: 'b' }),
    ];
    expect(new Set(others).size).toBe(others.length);
    // Nobody's id or address of the LMS is in it.
    expect(id({ recipient: { ...bo, id: 'x> <evil@example.org' } })).toMatch(
      /^<bkg-\w{22}\.confirm\.0\.[0-9a-f]{16}@lms\.example\.edu>$/,
    );
  });
});
