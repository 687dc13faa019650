import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LecternError } from '../errors.js';
import type { CalendarLinksInput } from './calendar-links-input.js';
import { calendarLinks } from './calendar-links.js';

const lesson: CalendarLinksInput = {
  title: 'Piano & voice: 50% more',
  startsAt: '2026-12-01T18:00:00+01:00',
  endsAt: '2026-12-01T18:00:00.000Z',
  description: 'Bring the score.\nSee you',
  url: 'https://lms.example.edu/lesson?session=ses-1&from=mail',
  zone: 'Asia/Kolkata',
};

const queryOf = (link: string): URLSearchParams => new URL(link).searchParams;

describe('calendarLinks', () => {
  // Forms as they stood on 2026-11-20. Only Google's is documented: when a service changes its own, this table moves.
  it('writes each service the way it reads it', () => {
    const title = 'Piano%20%26%20voice%3A%2050%25%20more';
    const page = 'https%3A%2F%2Flms.example.edu%2Flesson%3Fsession%3Dses-1%26from%3Dmail';
    const details = `Bring%20the%20score.%0ASee%20you%0A%0A${page}`;
    const microsoft = `path=%2Fcalendar%2Faction%2Fcompose&rru=addevent&startdt=2026-12-01T17%3A00%3A00Z&enddt=2026-12-01T18%3A00%3A00Z&subject=${title}&body=${details}&location=${page}`;
    expect(calendarLinks(lesson)).toEqual({
      google: `https://calendar.google.com/calendar/render?action=TEMPLATE&text=${title}&dates=20261201T170000Z%2F20261201T180000Z&details=${details}&location=${page}`,
      outlook: `https://outlook.live.com/calendar/action/compose?${microsoft}`,
      office365: `https://outlook.cloud.microsoft/calendar/deeplink/compose?${microsoft}`,
      yahoo: `https://calendar.yahoo.com/?v=60&TITLE=${title}&ST=20261201T223000&ET=20261201T233000&DESC=${details}&in_loc=${page}`,
    });
  });

  it.each([
    ['Europe/Berlin', '2026-10-25T00:30:00Z', '20261025T023000', '20261025T023000'],
    ['America/New_York', '2026-03-08T06:30:00Z', '20260308T013000', '20260308T033000'],
    ['Australia/Lord_Howe', '2026-07-01T00:00:00Z', '20260701T103000', '20260701T113000'],
    ['UTC', '2026-12-31T23:30:00Z', '20261231T233000', '20270101T003000'],
  ])('tells Yahoo the time on the wall in %s at %s', (zone, startsAt, start, end) => {
    const endsAt = new Date(Date.parse(startsAt) + 3_600_000).toISOString();
    const query = queryOf(calendarLinks({ ...lesson, startsAt, endsAt, zone }).yahoo);
    expect([query.get('ST'), query.get('ET')]).toEqual([start, end]);
  });

  it('gives Yahoo an instant where nobody knows the zone, never the zone of this machine', () => {
    const { zone: _zone, ...rest } = lesson;
    expect(queryOf(calendarLinks(rest).yahoo).get('ST')).toBe('20261201T170000Z');
  });

  it('leaves out what is not known', () => {
    const { startsAt, endsAt } = lesson;
    const { google, outlook } = calendarLinks({ title: 'Call', startsAt, endsAt });
    expect([...queryOf(google).keys()]).toEqual(['action', 'text', 'dates']);
    expect(queryOf(outlook).has('body')).toBe(false);
  });

  it('shortens a long description and keeps the link to join whole', () => {
    for (const link of Object.values(calendarLinks({ ...lesson, description: '日本語'.repeat(2_000) }))) {
      expect(link.length).toBeLessThanOrEqual(2_000);
      expect(link.length).toBeGreaterThan(1_950);
      const details = [...queryOf(link).values()].find((value) => value.includes('日本'));
      expect(details).toMatch(/^(日本語)+日?本?…\n\nhttps:\S+from=mail$/);
    }
  });

  it('gives up the place, then the end of the title, before the link to join', () => {
    const url = `https://lms.example.edu/${'a'.repeat(900)}`;
    const withoutPlace = queryOf(calendarLinks({ ...lesson, url }).google);
    expect(withoutPlace.get('details')).toContain(url);
    expect(withoutPlace.has('location')).toBe(false);
    const titleCut = queryOf(calendarLinks({ ...lesson, url, title: '𝄞'.repeat(400) }).google);
    expect(titleCut.get('text')).toMatch(/^(𝄞)+…$/u);
    expect(titleCut.get('details')).toBe(url);
    const endless = queryOf(
      calendarLinks({ ...lesson, url: `https://lms.example.edu/${'a'.repeat(3_000)}` }).google,
    );
    expect([...endless.values()].join()).not.toContain('aaaa');
  });

  it('stays a link of at most 2,000 characters without a plus, whatever the words', () => {
    const text = fc.string({
      unit: fc.oneof(fc.string({ minLength: 1, maxLength: 1 }), fc.constant('\ud83d'), fc.constant('音楽')),
      maxLength: 900,
    });
    fc.assert(
      fc.property(text, text, fc.option(text, { nil: undefined }), (title, description, location) => {
        const input = { ...lesson, title, description, ...(location === undefined ? {} : { location }) };
        for (const link of Object.values(calendarLinks(input))) {
          expect(link.length).toBeLessThanOrEqual(2_000);
          expect(link).not.toContain('+');
          expect(decodeURIComponent(link)).toContain(lesson.url);
        }
      }),
    );
  });

  it.each([
    ['startsAt', { startsAt: 'tomorrow' }],
    ['endsAt', { endsAt: lesson.startsAt }],
    ['endsAt', { endsAt: 'later' }],
    ['zone', { zone: 'Mars/Phobos' }],
  ])('refuses a wrong %s', (path, wrong) => {
    let thrown: unknown;
    try {
      calendarLinks({ ...lesson, ...wrong });
    } catch (error) {
      thrown = error;
    }
    expect(LecternError.is(thrown) && thrown.code).toBe('INVALID_INPUT');
    expect((thrown as LecternError).details).toMatchObject({ issues: [{ path }] });
  });
});
