import type { ProviderEvent } from '@lectern/core';
import type { Tx } from './platform/db/database.js';
import type { Route } from './platform/http/route.js';
import type { Sweep } from './platform/jobs/sweep.js';
import type { FactHandler } from './platform/outbox/fact.js';
import type { Actor } from './platform/rights/actor.js';

export type { DomainDeps } from './platform/deps.js';

/** An event of a provider in the words of the server: of which endpoint, and whose the room is. */
export type DomainProviderEvent = ProviderEvent & { readonly tenant: string; readonly endpoint: string };

/** The one shape of a domain. `create-lectern.ts` holds a list of these and nothing else knows them all. */
export interface Domain<Service = unknown> {
  readonly name: string;
  readonly routes: readonly Route[];
  /** Work that is due by a time: swept at start, every few seconds and when the clock is set. */
  readonly jobs: readonly Sweep[];
  /** Idempotent; runs in a transaction with its own cursor, in the order of the facts. */
  readonly onFact: readonly FactHandler[];
  /** A verified event of a provider, possibly late, twice or out of order. */
  readonly onProviderEvent?: (tx: Tx, event: DomainProviderEvent) => Promise<void>;
  /** Called with everybody who comes with a good token, before the route runs. */
  readonly onActor?: (actor: Actor, now: Date) => Promise<void>;
  /** Whose a provider's room is. Of the one domain that owns rooms. */
  readonly tenantOfRoom?: (tx: Tx, endpoint: string, roomId: string) => Promise<string | undefined>;
  /** What domains above it may call. */
  readonly service: Service;
}
