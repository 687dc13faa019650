import type { Domain } from '../../domain.js';
import type { DomainDeps } from '../../platform/deps.js';
import { readTenantOfRoom } from './occurrences.js';
import { createPeople } from './people.js';
import { peopleRoutes, sessionRoutes } from './routes.js';
import { createSessionsService, type SessionsService } from './sessions-service.js';

/** Sessions, the people in them, hosts' time, rooms and their lives. */
export function createSessions(deps: DomainDeps): Domain<SessionsService> {
  const people = createPeople(deps.database);
  const service = createSessionsService(deps, people);
  return {
    name: 'sessions',
    routes: [...peopleRoutes(deps, people), ...sessionRoutes(deps, service)],
    jobs: [],
    onFact: [],
    onActor: people.touch,
    tenantOfRoom: (tx, _endpoint, roomId) => readTenantOfRoom(tx, roomId),
    service,
  };
}
