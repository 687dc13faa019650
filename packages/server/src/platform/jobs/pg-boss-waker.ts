import { PgBoss, fromPglite, type ConstructorOptions } from 'pg-boss';
import type { Log } from '../../ports/log/log.js';
import type { OpenEngine } from '../db/engine.js';
import type { Waker } from './waker.js';

const QUEUE = 'lectern-wake';
const SCHEMA = 'lectern_jobs';
const STOP_TIMEOUT_MS = 3_000;

/** pg-boss as an alarm clock: it survives a crash and rings in one process of several. Due work is in our own tables. */
export function pgBossWaker(engine: OpenEngine, log: Log): Waker {
  const boss = new PgBoss(optionsFor(engine));
  // Emitted for failures in the background; without a listener that ends the process.
  boss.on('error', (error: unknown) => log.warn('the job queue met an error and goes on', { error }));
  return {
    async start(wake) {
      await boss.start();
      await boss.createQueue(QUEUE, { policy: 'short', retryLimit: 0 });
      await boss.work(QUEUE, { pollingIntervalSeconds: 2 }, () => {
        wake();
        return Promise.resolve();
      });
    },
    async wakeAt(at) {
      // One a second is enough, however many ask for it.
      const second = new Date(Math.ceil(at.getTime() / 1000) * 1000);
      await boss.send(QUEUE, {}, { startAfter: second, singletonKey: second.toISOString() });
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: STOP_TIMEOUT_MS });
    },
  };
}

function optionsFor({ pglite, connectionString }: OpenEngine): ConstructorOptions {
  const common = { schema: SCHEMA, schedule: false };
  if (pglite) return { ...common, db: fromPglite(pglite), backend: 'pglite' };
  if (connectionString === undefined)
    throw new TypeError('[@lectern/server] the engine has no connection string');
  return { ...common, connectionString, max: 2, application_name: 'lectern-jobs' };
}
