import type { TokenInput } from '@lectern/core/token';
import { coursesOf } from './courses.ts';
import type { SchoolPerson } from './people.ts';

/** Where the school writes to somebody. */
export const mailAddressOf = ({ id }: SchoolPerson): string => `${id}@campus.example`;

/** What Campus tells Lectern of a person: who they are, what they are here, which courses they are in. */
export function identityOf(person: SchoolPerson): TokenInput {
  return {
    subject: person.id,
    role: person.role,
    name: person.name,
    email: mailAddressOf(person),
    courses: coursesOf(person).map(({ id }) => id),
    language: person.language,
    zone: person.zone,
  };
}
