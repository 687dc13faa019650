import type { DomainDeps } from '../../platform/deps.js';
import type { PresenceService } from '../presence/presence-service.js';
import type { SessionsService } from '../sessions/sessions-service.js';

/** What the parts of the channel work with. */
export interface ChannelDeps extends DomainDeps {
  readonly sessions: SessionsService;
  readonly presence: PresenceService;
}
