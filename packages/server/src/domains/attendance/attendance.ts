import { z } from 'zod';
import type { Domain } from '../../domain.js';
import type { DomainDeps } from '../../platform/deps.js';
import { route } from '../../platform/http/route.js';
import { createAttendanceService, type AttendanceParts } from './attendance-service.js';
import { finaliseSweep } from './finalise-sweep.js';
import { keepProviderEvent } from './provider-events.store.js';
import { AttendanceReportSchema } from './schemas.js';

const Params = z.object({ id: z.string().min(1).max(255) });

/** Who was there, from the evidence of presence: as it stands while a session runs, final and in versions afterwards. */
export function createAttendance(deps: DomainDeps, parts: AttendanceParts): Domain {
  const service = createAttendanceService(deps, parts);
  return {
    name: 'attendance',
    routes: [
      route({
        method: 'GET',
        path: '/v1/sessions/:id/attendance',
        operationId: 'getAttendance',
        summary: 'Who was there: everybody for staff, for others themselves.',
        params: Params,
        response: AttendanceReportSchema,
        errors: ['NOT_FOUND', 'FORBIDDEN'],
        handler: ({ actor, params }) => service.report(actor, params.id),
      }),
    ],
    jobs: [finaliseSweep(deps, service)],
    onFact: [
      {
        name: 'attendance-follows-session',
        types: ['session-changed'],
        handle: (tx, { tenant, data }) =>
          service.followSession(tx, { tenant, sessionId: String(data['sessionId']) }),
      },
      {
        name: 'attendance-follows-connections',
        types: ['connection-changed'],
        handle: (tx, { tenant, data }) =>
          service.reviseLater(tx, { tenant, sessionId: String(data['sessionId']) }),
      },
    ],
    async onProviderEvent(tx, event) {
      const isNew = await keepProviderEvent(tx, event, deps.clock.now());
      // A breakout belongs to the session of the room it was opened from.
      if (isNew)
        await service.reviseLater(tx, {
          tenant: event.tenant,
          sessionId: event.parentRoomId ?? event.roomId,
        });
    },
    service: undefined,
  };
}
