import type { FetchHandler } from './node.js';

/** What a route file of Next.js exports. */
export type NextHandlers = Readonly<
  Record<
    'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS',
    (request: Request) => Promise<Response>
  >
>;

export interface NextHandlerOptions {
  /** The client's address as your proxy says it, for limits. Default: none, and limits count by person alone. */
  readonly addressOf?: (request: Request) => string | undefined;
}

/**
 * Route handlers for the App Router of Next.js, in `app/v1/[...path]/route.ts`. Lectern keeps a database and streams open: run
 * it on the Node runtime of one long-lived server, and make the server once for the whole process, not once a route.
 *
 * @example
 * ```ts fragment
 * import { toNextHandlers } from '@lectern/server/next';
 * import { lectern } from '@/lib/lectern';
 *
 * export const runtime = 'nodejs';
 * export const dynamic = 'force-dynamic';
 * export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = toNextHandlers(lectern);
 * ```
 */
export function toNextHandlers(handler: FetchHandler, options: NextHandlerOptions = {}): NextHandlers {
  const handle = async (request: Request): Promise<Response> => {
    if (request.bodyUsed)
      throw new TypeError(
        '[@lectern/server] Something read the body before Lectern: give it the request as it came, or a clone of it.',
      );
    const address = options.addressOf?.(request);
    return handler.fetch(request, address === undefined ? {} : { address });
  };
  return {
    ...{ GET: handle, HEAD: handle, POST: handle, PUT: handle },
    ...{ PATCH: handle, DELETE: handle, OPTIONS: handle },
  };
}
