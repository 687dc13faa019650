import { describe, expect, it } from 'vitest';
import { formatTimes, formatZone } from './format.ts';

const lesson = { startsAt: '2026-11-23T17:00:00.000Z', endsAt: '2026-11-23T17:50:00.000Z' };
describe('formatTimes', () => {
  it.each([
    ['en', 'Europe/Berlin', /^Monday, November 23 · 6:00.*6:50.*PM$/],
    ['de', 'America/New_York', /^Montag, 23\. November · 12:00.*12:50/],
    ['ja', 'Asia/Tokyo', /^11月24日火曜日 · 2\D00.*2\D50/],
  ] as const)('speaks %s and follows the wall in %s', (language, zone, text) => {
    expect(formatTimes(lesson, { language, zone })).toMatch(text);
  });

  it('says nothing of what has no time', () => {
    expect(formatTimes({}, { language: 'en', zone: 'UTC' })).toBe('');
  });
});

describe('formatZone', () => {
  it('names the place, and the offset of that day', () => {
    expect(formatZone('America/New_York', 'en', new Date('2026-11-20T12:00:00Z'))).toBe(
      '\u2068New York\u2069, \u2068GMT-5\u2069',
    );
    expect(formatZone('America/New_York', 'en', new Date('2026-07-20T12:00:00Z'))).toBe(
      '\u2068New York\u2069, \u2068GMT-4\u2069',
    );
  });
});
