import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { calendarFile, type CalendarEntry } from './calendar-file.js';

const options = { domain: 'lms.example.edu', stamp: new Date('2026-10-01T08:00:00.000Z') };
const entry: CalendarEntry = {
  id: 'bkg-0123456789abcdefghijkl',
  sequence: 0,
  cancelled: false,
  title: 'Piano lesson',
  hostName: 'Tom Keys',
  startsAt: new Date('2026-10-25T00:30:00.000Z'),
  endsAt: new Date('2026-10-25T01:30:00.000Z'),
  sessionUrl: 'https://lms.example.edu/room?session=ses-1,2;3',
};

const fileOf = (one: CalendarEntry): string => calendarFile([one], options);
const parse = (text: string): ICAL.Component => new ICAL.Component(ICAL.parse(text) as unknown[]);
const eventOf = (text: string): ICAL.Event => new ICAL.Event(parse(text).getFirstSubcomponent('vevent')!);

describe('a calendar file', () => {
  it('keeps id, instants and sequence', () => {
    const text = fileOf(entry);
    const event = eventOf(text);
    expect(event.uid).toBe('bkg-0123456789abcdefghijkl@lms.example.edu');
    expect(event.startDate.toJSDate()).toEqual(entry.startsAt);
    expect(event.endDate.toJSDate()).toEqual(entry.endsAt);
    expect(event.startDate.zone.tzid).toBe('UTC');
    expect(event.sequence).toBe(0);
    expect(event.location).toBe(entry.sessionUrl);
    expect(parse(text).getFirstPropertyValue('method')).toBe('PUBLISH');
    expect(parse(text).getFirstPropertyValue('calscale')).toBe('GREGORIAN');
  });

  it('says cancelled with a higher sequence under the same id', () => {
    const text = fileOf({ ...entry, sequence: 1, cancelled: true });
    const event = parse(text).getFirstSubcomponent('vevent')!;
    expect(event.getFirstPropertyValue('status')).toBe('CANCELLED');
    expect(event.getFirstPropertyValue('sequence')).toBe(1);
    expect(event.getFirstPropertyValue('uid')).toBe(eventOf(fileOf(entry)).uid);
  });

  it.each([
    'commas, semicolons; back\\slashes',
    'END:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:forged',
    'line\nbreak',
    `${'ü'.repeat(80)} ${'😀'.repeat(40)} ${'日本'.repeat(40)}`,
    'بيانو "مع" آنا',
  ])('keeps the title %j, and no line of it becomes a property', (title) => {
    const text = fileOf({ ...entry, title });
    expect(parse(text).getAllSubcomponents('vevent')).toHaveLength(1);
    expect(eventOf(text).summary).toBe(title.replaceAll('\r\n', '\n'));
    for (const line of text.split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(line).not.toMatch(/[\r\n\ufffd]/);
    }
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
  });

  it('keeps a name with quotes and colons in its parameter (RFC 6868)', () => {
    const text = fileOf({ ...entry, hostName: 'Tom "Keys": A; B\nC' });
    const organizer = parse(text).getFirstSubcomponent('vevent')!.getFirstProperty('organizer')!;
    expect(organizer.getFirstParameter('cn')).toBe('Tom "Keys": A; B\nC');
    expect(organizer.getFirstValue()).toBe('mailto:noreply@lms.example.edu');
  });
});
