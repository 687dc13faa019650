import { LecternError } from '@lectern/core';
import type { Domain } from '../../domain.js';
import type { DomainDeps } from '../../platform/deps.js';
import type { SessionsService } from '../sessions/sessions-service.js';
import { deliveryRoutes } from './delivery/routes.js';
import type { RecordingsDeps } from './deps.js';
import { finishSweep } from './finish/finish-sweep.js';
import { createRecordingsService, type RecordingsService } from './recordings-service.js';
import { recordingRoutes } from './routes.js';
import { stopsWithSession } from './session-end.js';
import { recordingSweeps } from './sweeps.js';
import { readTicketKey } from './ticket-key.js';
import { createTickets } from './tickets.js';
import { uploadRoutes } from './upload-routes.js';

const GIB = 1024 ** 3;
const DEFAULTS = { retentionDays: 90, maxBytesPerSession: 20 * GIB, maxBytesPerTenant: 1024 * GIB };

/** Recordings of sessions: their upload in chunks, the work that makes them seekable, how long they live. */
export function createRecordings(
  deps: DomainDeps,
  { sessions }: { readonly sessions: SessionsService },
): Domain<RecordingsService> {
  const own: RecordingsDeps = {
    ...deps,
    sessions,
    settings: { ...DEFAULTS, ...deps.recordings },
    tickets: createTickets(() => readTicketKey(deps.database.db, deps.clock.now())),
    requireStore() {
      if (deps.objectStore) return deps.objectStore;
      throw new LecternError(
        'UNAVAILABLE',
        'Recordings are off: this server has nowhere to keep them. Give createLectern an objectStore.',
      );
    },
  };
  const service = createRecordingsService(own);
  return {
    name: 'recordings',
    routes: [
      ...recordingRoutes(own, service),
      ...uploadRoutes(own, service),
      ...deliveryRoutes({ ...own, service }),
    ],
    jobs: [...recordingSweeps(own), finishSweep(own)],
    onFact: [stopsWithSession(own)],
    service,
  };
}
