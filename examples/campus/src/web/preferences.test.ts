import { describe, expect, it } from 'vitest';
import { choosePreferences, localPath, readPreferences } from './preferences.ts';

const visit = (headers: Record<string, string>): Request => new Request('http://localhost/', { headers });

describe('readPreferences', () => {
  it.each([
    ['', 'en'],
    ['fr, tlh', 'en'],
    ['de-CH, en;q=0.8', 'de'],
    ['en;q=0.4, ja;q=0.9', 'ja'],
    ['de;q=0, ar', 'ar'],
    [';;q=,,', 'en'],
  ])('takes %j for %s', (header, language) => {
    expect(readPreferences(visit({ 'accept-language': header })).language).toBe(language);
  });

  it('puts the choice above the browser', () => {
    const preferences = readPreferences(
      visit({ cookie: 'language=ar; appearance=dark', 'accept-language': 'de' }),
    );
    expect(preferences).toEqual({ language: 'ar', appearance: 'dark' });
  });

  it('does not trust a cookie', () => {
    const preferences = readPreferences(visit({ cookie: 'language=toString; appearance="><script>' }));
    expect(preferences).toEqual({ language: 'en', appearance: 'system' });
  });
});

describe('choosePreferences', () => {
  it('keeps what it knows and nothing else', () => {
    const cookies = choosePreferences(new URLSearchParams('language=ja&appearance=pink&campus_person=x'));
    expect(cookies).toHaveLength(1);
    expect(cookies[0]).toMatch(/^language=ja; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Lax$/);
  });
});

describe('localPath', () => {
  it.each([
    ['/as/ana/?x=1', '/as/ana/?x=1'],
    ['//elsewhere.example/', '/'],
    ['/\\elsewhere.example/', '/'],
    ['/\t/elsewhere.example/', '/'],
    ['https://elsewhere.example/', '/'],
    ['javascript:alert(1)', '/'],
    [null, '/'],
  ])('goes from %j to %s', (given, path) => {
    expect(localPath(given)).toBe(path);
  });
});
