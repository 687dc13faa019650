import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import sirv from 'sirv';
import { SECURITY_HEADERS } from './security-headers.ts';

/** Answers whether it took the request. */
export type FileHandler = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * Serves the files of a folder under a prefix such as `/assets/`. What is there is listed once at the start, so no path
 * leads out of the folder. Names with a hash are kept for ever, all others are asked for again each time.
 */
export function createFileHandler(prefix: string, folder: string): FileHandler {
  const serve = existsSync(folder)
    ? sirv(folder, {
        etag: true,
        setHeaders(response, path) {
          const hashed = path.includes('/chunks/');
          response.setHeader('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
          for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
        },
      })
    : undefined;

  return (request, response) => {
    const url = request.url ?? '/';
    if (!serve || !url.startsWith(prefix) || (request.method !== 'GET' && request.method !== 'HEAD'))
      return false;
    let taken = true;
    request.url = url.slice(prefix.length - 1);
    serve(request, response, () => {
      taken = false;
    });
    request.url = url;
    return taken;
  };
}
