import type { SchoolPerson } from './people.ts';

export type CourseId = 'night-sky' | 'moon-drawing';

/** A course as the LMS keeps it. Its texts are in `texts/`, in each language. */
export interface Course {
  readonly id: CourseId;
  /** Of what Lectern keeps, such as a lesson's: one language. */
  readonly title: string;
  /** Title of the lesson that was held already when the school opens. */
  readonly firstLesson: string;
  /** Title of the class that is planned for the next evening. */
  readonly nextClass: string;
  /** Title of what a student can book. */
  readonly lesson: string;
  readonly teacherId: string;
  readonly studentIds: readonly string[];
}

export const COURSES: readonly Course[] = [
  {
    id: 'night-sky',
    title: 'The night sky',
    firstLesson: 'Finding north without a phone',
    nextClass: 'The planets this month',
    lesson: 'The night sky, one to one',
    teacherId: 'ana',
    studentIds: ['ben', 'chloe', 'daiki'],
  },
  {
    id: 'moon-drawing',
    title: 'Drawing the Moon',
    firstLesson: 'Light from the side',
    nextClass: 'Craters with five strokes',
    lesson: 'Drawing the Moon, one to one',
    teacherId: 'ana',
    studentIds: ['emre'],
  },
];

/** Whom the LMS enrolled: what goes into the token as `courses`. */
export function coursesOf(person: SchoolPerson): readonly Course[] {
  return COURSES.filter(
    ({ teacherId, studentIds }) => teacherId === person.id || studentIds.includes(person.id),
  );
}
