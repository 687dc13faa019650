import { ar } from './ar.js';
import { de } from './de.js';
import { en } from './en.js';
import { ja } from './ja.js';
import type { MailTexts } from './mail-texts.js';

/** Every language mail is written in. A new one is one file and one line here. */
export const MAIL_LANGUAGES = { en, de, ar, ja } satisfies Readonly<Record<string, MailTexts>>;
type MailLanguage = keyof typeof MAIL_LANGUAGES;

const FALLBACK: MailLanguage = 'en';
const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['ar']);

/** How one person is written to. */
export interface MailLocale {
  readonly texts: MailTexts;
  /** For dates: with their region, where they named one. */
  readonly locale: string;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
}

/** The nearest to a language tag of the LMS such as `de-AT`, else English. */
export function localeOf(tag: string | undefined): MailLocale {
  const given = canonical(tag);
  const [base = ''] = (given ?? '').split('-');
  const language = isMailLanguage(base) ? base : FALLBACK;
  return {
    texts: MAIL_LANGUAGES[language],
    language,
    locale: given !== undefined && language === base ? given : language,
    direction: RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr',
  };
}

function isMailLanguage(language: string): language is MailLanguage {
  return Object.hasOwn(MAIL_LANGUAGES, language);
}

function canonical(tag: string | undefined): string | undefined {
  try {
    return tag === undefined
      ? undefined
      : Intl.DateTimeFormat.supportedLocalesOf(tag.replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
}
