import { describe, expect, it } from 'vitest';
import { localeOf, MAIL_LANGUAGES } from './languages.js';

/** Every value of a language by its path; functions with arguments that can be found again. */
function entriesOf(value: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') {
    const isSubject = path.startsWith('subjects.');
    return [
      [
        path,
        String((value as (given: unknown) => string)(isSubject ? { title: '{a}', when: '{b}' } : '{a}')),
      ],
    ];
  }
  return Object.entries(value as object).flatMap(([key, inner]) =>
    entriesOf(inner, path === '' ? key : `${path}.${key}`),
  );
}

const english = new Map(entriesOf(MAIL_LANGUAGES.en));

describe.each(['de', 'ar', 'ja'] as const)('mail in %s', (language) => {
  const entries = entriesOf(MAIL_LANGUAGES[language]);

  it('has a text of its own for each in English, with the same things in it', () => {
    expect(entries.map(([path]) => path).sort()).toEqual([...english.keys()].sort());
    const same = entries.filter(([path, text]) => text === english.get(path) || text.trim() === '');
    expect(same).toEqual([]);
    const placeholders = (text = ''): readonly string[] =>
      [...text.matchAll(/\{\w\}/g)].map(([found]) => found).sort();
    const lost = entries.filter(
      ([path, text]) => `${placeholders(text)}` !== `${placeholders(english.get(path))}`,
    );
    expect(lost).toEqual([]);
  });

  it('says each thing in its own words', () => {
    const texts = entries.filter(([path]) => !path.startsWith('labels.')).map(([, text]) => text);
    // 'Cancel' as an action is the one word that may come again.
    expect(new Set(texts).size).toBe(texts.length);
  });
});

it.each([
  [undefined, 'en', 'en', 'ltr'],
  ['en-GB', 'en', 'en-GB', 'ltr'],
  ['de-AT', 'de', 'de-AT', 'ltr'],
  ['de_CH', 'de', 'de-CH', 'ltr'],
  ['AR', 'ar', 'ar', 'rtl'],
  ['ja-JP', 'ja', 'ja-JP', 'ltr'],
  ['fr', 'en', 'en', 'ltr'],
  ['constructor', 'en', 'en', 'ltr'],
  ['', 'en', 'en', 'ltr'],
  ['not a tag!', 'en', 'en', 'ltr'],
] as const)('writes %s as %s, with dates as in %s', (tag, language, locale, direction) => {
  expect(localeOf(tag)).toMatchObject({ language, locale, direction });
});
