import type { LecternErrorCode } from '@lectern/core';
import type { z } from 'zod';
import type { Actor } from '../rights/actor.js';

export interface RequestContext {
  /** Who asks. For routes with `auth: 'none'` there is none. */
  readonly actor: Actor;
  readonly request: Request;
  readonly requestId: string;
  /** The clock port's time when the request came in. */
  readonly now: Date;
  /** Aborted when the client is gone or the server stops. */
  readonly signal: AbortSignal;
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
  readonly query?: z.ZodType<Query>;
  readonly body?: z.ZodType<Body>;
  /** What is answered on success. `null`: no body (204). 'raw': the handler gives a `Response`. */
  readonly response: z.ZodType | null | 'raw';
  /** Default: 200, or 204 where `response` is null. */
  readonly status?: number;
  /** Codes of this route beside those every route can answer. */
  readonly errors?: readonly LecternErrorCode[];
  /** Default: 65,536. */
  readonly bodyLimitBytes?: number;
  /** Takes `Idempotency-Key`. Default: true for POST with a token. */
  readonly idempotent?: boolean;
  /** Which bucket of the rate limiter. Default: 'read' for GET, else 'write'. `false`: none. */
  readonly limit?: 'read' | 'write' | 'signal' | 'stream' | false;
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
