import type { Domain } from '../../domain.js';
import type { DomainDeps } from '../../platform/deps.js';
import { factHandlers, type HandlerSources } from './fact-handlers.js';
import { retentionSweep } from './retention-sweep.js';
import { sendSweep } from './send-sweep.js';

/**
 * Who hears by mail of what happened, and is reminded of what will. Rows are made of facts, so that nothing is booked
 * without its mail and no mail is sent for what was rolled back.
 */
export function createNotifications(deps: DomainDeps, sources: HandlerSources): Domain {
  const { mailer, database } = deps;
  return {
    name: 'notifications',
    routes: [],
    jobs: [...(mailer ? [sendSweep({ ...deps, ...sources, mailer })] : []), retentionSweep(database)],
    onFact: factHandlers(deps, sources),
    service: undefined,
  };
}
