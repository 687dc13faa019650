import type { IncomingMessage, ServerResponse } from 'node:http';
import send from 'send';
import { SECURITY_HEADERS } from './security-headers.ts';

/** Answers a request or leaves it to `next`. */
export type FileHandler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/**
 * Serves the files of a folder under a prefix such as `/assets/`. Names with a hash are kept for ever, all others are
 * asked for again each time.
 */
export function createFileHandler(prefix: string, folder: string): FileHandler {
  return (request, response, next) => {
    const path = request.url?.split('?')[0] ?? '';
    if (!path.startsWith(prefix) || (request.method !== 'GET' && request.method !== 'HEAD')) return next();
    send(request, path.slice(prefix.length - 1), {
      root: folder,
      index: false,
      dotfiles: 'ignore',
      cacheControl: false,
    })
      // A folder asked for like a file: nothing to see, and no list of it.
      .on('directory', next)
      .on('headers', (headed: ServerResponse) => {
        const hashed = path.includes('/chunks/');
        headed.setHeader('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
        for (const [name, value] of Object.entries(SECURITY_HEADERS)) headed.setHeader(name, value);
      })
      .on('error', () => {
        if (response.headersSent) response.destroy();
        else next();
      })
      .pipe(response);
  };
}
