import type { LecternClient } from '@lectern/core/client';
import type { Offering, PutOfferingInput, Slot, WeeklyRule } from '@lectern/core/contract';
import type { Clock, Lectern } from '@lectern/server';
import { canTravel } from './campus-clock.ts';
import { COURSES, type Course, type CourseId } from './courses.ts';
import { holdLesson } from './held-lesson.ts';
import { identityOf, mailAddressOf } from './identity.ts';
import { findPerson, PEOPLE, type SchoolPerson } from './people.ts';

const DAY_MS = 86_400_000;
const EVENING = '18:00';

/** From nine to noon and from two to eight; Saturday mornings. */
const WEEKLY: readonly WeeklyRule[] = [
  ...([1, 2, 3, 4, 5] as const).flatMap((weekday) => [
    { weekday, startMinute: 9 * 60, endMinute: 12 * 60 },
    { weekday, startMinute: 14 * 60, endMinute: 20 * 60 },
  ]),
  { weekday: 6, startMinute: 10 * 60, endMinute: 13 * 60 },
];

const offeringOf = (course: Course): PutOfferingInput => ({
  title: course.lesson,
  courseId: course.id,
  hostIds: [course.teacherId],
  durationMinutes: 50,
  stepMinutes: 60,
  bufferAfterMinutes: 10,
  noticeMinutes: 60,
  windowDays: 28,
  cancelHours: 2,
});

/** What the pages need to know of what was put into Lectern. */
export interface Seeded {
  readonly offerings: ReadonlyMap<CourseId, string>;
}

/**
 * Tells Lectern about the school, as the back end of a real LMS would: people, what can be booked, when, and a few
 * lessons from now on. Whatever is there already stays as it is, so it may run at every start.
 */
export async function seed({ api, fetch }: Pick<Lectern, 'api' | 'fetch'>, clock: Clock): Promise<Seeded> {
  const now = clock.now();
  const as = (person: SchoolPerson): LecternClient => api.as(identityOf(person));
  for (const person of PEOPLE) {
    const { id, name, role, language, zone } = person;
    await api.people.put(id, { name, role, language, zone, email: mailAddressOf(person) });
  }
  for (const person of PEOPLE) if (person.role === 'teacher') await seedAvailability(as(person), person);
  const offerings = await seedOfferings(api);

  const [course] = COURSES;
  const teacher = course && findPerson(course.teacherId);
  const offering = course && offerings.get(course.id);
  if (
    teacher &&
    canTravel(clock) &&
    (await as(teacher).sessions.list({ when: 'past', limit: 1 })).items.length === 0
  )
    await holdLesson({ api, fetch }, clock, course);
  if (teacher && offering) await seedLessons(as, { course, teacher, offering, now });
  return { offerings: new Map([...offerings].map(([course, { id }]) => [course, id])) };
}

async function seedAvailability(client: LecternClient, { id, zone }: SchoolPerson): Promise<void> {
  const { weekly, overrides } = await client.availability.get(id);
  if (weekly.length + overrides.length > 0) return;
  await client.availability.put(id, { zone, weekly: WEEKLY, overrides: [] });
}

async function seedOfferings({ offerings }: LecternClient): Promise<Map<CourseId, Offering>> {
  const { items } = await offerings.list();
  const seeded = new Map<CourseId, Offering>();
  for (const course of COURSES) {
    const known = items.find(({ courseId, archived }) => courseId === course.id && !archived);
    seeded.set(course.id, known ?? (await offerings.create(offeringOf(course))));
  }
  return seeded;
}

interface LessonsInput {
  readonly course: Course;
  readonly teacher: SchoolPerson;
  readonly offering: Offering;
  readonly now: Date;
}

/** A class on an evening for everybody, and a lesson for each of two students; only where nothing is planned. */
async function seedLessons(
  as: (person: SchoolPerson) => LecternClient,
  { course, teacher, offering, now }: LessonsInput,
): Promise<void> {
  const teaching = as(teacher);
  if ((await teaching.sessions.list({ when: 'upcoming', limit: 1 })).items.length > 0) return;

  const evening = (await freeSlots(teaching, { offering, teacher, now })).find(
    ({ hostTime }) => hostTime === EVENING,
  );
  if (!evening) return;
  await teaching.sessions.create({
    kind: 'class',
    title: course.nextClass,
    courseId: course.id,
    startsAt: evening.startsAt,
    durationMinutes: 50,
    zone: teacher.zone,
  });

  for (const student of course.studentIds.slice(0, 2).map(findPerson)) {
    const later = (await freeSlots(teaching, { offering, teacher, now })).find(
      ({ startsAt, hostTime }) => startsAt > evening.startsAt && hostTime >= '15:00',
    );
    if (!student || !later) continue;
    await as(student).bookings.create({
      offeringId: offering.id,
      hostId: teacher.id,
      startsAt: later.startsAt,
      zone: student.zone,
    });
  }
}

/** From tomorrow on the teacher's calendar, two weeks. */
async function freeSlots(
  { offerings }: LecternClient,
  { offering, teacher, now }: Omit<LessonsInput, 'course'>,
): Promise<readonly Slot[]> {
  // The one locale whose short date is ISO 8601.
  const date = new Intl.DateTimeFormat('sv-SE', { timeZone: teacher.zone });
  const { slots } = await offerings.slots({
    offeringId: offering.id,
    hostId: teacher.id,
    from: date.format(now.getTime() + DAY_MS),
    to: date.format(now.getTime() + 14 * DAY_MS),
    zone: teacher.zone,
  });
  return slots;
}
