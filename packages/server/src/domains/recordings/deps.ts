import type { DomainDeps } from '../../platform/deps.js';
import type { RecordingOptions } from '../../platform/server/options.js';
import type { ObjectStore } from '../../ports/object-store/object-store.js';
import type { SessionsService } from '../sessions/sessions-service.js';
import type { Tickets } from './tickets.js';

/** What the parts of recordings work with. */
export interface RecordingsDeps extends DomainDeps {
  readonly sessions: SessionsService;
  readonly tickets: Tickets;
  readonly settings: Required<RecordingOptions>;
  /** @throws {@link LecternError} UNAVAILABLE when the server has nowhere to keep recordings. */
  requireStore(): ObjectStore;
}
