import { randomUUID } from 'node:crypto';
import type { Sweep } from '../../../platform/jobs/sweep.js';
import type { RecordingsDeps } from '../deps.js';
import { readNextFinish, takeFinish } from '../finishes.store.js';
import { finishRecording, LEASE_MS } from './finish-recording.js';

/** Makes recordings seekable, one at a time in each process. */
export function finishSweep(deps: RecordingsDeps): Sweep {
  const { database, clock, stopping } = deps;
  return {
    name: 'recordings-finish',
    async run() {
      while (deps.objectStore && !stopping.aborted) {
        const now = clock.now();
        const until = new Date(now.getTime() + LEASE_MS);
        const lease = await takeFinish(database.db, { holder: randomUUID(), now, until });
        if (!lease) break;
        await finishRecording(deps, lease);
      }
      return readNextFinish(database.db);
    },
  };
}
