import type { Domain } from '../../domain.js';
import type { DomainDeps } from '../../platform/deps.js';
import type { PresenceService } from '../presence/presence-service.js';
import type { SessionsService } from '../sessions/sessions-service.js';
import { handsFollow } from './hands.js';
import { moderationRoutes } from './moderation-routes.js';
import { noticesFollow } from './recording-notice.js';
import { channelRoutes, joinRoutes } from './routes.js';

/** The live class state that one session shares: chat, hands, reactions, moderation, and the stream that carries it. */
export function createChannel(
  deps: DomainDeps,
  services: { readonly sessions: SessionsService; readonly presence: PresenceService },
): Domain<undefined> {
  const own = { ...deps, ...services };
  return {
    name: 'channel',
    routes: [...joinRoutes(own), ...channelRoutes(own), ...moderationRoutes(own)],
    jobs: [],
    onFact: [...handsFollow(own), noticesFollow()],
    service: undefined,
  };
}
