import type { Language } from '../texts/texts.ts';

/** Somebody this school knows. In a real LMS a row of its user table. */
export interface SchoolPerson {
  /** Stands in the path and is the id Lectern gets: 1 to 255 characters, opaque to it. */
  readonly id: string;
  readonly name: string;
  /** How the pages greet them. */
  readonly firstName: string;
  readonly initials: string;
  readonly role: 'teacher' | 'student';
  readonly language: Language;
  readonly zone: string;
}

export const PEOPLE: readonly SchoolPerson[] = [
  {
    id: 'ana',
    name: 'Ana Berger',
    firstName: 'Ana',
    initials: 'AB',
    role: 'teacher',
    language: 'de',
    zone: 'Europe/Berlin',
  },
  {
    id: 'ben',
    name: 'Ben Krüger',
    firstName: 'Ben',
    initials: 'BK',
    role: 'student',
    language: 'de',
    zone: 'Europe/Berlin',
  },
  {
    id: 'chloe',
    name: 'Chloé Martin',
    firstName: 'Chloé',
    initials: 'CM',
    role: 'student',
    language: 'en',
    zone: 'America/New_York',
  },
  {
    id: 'daiki',
    name: 'Daiki Tanaka',
    firstName: 'Daiki',
    initials: 'DT',
    role: 'student',
    language: 'ja',
    zone: 'Asia/Tokyo',
  },
  {
    id: 'emre',
    name: 'Emre Yılmaz',
    firstName: 'Emre',
    initials: 'EY',
    role: 'student',
    language: 'en',
    zone: 'Europe/London',
  },
];

export function findPerson(id: string): SchoolPerson | undefined {
  return PEOPLE.find((person) => person.id === id);
}
