import { randomUUID } from 'node:crypto';
import { LecternError, newId } from '@lectern/core';
import type { Clock } from '../../ports/clock/clock.js';
import type { Log } from '../../ports/log/log.js';
import type { Database } from '../db/database.js';
import { derivedId } from '../derived-id.js';
import type { Metrics } from '../metrics/metrics.js';
import type { Actor } from '../rights/actor.js';
import { authenticate, type Authenticated, type VerifyBearer } from './authenticate.js';
import { addCorsHeaders, preflightHeaders, type CorsPolicy } from './cors.js';
import { errorResponse } from './error-response.js';
import { idempotencyKeyOf, runIdempotent } from './idempotency.js';
import type { Limits } from './limits.js';
import { parsePart, queryOf } from './parse-input.js';
import { DEFAULT_BODY_LIMIT_BYTES, parseJsonBody, readBody } from './read-body.js';
import { toAnswer, toResponse, withoutBody } from './respond.js';
import type { Route, RouteInput } from './route.js';
import { createRouter } from './router.js';

const REQUEST_ID = /^[\w-]{8,64}$/;
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const END_OF_TIME = new Date(8.64e15);
const NOBODY: Actor = { tenant: '', id: '', role: 'guest', name: '', courses: [] };

/** What the server in front knows of a request and the request does not say. */
export interface RequestInfo {
  /** The client's address. Without it nothing is limited by address. */
  readonly address?: string;
}

export type Handler = (request: Request, info?: RequestInfo) => Promise<Response>;

export interface HandlerDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly verifyBearer: VerifyBearer;
  readonly cors: CorsPolicy;
  readonly limits: Limits;
  readonly metrics: Metrics;
  /** Called with everybody who comes with a good token, before the route. */
  onActor?(actor: Actor, now: Date): Promise<void>;
  /** Aborted when the server stops. */
  readonly stopping: AbortSignal;
}

/** Makes one handler of a table of routes. It never throws. */
export function createHandler(routes: readonly Route[], deps: HandlerDeps): Handler {
  const router = createRouter(routes);
  return async (request, info = {}) => {
    const given = request.headers.get('x-request-id');
    const requestId = given !== null && REQUEST_ID.test(given) ? given : randomUUID();
    const call = new Call(request, info, requestId, deps);
    const response = await call.answer(router.match(request.method, new URL(request.url).pathname));
    deps.metrics.count('lectern_http_requests_total', {
      method: METHODS.has(request.method) ? request.method : 'other',
      route: call.route?.path ?? 'none',
      status: String(response.status),
    });
    return request.method === 'HEAD' ? withoutBody(response) : response;
  };
}

/** One request on its way. */
class Call {
  route: Route | undefined;
  readonly #request: Request;
  readonly #info: RequestInfo;
  readonly #requestId: string;
  readonly #deps: HandlerDeps;
  readonly #now: Date;
  #who: Authenticated | undefined;
  #limitHeaders: Readonly<Record<string, string>> = {};

  constructor(request: Request, info: RequestInfo, requestId: string, deps: HandlerDeps) {
    this.#request = request;
    this.#info = info;
    this.#requestId = requestId;
    this.#deps = deps;
    this.#now = deps.clock.now();
  }

  async answer(match: ReturnType<ReturnType<typeof createRouter>['match']>): Promise<Response> {
    if (match.kind === 'route') this.route = match.route;
    try {
      if (this.#request.method === 'OPTIONS' && match.kind !== 'nothing') return this.#options(match);
      return this.#dress(await this.#handle(match));
    } catch (error) {
      return this.#dress(errorResponse(error, this.#requestId, this.#deps.log));
    }
  }

  #options(match: { kind: 'method'; allow: readonly string[] } | { kind: 'route' }): Response {
    const headers = preflightHeaders(this.#request.headers.get('origin'), this.#deps.cors);
    if (match.kind === 'method') headers.set('allow', match.allow.join(', '));
    return new Response(null, { status: 204, headers });
  }

  async #handle(match: ReturnType<ReturnType<typeof createRouter>['match']>): Promise<Response> {
    if (match.kind === 'nothing') throw new LecternError('NOT_FOUND', 'There is no such address.');
    if (match.kind === 'method')
      throw new LecternError('METHOD_NOT_ALLOWED', `This address takes ${match.allow.join(', ')}.`, {
        details: { allow: match.allow },
      });
    const { route, params } = match;
    if (this.#deps.stopping.aborted)
      throw new LecternError('UNAVAILABLE', 'The server is stopping. Try again.', { retryable: true });
    if (route.auth !== 'none') await this.#admit(route);
    return this.#run(route, params);
  }

  async #admit(route: Route): Promise<void> {
    const { limits, onActor, verifyBearer } = this.#deps;
    try {
      this.#who = await authenticate(this.#request, verifyBearer, this.#now);
    } catch (error) {
      // An expired token was right once: pages behind one address may all come with theirs after a pause.
      if (LecternError.is(error) && error.code === 'TOKEN_INVALID' && this.#info.address !== undefined)
        await limits.countRefusal(this.#info.address, this.#now);
      throw error;
    }
    const { actor } = this.#who;
    await this.#count(actor, route);
    await onActor?.(actor, this.#now);
  }

  async #count({ tenant, id }: Pick<Actor, 'tenant' | 'id'>, route: Route): Promise<void> {
    const bucket = route.limit ?? (route.method === 'GET' ? 'read' : 'write');
    if (bucket !== false) this.#limitHeaders = await this.#deps.limits.check(tenant, id, bucket, this.#now);
  }

  async #run(route: Route, rawParams: Readonly<Record<string, string>>): Promise<Response> {
    const url = new URL(this.#request.url);
    const params = route.params ? parsePart('params', route.params, rawParams) : undefined;
    const query = route.query ? parsePart('query', route.query, queryOf(url)) : undefined;
    const limit = route.bodyLimitBytes ?? DEFAULT_BODY_LIMIT_BYTES;
    const bytes = route.body === 'stream' ? new Uint8Array() : await readBody(this.#request, limit);
    const isRaw = route.body === 'raw';
    const schema = typeof route.body === 'string' ? undefined : route.body;
    const body = schema ? parsePart('body', schema, parseJsonBody(this.#request, bytes)) : undefined;
    const request = isRaw ? this.#again(bytes) : this.#request;
    const input = { ...this.#context(request, route), params, query, body };

    const key = this.#idempotencyKey(route);
    if (key === undefined) {
      const result = await route.handler(input);
      return result instanceof Response ? result : toResponse(toAnswer(route, result));
    }
    const { tenant, id: actorId } = input.actor;
    const { method } = this.#request;
    const { answer, replayed } = await runIdempotent(
      this.#deps.database,
      { tenant, actorId, key, method, path: url.pathname + url.search, body: bytes, now: this.#now },
      async () => toAnswer(route, await route.handler({ ...input, newId: this.#idMaker(input.actor, key) })),
    );
    const response = toResponse(answer);
    if (replayed) response.headers.set('idempotency-replayed', 'true');
    return response;
  }

  #context(
    request: Request,
    route: Route,
  ): Omit<RouteInput<unknown, unknown, unknown>, 'params' | 'query' | 'body'> {
    return {
      actor: this.#who?.actor ?? NOBODY,
      tokenExpiresAt: this.#who?.expiresAt ?? END_OF_TIME,
      request,
      requestId: this.#requestId,
      now: this.#now,
      signal: AbortSignal.any([this.#request.signal, this.#deps.stopping]),
      newId,
      countFor: (person) => this.#count(person, route),
    };
  }

  #idempotencyKey(route: Route): string | undefined {
    const isOn = route.idempotent ?? (route.method === 'POST' && route.response !== 'raw');
    return isOn && route.auth !== 'none' ? idempotencyKeyOf(this.#request) : undefined;
  }

  #idMaker({ tenant, id }: Actor, key: string): (prefix: string) => string {
    const made = new Map<string, number>();
    const path = new URL(this.#request.url).pathname;
    return (prefix) => {
      const count = (made.get(prefix) ?? 0) + 1;
      made.set(prefix, count);
      return derivedId(prefix, tenant, id, path, key, String(count));
    };
  }

  /** The same request with the bytes that were read. */
  #again(bytes: Uint8Array<ArrayBuffer>): Request {
    const { method, headers, signal, url } = this.#request;
    const hasBody = method !== 'GET' && method !== 'HEAD';
    return new Request(url, { method, headers, signal, ...(hasBody ? { body: bytes } : {}) });
  }

  #dress(response: Response): Response {
    const { headers } = response;
    headers.set('x-request-id', this.#requestId);
    headers.set('x-content-type-options', 'nosniff');
    if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
    for (const [name, value] of Object.entries(this.#limitHeaders)) headers.set(name, value);
    if (this.route === undefined || (this.route.cors ?? this.route.auth !== 'none'))
      addCorsHeaders(headers, this.#request.headers.get('origin'), this.#who?.actor.tenant, this.#deps.cors);
    return response;
  }
}
