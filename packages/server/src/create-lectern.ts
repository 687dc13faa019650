import { createClient, type LecternClient } from '@lectern/core/client';
import type { Role } from '@lectern/core/contract';
import type { MintedToken, TokenInput } from '@lectern/core/token';
import type { Domain } from './domain.js';
import { createBooking } from './domains/booking/booking.js';
import { createSessions } from './domains/sessions/sessions.js';
import type { DomainDeps } from './platform/deps.js';
import type { RequestInfo } from './platform/http/create-handler.js';
import type { LecternOptions } from './platform/server/options.js';
import { prepareServer } from './platform/server/prepare-server.js';

/** Whom `api.as` speaks for. */
export interface ApiPerson {
  /** Default: `default`. */
  readonly tenant?: string;
  readonly subject: string;
  /** Default: 'admin'. */
  readonly role?: Role;
  /** Default: the subject. */
  readonly name?: string;
  readonly courses?: readonly string[];
}

/** The client over the server itself, with an admin's rights in the tenant `default`. */
export interface LecternApi extends LecternClient {
  /** The same for another person. What they may not do, it may not do. */
  as(person: ApiPerson): LecternClient;
}

export interface Lectern {
  /** Answers everything under `/v1`, `/healthz`, `/readyz` and `/metrics`. Starts the server when it is not started. */
  fetch(request: Request, info?: RequestInfo): Promise<Response>;
  readonly api: LecternApi;
  readonly tokens: {
    /** For the LMS's token endpoint: who this is, for ten minutes. */
    mint(input: TokenInput): Promise<MintedToken>;
  };
  /** Opens the database and starts the work in the background. Done by itself at the first request. */
  start(): Promise<void>;
  /** Ends streams, finishes what runs and closes the database. */
  stop(): Promise<void>;
}

/** Every domain, in the order of their layers: a lower one knows nothing of a higher one. */
export function createDomains(deps: DomainDeps): readonly Domain[] {
  const sessions = createSessions(deps);
  const booking = createBooking(deps, { sessions: sessions.service });
  return [sessions, booking];
}

/**
 * Makes a server. Nothing runs before `start` or the first request.
 *
 * @throws {TypeError} when an option is missing or wrong.
 *
 * @example
 * ```ts
 * import { createProvider } from '@lectern/core';
 * import { peerAdapter } from '@lectern/core/peer';
 * import { createLectern } from '@lectern/server';
 *
 * const lectern = createLectern({
 *   database: 'file:./data',
 *   providers: { peer: createProvider(peerAdapter({})) },
 *   publicUrl: 'https://lms.example.edu',
 *   tokenSecret: process.env['LECTERN_TOKEN_SECRET'] ?? '',
 * });
 * const response = await lectern.fetch(new Request('https://lms.example.edu/healthz'));
 * ```
 */
export function createLectern(options: LecternOptions): Lectern {
  const server = prepareServer({ options, createDomains });
  const clientFor = (person: TokenInput): LecternClient =>
    createClient({
      apiUrl: options.publicUrl,
      getToken: () => server.tokens.mintInternal(person),
      fetch: (request) => server.fetch(request),
    });
  const admin = clientFor({ subject: 'lectern', role: 'admin', name: 'Lectern' });
  return {
    fetch: server.fetch,
    api: Object.assign(admin, {
      as: ({ role = 'admin', name, subject, ...rest }: ApiPerson) =>
        clientFor({ ...rest, subject, role, name: name ?? subject }),
    }),
    tokens: { mint: server.tokens.mint },
    start: server.start,
    stop: server.stop,
  };
}
