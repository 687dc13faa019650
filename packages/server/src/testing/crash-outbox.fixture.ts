import { migrate } from '../platform/db/migrate.js';
import { openDatabase, type OpenedDatabase } from '../platform/db/open-database.js';
import { createOutbox, type Outbox } from '../platform/outbox/create-outbox.js';
import { outboxMigration } from '../platform/outbox/migration.js';
import { memoryBus } from '../ports/bus/memory-bus.js';
import { systemClock } from '../ports/clock/system-clock.js';
import { systemTimer } from '../ports/clock/timer.js';
import { silentLog } from '../ports/log/log.js';

/** An outbox that runs on a data folder. */
export async function createTestOutboxOn(
  dir: string,
): Promise<{ readonly database: OpenedDatabase; readonly outbox: Outbox }> {
  const database = await openDatabase({ database: `file:${dir}` });
  await migrate(database.source, [outboxMigration]);
  const outbox = createOutbox({
    database,
    bus: memoryBus(),
    clock: systemClock(),
    timer: systemTimer,
    log: silentLog,
  });
  await outbox.start([]);
  return { database, outbox };
}
