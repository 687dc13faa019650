import { createProvider, newId } from '@lectern/core';
import { peerAdapter } from '@lectern/core/peer';
import type { Domain } from '../../domain.js';
import type { Clock } from '../../ports/clock/clock.js';
import type { SystemClock } from '../../ports/clock/system-clock.js';
import { systemTimer } from '../../ports/clock/timer.js';
import { memoryBus } from '../../ports/bus/memory-bus.js';
import { postgresBus } from '../../ports/bus/postgres-bus.js';
import { defaultStore } from '../../ports/object-store/default-store.js';
import type { Log } from '../../ports/log/log.js';
import { memoryRateLimiter } from '../../ports/rate-limiter/memory-rate-limiter.js';
import { migrate } from '../db/migrate.js';
import { migrations } from '../db/migrations.js';
import { openDatabase, type OpenedDatabase } from '../db/open-database.js';
import type { DomainDeps } from '../deps.js';
import type { VerifyBearer } from '../http/authenticate.js';
import type { CorsPolicy } from '../http/cors.js';
import { createHandler, type Handler } from '../http/create-handler.js';
import { idempotencySweep } from '../http/idempotency.js';
import { createLimits, DEFAULT_RATE_LIMITS } from '../http/limits.js';
import type { Route } from '../http/route.js';
import { systemRoutes } from '../http/system-routes.js';
import { countWaiting } from '../inbox/inbox-store.js';
import { inboxRetention, inboxSweep } from '../inbox/process-inbox.js';
import { webhookRoutes } from '../inbox/webhook-routes.js';
import { pgBossWaker } from '../jobs/pg-boss-waker.js';
import { createSweepRunner } from '../jobs/sweep-runner.js';
import type { Sweep } from '../jobs/sweep.js';
import { vacuumSweep } from '../jobs/vacuum-sweep.js';
import { noWaker } from '../jobs/waker.js';
import { createMetrics } from '../metrics/metrics.js';
import { createOutbox } from '../outbox/create-outbox.js';
import { countOutbox } from '../outbox/count-outbox.js';
import { takeOffset } from './clock-offset.js';
import type { LecternOptions } from './options.js';

/** A server that runs. */
export interface RunningServer {
  readonly handle: Handler;
  readonly database: OpenedDatabase;
  /** Everything that is due by the clock or was committed before this call is done when it resolves. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

export interface StartServerInput {
  readonly options: LecternOptions;
  readonly clock: Clock;
  /** Set when the clock is the machine's. */
  readonly systemClock?: SystemClock;
  readonly log: Log;
  readonly cors: CorsPolicy;
  readonly verifyBearer: VerifyBearer;
  /** For tests: a dump of a prepared database, for `memory:`. */
  readonly template?: Blob;
  createDomains(deps: DomainDeps): readonly Domain[];
}

/** Opens the database, brings its schema up to date and starts everything that runs on its own. */
export async function startServer(input: StartServerInput): Promise<RunningServer> {
  const { options, log, template } = input;
  const database = await openDatabase({
    database: options.database,
    log,
    ...(template ? { template } : {}),
  });
  try {
    await migrate(database.source, migrations);
    if (input.systemClock && database.engine === 'postgres')
      await takeOffset(input.systemClock, database.db, log);
    return await startOn(database, input);
  } catch (error) {
    await database.close().catch(() => undefined);
    throw error;
  }
}

async function startOn(database: OpenedDatabase, input: StartServerInput): Promise<RunningServer> {
  const { options, clock, log } = input;
  const timer = systemTimer;
  const stopping = new AbortController();
  const shared =
    options.bus === undefined && database.source.connectionString !== undefined
      ? postgresBus({ database, connectionString: database.source.connectionString, clock, timer, log })
      : undefined;
  const bus = options.bus ?? shared ?? memoryBus();
  const objectStore = options.objectStore ?? defaultStore(options.database);
  const providers = new Map(Object.entries(options.providers ?? { peer: createProvider(peerAdapter()) }));
  const publicUrl = options.publicUrl.replace(/\/+$/, '');
  const waker = options.jobQueue === false ? noWaker : pgBossWaker(database.source, log);
  const runner = createSweepRunner({ clock, timer, log, waker });
  const outbox = createOutbox({ database, bus, clock, timer, log });

  const domains = input.createDomains({
    database,
    clock,
    timer,
    bus,
    appendFacts: outbox.appendFacts,
    feed: outbox.feed,
    providers,
    log,
    newId,
    wakeJobs: runner.wake,
    publicUrl,
    sessionUrl: (sessionId) => options.sessionUrl?.({ sessionId }),
    bookingUrl: (bookingId, sessionId, action) =>
      (options.bookingUrl ?? options.sessionUrl)?.({ bookingId, sessionId, action }),
    recordingUrl: (recordingId, sessionId) =>
      (options.recordingUrl ?? options.sessionUrl)?.({ recordingId, sessionId }),
    ...(options.mailer ? { mailer: options.mailer } : {}),
    ...(objectStore ? { objectStore } : {}),
    ...(options.recordings ? { recordings: options.recordings } : {}),
    stopping: stopping.signal,
  });
  const handlers = domains.flatMap(({ onFact }) => onFact);
  const inbox = {
    database,
    clock,
    log,
    providers,
    tenantOfRoom:
      domains.find((domain) => domain.tenantOfRoom)?.tenantOfRoom ?? (() => Promise.resolve(undefined)),
    listeners: domains.flatMap(({ onProviderEvent }) => (onProviderEvent ? [onProviderEvent] : [])),
  };
  const sweeps: readonly Sweep[] = [
    ...outbox.sweeps(handlers),
    inboxSweep(inbox),
    inboxRetention(inbox),
    idempotencySweep(database),
    ...(shared ? [shared.sweep] : []),
    ...(database.engine === 'pglite' ? [vacuumSweep(database)] : []),
    ...domains.flatMap(({ jobs }) => jobs),
  ];
  const metrics = createMetrics();
  metrics.gauge('lectern_outbox_unstamped', async () => (await countOutbox(database.db)).unstamped);
  metrics.gauge('lectern_outbox_parked', async () => (await countOutbox(database.db)).parked);
  metrics.gauge('lectern_inbox_waiting', () => countWaiting(database));

  const routes: Route[] = [
    ...domains.flatMap((domain) => domain.routes),
    ...webhookRoutes({ database, providers, wake: runner.wake }),
    ...systemRoutes({ database, metrics, publicUrl, allRoutes: () => routes }),
  ];
  const actorHooks = domains.flatMap(({ onActor }) => (onActor ? [onActor] : []));
  const inFlight = new Set<Promise<Response>>();
  const handler = createHandler(routes, {
    database,
    clock,
    log,
    verifyBearer: input.verifyBearer,
    cors: input.cors,
    limits: createLimits(
      options.rateLimiter ?? memoryRateLimiter(),
      options.rateLimits === false ? false : { ...DEFAULT_RATE_LIMITS, ...options.rateLimits },
    ),
    metrics,
    async onActor(actor, now) {
      for (const hook of actorHooks) await hook(actor, now);
    },
    stopping: stopping.signal,
  });

  const stopWork = async (): Promise<void> => {
    stopping.abort();
    await Promise.allSettled(inFlight);
    await runner.stop();
    await outbox.stop();
    if (!options.bus) await bus.close();
    if (!options.objectStore) await objectStore?.close();
  };
  try {
    await shared?.start();
    await outbox.start(handlers);
    await runner.start(sweeps);
  } catch (error) {
    await stopWork().catch(() => undefined);
    throw error;
  }
  return {
    database,
    async handle(request, info) {
      const answer = handler(request, info);
      inFlight.add(answer);
      try {
        return await answer;
      } finally {
        inFlight.delete(answer);
      }
    },
    async settle() {
      await outbox.flush();
      await runner.runAll();
      await outbox.flush();
    },
    async stop() {
      await stopWork();
      await database.close();
    },
  };
}
