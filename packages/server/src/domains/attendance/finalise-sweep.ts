import type { Database } from '../../platform/db/database.js';
import type { Sweep } from '../../platform/jobs/sweep.js';
import type { Log } from '../../ports/log/log.js';
import type { AttendanceService } from './attendance-service.js';
import { listDue, readNextDueAt } from './reports.store.js';

const BATCH = 50;

/** Makes the reports that are due. One that fails holds up no other, and is tried again with the next pass. */
export function finaliseSweep(
  { database, log }: { readonly database: Database; readonly log: Log },
  attendance: Pick<AttendanceService, 'finalise'>,
): Sweep {
  return {
    name: 'attendance-reports',
    async run(now) {
      for (const key of await listDue(database.db, now, BATCH)) {
        try {
          await attendance.finalise(key, now);
        } catch (error) {
          log.error('an attendance report could not be made', { sessionId: key.sessionId, error });
        }
      }
      return readNextDueAt(database.db);
    },
  };
}
