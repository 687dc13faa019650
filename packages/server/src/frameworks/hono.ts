import type { IncomingMessage } from 'node:http';
import type { FetchHandler } from './node.js';

/** The part of Hono's context that is needed. */
export interface HonoContextLike {
  readonly req: { readonly raw: Request };
  readonly env?: unknown;
}

export interface HonoHandlerOptions<Context extends HonoContextLike> {
  /** The client's address, where a proxy says it. Default: the other end of the connection under `@hono/node-server`. */
  readonly addressOf?: (context: Context) => string | undefined;
}

/**
 * A handler for Hono: mount it before middleware that reads bodies.
 *
 * @example
 * ```ts fragment
 * import { Hono } from 'hono';
 * import { toHonoHandler } from '@lectern/server/hono';
 *
 * const app = new Hono();
 * app.all('/v1/*', toHonoHandler(lectern));
 * ```
 */
export function toHonoHandler<Context extends HonoContextLike>(
  handler: FetchHandler,
  options: HonoHandlerOptions<Context> = {},
): (context: Context) => Promise<Response> {
  const addressOf = options.addressOf ?? addressOfSocket;
  return async (context) => {
    const request = context.req.raw;
    if (request.bodyUsed)
      throw new TypeError(
        '[@lectern/server] Something read the body before Lectern: mount Lectern before middleware that parses bodies.',
      );
    const address = addressOf(context);
    return handler.fetch(request, address === undefined ? {} : { address });
  };
}

function addressOfSocket({ env }: HonoContextLike): string | undefined {
  const { incoming } = (env ?? {}) as { readonly incoming?: IncomingMessage };
  return incoming?.socket.remoteAddress;
}
