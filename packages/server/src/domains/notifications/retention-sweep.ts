import type { Database } from '../../platform/db/database.js';
import type { Sweep } from '../../platform/jobs/sweep.js';
import { deleteEnded } from './notifications.store.js';

const KEEP_MS = 180 * 24 * 3_600_000;
const EVERY_MS = 60 * 60_000;

/** Forgets what was sent half a year ago: it names people, and nothing asks for it any more. */
export function retentionSweep(database: Database): Sweep {
  return {
    name: 'notifications-retention',
    everyMs: EVERY_MS,
    async run(now) {
      await deleteEnded(database.db, new Date(now.getTime() - KEEP_MS));
      return undefined;
    },
  };
}
