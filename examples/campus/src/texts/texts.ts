import type { CourseId } from '../school/courses.ts';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { ja } from './ja.ts';

/** The first is for everybody whose browser asks for none of them. */
export const LANGUAGES = ['en', 'de', 'ar', 'ja'] as const;
export type Language = (typeof LANGUAGES)[number];

export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  ar: 'العربية',
  ja: '日本語',
};

interface Notice {
  readonly title: string;
  readonly text: string;
}

interface CourseTexts {
  readonly title: string;
  readonly summary: string;
  readonly about: string;
  readonly topics: readonly string[];
  readonly picture: string;
}

/** Every text of the pages, in one language. What elements say is theirs. */
export interface Texts {
  readonly motto: string;
  readonly skip: string;
  readonly menu: string;
  readonly language: string;
  readonly appearance: Readonly<Record<'title' | 'system' | 'light' | 'dark', string>>;
  readonly nav: Readonly<
    Record<'home' | 'course' | 'book' | 'times' | 'recordings' | 'attendance' | 'mail' | 'change', string>
  >;
  readonly roles: Readonly<Record<'teacher' | 'student', string>>;
  readonly timesShown: (zone: string) => string;
  readonly start: Notice & { readonly continueAs: (name: string) => string };
  readonly signIn: Notice;
  readonly openLesson: Notice;
  readonly home: {
    readonly title: string;
    readonly greeting: (name: string) => string;
    readonly next: string;
    readonly running: string;
    readonly join: string;
    readonly open: string;
    readonly with: (names: string) => string;
    readonly none: Notice;
    readonly teacherNone: Notice;
    readonly lessonNow: Notice & { readonly action: (course: string) => string };
    readonly lessons: string;
    readonly courses: string;
  };
  readonly course: {
    readonly about: string;
    readonly topics: string;
    readonly teacher: string;
    readonly students: string;
    readonly author: Notice;
  };
  readonly booking: {
    readonly title: string;
    readonly text: (teacher: string) => string;
    readonly own: Notice;
  };
  readonly room: { readonly title: string; readonly leave: string };
  readonly recordings: Notice & {
    readonly others: string;
    readonly states: Readonly<Record<'coming' | 'failed', string>>;
    readonly none: Notice;
  };
  readonly attendance: {
    readonly title: string;
    readonly text: string;
    readonly sessions: string;
    readonly none: Notice;
  };
  readonly mail: {
    readonly title: string;
    readonly text: string;
    readonly inbox: string;
    readonly invite: string;
    readonly asText: string;
    readonly none: Notice;
  };
  readonly failures: Readonly<
    Record<'notFound' | 'forbidden' | 'busy' | 'crossSite' | 'fault' | 'starting', Notice>
  > & {
    readonly back: string;
  };
  readonly noScript: string;
  readonly courses: Readonly<Record<CourseId, CourseTexts>>;
}

const TEXTS: Readonly<Record<Language, Texts>> = { en, de, ar, ja };

export const isLanguage = (value: unknown): value is Language => LANGUAGES.some((known) => known === value);

export function textsOf(language: Language): Texts {
  return TEXTS[language];
}

export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}
