import type { Route } from './platform/http/route.js';
import type { FactHandler } from './platform/outbox/fact.js';
import type { Sweep } from './platform/jobs/sweep.js';
import type { ProviderEvent } from '@lectern/core';
import type { Tx } from './platform/db/database.js';

/** The one shape of a domain. `create-lectern.ts` holds a list of these and nothing else knows them all. */
export interface Domain<Service = unknown> {
  readonly name: string;
  readonly routes: readonly Route[];
  /** Work that is due by a time: swept at start, every few seconds and when the clock is set. */
  readonly jobs: readonly Sweep[];
  /** Idempotent; runs in a transaction with its own cursor, in the order of the facts. */
  readonly onFact: readonly FactHandler[];
  /** A verified event of a provider, possibly late, twice or out of order. */
  readonly onProviderEvent?: (tx: Tx, event: ProviderEvent & { readonly tenant: string }) => Promise<void>;
  /** What domains above it may call. */
  readonly service: Service;
}
