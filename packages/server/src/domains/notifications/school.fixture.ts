import type { Booking } from '@lectern/core/contract';
import { createTestLectern, type CreateTestLecternOptions, type TestLectern } from '../../testing/index.js';
import type { TestEngine } from '../../testing/each-engine.js';
import { bookingOf, openDesk, someone, type Desk } from '../booking/booking.fixture.js';
import { createMailbox, type TestMailbox } from './mailbox.fixture.js';
import type { NotificationRow, NotificationTables } from './tables.js';

/** Nine in the morning in Berlin, two weeks and more after the test's beginning. */
export const STARTS_AT = '2026-12-07T08:00:00.000Z';

/** A server with a teacher who can be booked, a student, and somewhere their mail goes. */
export interface School {
  readonly server: TestLectern;
  readonly mailbox: TestMailbox;
  readonly desk: Desk;
  readonly bo: ReturnType<typeof someone>;
  book(startsAt?: string): Promise<Booking>;
  rows(): Promise<readonly NotificationRow[]>;
  close(): Promise<void>;
}

export async function openSchool(
  engine: TestEngine,
  options: CreateTestLecternOptions = {},
): Promise<School> {
  const mailbox = createMailbox();
  const database = await engine.createDatabase();
  const server = await createTestLectern({
    on: database,
    mailer: mailbox,
    sessionUrl: ({ sessionId }) => `https://lms.test/lesson?session=${sessionId}&from=mail`,
    ...options,
  });
  const desk = await openDesk(server, { offering: { cancelHours: 12 } });
  // The token of a request says how somebody is reached.
  const teacher = { ...desk.teacher, email: 'tom@example.org', language: 'de', zone: 'Europe/Berlin' };
  const bo = someone('student', { name: 'Bo', email: 'bo@example.org', language: 'en', zone: 'Asia/Tokyo' });
  await server.clientFor(teacher).me.get();
  return {
    server,
    mailbox,
    desk: { ...desk, teacher },
    bo,
    async book(startsAt = STARTS_AT) {
      const booking = await server.clientFor(bo).bookings.create(bookingOf(desk, startsAt, 'Asia/Tokyo'));
      await server.settle();
      return booking;
    },
    rows: () =>
      server.database.db
        .withTables<NotificationTables>()
        .selectFrom('notifications')
        .selectAll()
        .orderBy('kind')
        .orderBy('recipient_id')
        .execute(),
    async close() {
      await server.stop();
      await database.drop();
    },
  };
}
