import { LecternError } from '@lectern/core';
import type { Domain } from '../../domain.js';
import { systemClock } from '../../ports/clock/system-clock.js';
import { jsonLog } from '../../ports/log/json-log.js';
import type { DomainDeps } from '../deps.js';
import { createCorsPolicy } from '../http/cors.js';
import type { RequestInfo } from '../http/create-handler.js';
import { errorResponse } from '../http/error-response.js';
import { checkOptions } from './check-options.js';
import type { LecternOptions } from './options.js';
import { startServer, type RunningServer } from './start-server.js';
import { createTokens, type Tokens } from './tokens.js';

export interface PrepareServerInput {
  readonly options: LecternOptions;
  createDomains(deps: DomainDeps): readonly Domain[];
  /** For tests: a dump of a prepared database, for `memory:`. */
  readonly template?: Blob;
}

/** A server that may be started. */
export interface PreparedServer {
  readonly tokens: Tokens;
  fetch(request: Request, info?: RequestInfo): Promise<Response>;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** What runs; starts it. For tests. */
  running(): Promise<RunningServer>;
}

/** Checks the options and waits for the first request. @throws {TypeError} */
export function prepareServer({ options, createDomains, template }: PrepareServerInput): PreparedServer {
  checkOptions(options);
  const system = systemClock();
  const clock = options.clock ?? system;
  const log = options.log ?? jsonLog({ clock });
  const tenants = Object.keys(options.tenants ?? { default: {} });
  const tokens = createTokens(options, tenants, () => clock.now());
  const cors = createCorsPolicy(
    new Map(Object.entries(options.tenants ?? {}).map(([tenant, { origins = [] }]) => [tenant, origins])),
  );
  let starting: Promise<RunningServer> | undefined;
  let isStopped = false;

  const running = (): Promise<RunningServer> => {
    if (isStopped)
      return Promise.reject(new LecternError('UNAVAILABLE', 'The server was stopped.', { retryable: true }));
    starting ??= startServer({
      options,
      clock,
      log,
      cors,
      createDomains,
      verifyBearer: tokens.verifyBearer,
      ...(options.clock ? {} : { systemClock: system }),
      ...(template ? { template } : {}),
    }).catch((error: unknown) => {
      // The next request tries again: the database may be back.
      starting = undefined;
      throw error;
    });
    return starting;
  };
  return {
    tokens,
    running,
    async fetch(request, info) {
      let server: RunningServer;
      try {
        server = await running();
      } catch (error) {
        return errorResponse(error, crypto.randomUUID(), log);
      }
      return server.handle(request, info);
    },
    async start() {
      await running();
    },
    async stop() {
      if (isStopped) return;
      isStopped = true;
      const server = await starting?.catch(() => undefined);
      await server?.stop();
    },
  };
}
