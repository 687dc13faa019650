import { LecternError } from '@lectern/core';
import type { DomainProviderEvent } from '../../domain.js';
import type { Clock } from '../../ports/clock/clock.js';
import type { Log } from '../../ports/log/log.js';
import type { Database, Tx } from '../db/database.js';
import type { Providers } from '../deps.js';
import type { Sweep } from '../jobs/sweep.js';
import {
  nextDueAt,
  purgeDeliveries,
  setOutcome,
  takeDueDelivery,
  type InboxOutcome,
  type StoredDelivery,
} from './inbox-store.js';

const DAY_MS = 24 * 3_600_000;
const RETRY_MS = [5_000, 30_000, 120_000, 600_000, 3_600_000, 6 * 3_600_000, DAY_MS] as const;
const KEEP_BODIES_MS = 30 * DAY_MS;
const KEEP_ROWS_MS = 90 * DAY_MS;
const JITTER = 0.1;
const LONGEST_ERROR = 2_000;

/** Whose room this is; undefined when nobody knows it. */
export type TenantOfRoom = (tx: Tx, endpoint: string, roomId: string) => Promise<string | undefined>;

export interface InboxDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly providers: Providers;
  readonly tenantOfRoom: TenantOfRoom;
  /** Called in the order of the domains, for each event of each delivery, in one transaction a delivery. */
  readonly listeners: readonly ((tx: Tx, event: DomainProviderEvent) => Promise<void>)[];
}

/** Turns stored deliveries into events for the domains, in any order, each until it succeeds or is dead. */
export function inboxSweep(deps: InboxDeps): Sweep {
  const { database } = deps;
  return {
    name: 'inbox',
    async run(now) {
      while (await processOne(deps, now));
      return nextDueAt(database);
    },
  };
}

/** Forgets what was done long ago. */
export function inboxRetention({ database }: Pick<InboxDeps, 'database'>): Sweep {
  return {
    name: 'inbox-retention',
    everyMs: 3_600_000,
    async run(now) {
      const before = (ms: number): Date => new Date(now.getTime() - ms);
      await purgeDeliveries(database, before(KEEP_BODIES_MS), before(KEEP_ROWS_MS));
      return undefined;
    },
  };
}

async function processOne(deps: InboxDeps, now: Date): Promise<boolean> {
  const { database } = deps;
  const current: { stored?: StoredDelivery } = {};
  try {
    return await database.transaction(async (tx) => {
      const stored = await takeDueDelivery(tx, now);
      if (!stored) return false;
      current.stored = stored;
      const state = await tellDomains(tx, deps, stored);
      await setOutcome(tx, stored.ord, { state, attempts: stored.attempts + 1, nextAt: null, error: null });
      return true;
    });
  } catch (error) {
    const { stored } = current;
    if (!stored) throw error;
    const outcome = failedOutcome(stored.attempts, error, now);
    deps.log[outcome.state === 'dead' ? 'error' : 'warn']('a delivery of a provider could not be processed', {
      endpoint: stored.endpoint,
      deliveryId: stored.deliveryId,
      state: outcome.state,
      error,
    });
    await database.transaction((tx) => setOutcome(tx, stored.ord, outcome));
    return true;
  }
}

async function tellDomains(
  tx: Tx,
  deps: InboxDeps,
  stored: StoredDelivery,
): Promise<'processed' | 'ignored'> {
  const { endpoint } = stored;
  const provider = deps.providers.get(endpoint);
  if (!provider)
    throw new LecternError('NOT_FOUND', `No provider is configured under the key ${endpoint} any more.`);
  let isKnown = false;
  for (const event of provider.readDelivery(stored.delivery)) {
    const tenant = await deps.tenantOfRoom(tx, endpoint, event.roomId);
    // Somebody else uses the same server, or the room is long forgotten.
    if (tenant === undefined) continue;
    isKnown = true;
    for (const listener of deps.listeners) await listener(tx, { ...event, endpoint, tenant });
  }
  return isKnown ? 'processed' : 'ignored';
}

function failedOutcome(attemptsBefore: number, error: unknown, now: Date): InboxOutcome {
  const wait = RETRY_MS[attemptsBefore];
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const jitter = 1 - JITTER + Math.random() * 2 * JITTER;
  return {
    state: wait === undefined ? 'dead' : 'failed',
    attempts: attemptsBefore + 1,
    nextAt: wait === undefined ? null : new Date(now.getTime() + wait * jitter),
    error: text.slice(0, LONGEST_ERROR),
  };
}
