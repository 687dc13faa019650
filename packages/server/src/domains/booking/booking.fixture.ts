import type { Availability, Offering, PutOfferingInput, Slot, SlotList } from '@lectern/core/contract';
import type { TestLectern, TestPerson } from '../../testing/index.js';

/** Every day from 9 to 17 in Berlin: in winter the first slot is 08:00Z. */
export const DAYTIME: Availability = {
  zone: 'Europe/Berlin',
  weekly: ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => ({
    weekday,
    startMinute: 540,
    endMinute: 1_020,
  })),
  overrides: [],
};

let count = 0;

/** Somebody nobody has met before. */
export function someone(role: TestPerson['role'], rest: Omit<TestPerson, 'id' | 'role'> = {}): TestPerson {
  count += 1;
  return { id: `${role ?? 'person'}-${String(count)}`, role: role ?? 'student', courses: ['piano'], ...rest };
}

/** A teacher with an offering and hours. */
export interface Desk {
  readonly teacher: TestPerson;
  readonly offering: Offering;
}

/** Lets a new teacher offer something. */
export async function openDesk(
  server: TestLectern,
  options: { readonly offering?: Partial<PutOfferingInput>; readonly availability?: Availability } = {},
): Promise<Desk> {
  const teacher = someone('teacher', { name: 'Tom Keys' });
  const client = server.clientFor(teacher);
  const offering = await client.offerings.create({
    title: 'Piano lesson',
    courseId: 'piano',
    ...options.offering,
  });
  await client.availability.put(teacher.id, options.availability ?? DAYTIME);
  return { teacher, offering };
}

/** What a student sees free on one date. */
export async function slotsOn(
  server: TestLectern,
  as: TestPerson,
  desk: Desk,
  date: string,
  zone = 'UTC',
): Promise<readonly Slot[]> {
  return (await slotList(server, as, desk, { from: date, to: date, zone })).slots;
}

export function slotList(
  server: TestLectern,
  as: TestPerson,
  { offering, teacher }: Desk,
  range: { readonly from: string; readonly to: string; readonly zone: string },
): Promise<SlotList> {
  return server.clientFor(as).offerings.slots({ offeringId: offering.id, hostId: teacher.id, ...range });
}

/** The body of `POST /v1/bookings`. */
export function bookingOf({ offering, teacher }: Desk, startsAt: string, zone = 'UTC') {
  return { offeringId: offering.id, hostId: teacher.id, startsAt, zone };
}
