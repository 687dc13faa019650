import type { LecternErrorCode } from '@lectern/core';
import type { z } from 'zod';
import type { Actor } from '../rights/actor.js';

export interface RequestContext {
  /** Who asks. For routes with `auth: 'none'` there is none. */
  readonly actor: Actor;
  /** When the actor's token is over. For routes with `auth: 'none'`: the end of time. */
  readonly tokenExpiresAt: Date;
  /** Its body is read already, except on routes whose `body` is 'raw' or 'stream'. */
  readonly request: Request;
  readonly requestId: string;
  /** The clock port's time when the request came in. */
  readonly now: Date;
  /** Aborted when the client is gone or the server stops. */
  readonly signal: AbortSignal;
  /**
   * A new id such as `ses-…`. With an `Idempotency-Key` the n-th id of a prefix is the same whenever the request is tried
   * again: insert with `on conflict do nothing` and read, and a crash between the commit and the answer doubles nothing.
   */
  newId(prefix: string): string;
  /**
   * Counts against the route's bucket, on routes without a token, once a ticket said who asks.
   *
   * @throws {LecternError} RATE_LIMITED.
   */
  countFor(person: { readonly tenant: string; readonly id: string }): Promise<void>;
}

export interface RouteInput<Params, Query, Body> extends RequestContext {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
}

/** A result with a status or headers of its own. Plain values are answered as JSON with the route's status. */
export class Reply {
  constructor(
    readonly body: unknown,
    readonly options: { readonly status?: number; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {}
}

/** Which bucket of the rate limiter. */
export type LimitBucket = 'read' | 'write' | 'signal' | 'stream' | 'reaction' | 'upload' | 'media';

export interface RouteDefinition<Params, Query, Body> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Like `/v1/sessions/:id`. Parameters are decoded once. */
  readonly path: string;
  /** For OpenAPI, like `createSession`. */
  readonly operationId: string;
  readonly summary: string;
  /** Default: 'token'. */
  readonly auth?: 'token' | 'none';
  readonly params?: z.ZodType<Params>;
  /** A parameter that is given twice is an array. */
  readonly query?: z.ZodType<Query>;
  /**
   * 'raw': `request` has the bytes, up to `bodyLimitBytes`, whatever their type. 'stream': they are still on their way,
   * and reading them and keeping their limit is the handler's.
   */
  readonly body?: z.ZodType<Body> | 'raw' | 'stream';
  /** What is answered on success. `null`: no body (204). 'raw': the handler gives a `Response`. */
  readonly response: z.ZodType | null | 'raw';
  /** Default: 200, or 204 where `response` is null. */
  readonly status?: number;
  /** Codes of this route beside those every route can answer. */
  readonly errors?: readonly LecternErrorCode[];
  /** Default: 65,536. */
  readonly bodyLimitBytes?: number;
  /** Takes `Idempotency-Key`. Default: true for POST with a token, unless the response is 'raw'. */
  readonly idempotent?: boolean;
  /** Which bucket of the rate limiter. Default: 'read' for GET, else 'write'. `false`: none. */
  readonly limit?: LimitBucket | false;
  /** Whether pages of other origins may call it. Default: true for routes with a token. */
  readonly cors?: boolean;
  /** Left out of the OpenAPI document. Default: false. */
  readonly internal?: boolean;
  handler(input: RouteInput<Params, Query, Body>): Promise<unknown>;
}

/** A route whose types are erased for the table. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Route = RouteDefinition<any, any, any>;

/** Types a route from its schemas. */
export function route<Params = undefined, Query = undefined, Body = undefined>(
  definition: RouteDefinition<Params, Query, Body>,
): Route {
  return definition;
}
