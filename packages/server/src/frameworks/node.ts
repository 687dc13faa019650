import type { IncomingMessage, ServerResponse } from 'node:http';
import { toRequest, UnreadableRequestError } from './node-request.js';
import { sendResponse } from './node-response.js';

/** What a Node server calls. */
export type NodeHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Anything that answers requests, such as a server made by `createLectern`. */
export interface FetchHandler {
  fetch(request: Request, info?: { readonly address?: string }): Promise<Response>;
}

export interface NodeHandlerOptions {
  /** The client's address, where a proxy in front says it. Default: the other end of the connection. */
  readonly addressOf?: (request: IncomingMessage) => string | undefined;
}

/**
 * Makes a request listener for `node:http`, `node:https`, Connect and Express. Bodies stream both ways; a client that goes
 * away aborts `request.signal`. Mount it before anything that reads bodies.
 *
 * @example
 * ```ts
 * import { createServer } from 'node:http';
 * import type { Lectern } from '@lectern/server';
 * import { toNodeHandler } from '@lectern/server/node';
 *
 * declare const lectern: Lectern;
 * const handle = toNodeHandler(lectern);
 * createServer((request, response) => void handle(request, response)).listen(8787);
 * ```
 */
export function toNodeHandler(handler: FetchHandler, options: NodeHandlerOptions = {}): NodeHandler {
  const addressOf = options.addressOf ?? ((request) => request.socket.remoteAddress);
  return async (incoming, outgoing) => {
    const gone = new AbortController();
    outgoing.once('close', () => {
      if (!outgoing.writableFinished) gone.abort();
    });
    try {
      const address = addressOf(incoming);
      const request = toRequest(incoming, gone.signal);
      const response = await handler.fetch(request, address === undefined ? {} : { address });
      await sendResponse(response, outgoing, gone.signal);
    } catch (error) {
      // Nobody is left to hear of it, and giving up is no fault of the server.
      if (gone.signal.aborted) return;
      if (!(error instanceof UnreadableRequestError)) {
        // Not ours to hide: the server's own handler decides. The client must not wait for it.
        outgoing.destroy();
        throw error;
      }
      const { status, code, message } = error;
      const body = JSON.stringify({ error: { code, message, requestId: 'none' } });
      outgoing.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(body);
    }
  };
}
