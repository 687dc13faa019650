import { createClient, type LecternClient } from '@lectern/core/client';
import type { Role } from '@lectern/core/contract';
import type { MintedToken, TokenInput } from '@lectern/core/token';
import type { RequestInfo } from '../http/create-handler.js';
import type { PreparedServer } from './prepare-server.js';

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

/** A server. */
export interface Lectern {
  /** Answers everything under `/v1`, `/healthz`, `/readyz` and `/metrics`. Starts the server when it is not started. */
  fetch(request: Request, info?: RequestInfo): Promise<Response>;
  readonly api: LecternApi;
  readonly tokens: {
    /**
     * For the LMS's token endpoint: says who somebody is, for ten minutes.
     *
     * @throws `LecternError` INVALID_INPUT with `details.issues`.
     * @throws {TypeError} when no token key can sign for the tenant.
     */
    mint(input: TokenInput): Promise<MintedToken>;
  };
  /** Opens the database and starts the work in the background. Done by itself at the first request. */
  start(): Promise<void>;
  /** Ends streams, finishes what runs and closes the database. A stopped server does not start again. */
  stop(): Promise<void>;
}

/** What the outside sees of a prepared server. */
export function toLectern(server: PreparedServer, publicUrl: string): Lectern {
  const clientFor = (person: TokenInput): LecternClient =>
    createClient({
      apiUrl: publicUrl,
      getToken: () => server.tokens.mintInternal(person),
      fetch: (request) => server.fetch(request),
      // The first call opens the database and brings it up to date.
      timeoutMs: 60_000,
    });
  const admin = clientFor({ subject: 'lectern', role: 'admin', name: 'Lectern' });
  return {
    fetch: (request, info) => server.fetch(request, info),
    api: {
      ...admin,
      as: ({ role = 'admin', name, subject, ...rest }) =>
        clientFor({ ...rest, subject, role, name: name ?? subject }),
    },
    tokens: { mint: (input) => server.tokens.mint(input) },
    start: () => server.start(),
    stop: () => server.stop(),
  };
}
