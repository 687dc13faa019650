import type { IncomingMessage, ServerResponse } from 'node:http';
import { toNodeHandler, type FetchHandler, type NodeHandlerOptions } from './node.js';

/** The part of Fastify that is needed. */
export interface FastifyLike {
  removeAllContentTypeParsers(): unknown;
  addContentTypeParser(
    type: string,
    parser: (request: unknown, payload: unknown, done: (error: Error | null) => void) => void,
  ): unknown;
  all(
    path: string,
    handler: (
      request: { readonly raw: IncomingMessage },
      reply: { readonly raw: ServerResponse; hijack(): unknown },
    ) => unknown,
  ): unknown;
}

/**
 * A plugin for Fastify 5. Body parsers are taken away within it alone, so that webhooks keep their bytes.
 *
 * @example
 * ```ts fragment
 * import Fastify from 'fastify';
 * import { toFastifyPlugin } from '@lectern/server/fastify';
 *
 * const app = Fastify();
 * await app.register(toFastifyPlugin(lectern));
 * ```
 */
export function toFastifyPlugin(
  handler: FetchHandler,
  options: NodeHandlerOptions = {},
): (app: FastifyLike) => Promise<void> {
  const handle = toNodeHandler(handler, options);
  return async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, _payload, done) => done(null));
    for (const path of ['/v1/*', '/healthz', '/readyz', '/metrics'])
      app.all(path, async (request, reply) => {
        // From here on the answer is ours, streams and all.
        reply.hijack();
        await handle(request.raw, reply.raw);
      });
  };
}
