import type { Domain } from '../../domain.js';
import type { DomainDeps } from '../../platform/deps.js';
import type { FactHandler } from '../../platform/outbox/fact.js';
import type { SessionsService } from '../sessions/sessions-service.js';
import { endSweep, lapseSweep } from './leases.js';
import { createPresenceService, type PresenceService } from './presence-service.js';
import { presenceRoutes } from './routes.js';
import { followSession, type PresenceDeps } from './seats.js';

/** Who is connected, for how long, and what proves it. */
export function createPresence(
  deps: DomainDeps,
  { sessions }: { readonly sessions: SessionsService },
): Domain<PresenceService> {
  const own = { ...deps, sessions };
  // A lapse looks at the evidence, so it waits for what is being written.
  const evidenceOnItsWay = new Set<Promise<void>>();
  return {
    name: 'presence',
    routes: presenceRoutes(own),
    jobs: [lapseSweep(own, evidenceOnItsWay), endSweep(own)],
    onFact: [sessionFollower(own, () => deps.clock.now())],
    service: createPresenceService(own, evidenceOnItsWay),
  };
}

/** Connections follow their session, however late they hear of it. */
function sessionFollower(deps: PresenceDeps, now: () => Date): FactHandler {
  return {
    name: 'presence-follows-session',
    types: ['session-changed'],
    async handle(tx, { tenant, data }) {
      const session = await deps.sessions.read(tx, tenant, String(data['sessionId']), { lock: true });
      if (session) await followSession(tx, deps, session, now());
    },
  };
}
