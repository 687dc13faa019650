import { sql } from 'kysely';
import type { SystemClock } from '../../ports/clock/system-clock.js';
import type { Log } from '../../ports/log/log.js';
import type { Db } from '../db/database.js';

const WORTH_TELLING_MS = 1_000;

/** Sets a machine's clock by the database's, so that all servers on it agree. */
export async function takeOffset(clock: SystemClock, db: Db, log: Log): Promise<void> {
  clock.setOffset(0);
  const before = clock.now().getTime();
  // The one question to the database's clock.
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db);
  const after = clock.now().getTime();
  const [row] = rows;
  if (!row) return;
  const offset = Math.round(row.now.getTime() - (before + after) / 2);
  // What the way there may explain is no difference.
  if (Math.abs(offset) <= after - before) return;
  clock.setOffset(offset);
  if (Math.abs(offset) > WORTH_TELLING_MS)
    log.warn("the machine's clock differs from the database's, which is used", { offsetMs: offset });
}
