import type { Domain } from '../../domain.js';
import type { DomainDeps } from '../../platform/deps.js';
import type { SessionsService } from '../sessions/sessions-service.js';
import { createCalendars } from './calendars.service.js';
import { calendarRoutes } from './routes.js';

/** People's own calendars elsewhere: sessions go out to them as links to subscribe to and as files. */
export function createCalendarsDomain(
  deps: DomainDeps,
  parts: { readonly sessions: SessionsService },
): Domain {
  return {
    name: 'calendars',
    routes: calendarRoutes(createCalendars(deps, parts)),
    jobs: [],
    onFact: [],
    service: undefined,
  };
}
