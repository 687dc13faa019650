import type { IncomingMessage, ServerResponse } from 'node:http';
import { toNodeHandler, type FetchHandler, type NodeHandlerOptions } from './node.js';
import { isOurs } from './our-paths.js';

/** What Express and Connect call. */
export type ExpressHandler = (
  request: IncomingMessage & { readonly originalUrl?: string },
  response: ServerResponse,
  next: (error?: unknown) => void,
) => void;

/**
 * Middleware for Express 4 and 5 and Connect. It answers `/v1/…`, `/healthz`, `/readyz` and `/metrics`, and passes the
 * rest on. Mount it before `express.json()`: a body that something else has read answers 500 and says so.
 *
 * @example
 * ```ts fragment
 * import express from 'express';
 * import { toExpressHandler } from '@lectern/server/express';
 *
 * const app = express();
 * app.use(toExpressHandler(lectern));
 * app.use(express.json());
 * ```
 */
export function toExpressHandler(handler: FetchHandler, options: NodeHandlerOptions = {}): ExpressHandler {
  const handle = toNodeHandler(handler, options);
  return (request, response, next) => {
    if (isOurs(request.originalUrl ?? request.url ?? '')) handle(request, response).catch(next);
    else next();
  };
}
