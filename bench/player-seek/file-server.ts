import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';

/** The least that plays: one file, one range, nothing asked. */
export async function createFileServer(path: string, type: string): Promise<Server> {
  const { size } = await stat(path);
  return createServer((request, response) => {
    const [, first = '0', last = ''] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
    const [start, end] = [Number(first), last === '' ? size - 1 : Math.min(Number(last), size - 1)];
    response.writeHead(request.headers.range === undefined ? 200 : 206, {
      'content-type': type,
      'content-length': end - start + 1,
      'accept-ranges': 'bytes',
      etag: '"raw"',
      ...(request.headers.range === undefined
        ? {}
        : { 'content-range': `bytes ${String(start)}-${String(end)}/${String(size)}` }),
    });
    const file = createReadStream(path, { start, end });
    response.once('close', () => file.destroy());
    file.pipe(response);
  });
}
