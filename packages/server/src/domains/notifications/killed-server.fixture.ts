import { writeSync } from 'node:fs';
import { folderMailer } from '../../ports/mailer/folder-mailer.js';
import { createTestLectern, type TestPerson } from '../../testing/create-test-lectern.js';
import { bookingOf, DAYTIME } from '../booking/booking.fixture.js';

// Run in a process of its own: books a lesson, and is gone the moment it is booked, or the moment a mail was taken.
const [, , database = '', engine = '', folder = '', when = '', startsAt = ''] = process.argv;
const teacher: TestPerson = {
  id: 'tom',
  role: 'teacher',
  name: 'Tom',
  email: 'tom@example.org',
  courses: ['piano'],
};
const bo: TestPerson = { id: 'bo', name: 'Bo', email: 'bo@example.org', courses: ['piano'] };

const die = (said: object): void => {
  writeSync(1, JSON.stringify(said));
  process.kill(process.pid, 'SIGKILL');
};
const inFolder = folderMailer(folder);
let bookingId = '';
const server = await createTestLectern({
  on: { engine: engine === 'postgres' ? 'postgres' : 'pglite', database, drop: () => Promise.resolve() },
  mailer: {
    ...inFolder,
    async send(message, options) {
      if (when === 'booked') return new Promise(() => undefined);
      await inFolder.send(message, options);
      die({ bookingId });
    },
  },
});
const offering = await server
  .clientFor(teacher)
  .offerings.create({ title: 'Piano lesson', courseId: 'piano' });
await server.clientFor(teacher).availability.put('tom', DAYTIME);
const desk = { teacher, offering };
const booked = await server.request('POST', '/v1/bookings', { as: bo, body: bookingOf(desk, startsAt) });
bookingId = (booked.body as { id: string }).id;
if (when === 'booked') die({ bookingId });
await server.settle();
throw new Error('nothing was sent');
