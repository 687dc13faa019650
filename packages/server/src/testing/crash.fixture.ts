import { createTestOutboxOn } from './crash-outbox.fixture.js';

// Writes facts one after the other and says each one once it is committed, until it is killed.
const [dir = '', from = '0'] = process.argv.slice(2);
const { database, outbox } = await createTestOutboxOn(dir);
process.stdout.write(`cursor ${await outbox.feed.currentCursor(database.db)}\n`);
for (let number = Number(from); ; number += 1) {
  await database.transaction((tx) =>
    outbox.appendFacts(tx, [
      {
        tenant: 'default',
        type: 'counted',
        topics: ['session:a'],
        data: { number },
        occurredAt: new Date(0),
      },
    ]),
  );
  process.stdout.write(`done ${String(number)}\n`);
}
