import type { ObjectRange } from '../../../ports/object-store/object-store.js';
import { checkConditions, type Validators } from './conditions.js';

/** A file that can be read in parts, and how it is presented. */
export interface MediaFile extends Validators {
  readonly size: number;
  /** MIME type with codecs. */
  readonly type: string;
  readonly contentDisposition: string;
  /** Undefined when it is gone. Without a range: all of it. */
  read(range?: ObjectRange): Promise<ReadableStream<Uint8Array<ArrayBuffer>> | undefined>;
}

/** Answers a GET or HEAD of a file; undefined when its bytes are gone. Reading ends when `signal` is aborted. */
export async function mediaResponse(
  request: Pick<Request, 'method' | 'headers'>,
  file: MediaFile,
  signal: AbortSignal,
): Promise<Response | undefined> {
  const answer = checkConditions(request, file, file.size);
  const headers = headersOf(file);
  switch (answer.kind) {
    case 'not-modified':
      return new Response(null, { status: 304, headers });
    case 'precondition-failed':
      return new Response(null, { status: 412, headers });
    case 'unsatisfiable':
      headers.set('content-range', `bytes */${String(file.size)}`);
      return new Response(null, { status: 416, headers });
    case 'whole':
      describeBody(headers, file, file.size);
      // There is nothing to read for HEAD, and no range that an empty file has.
      if (request.method === 'HEAD' || file.size === 0) return new Response(null, { headers });
      return respond(await file.read(), file.size, { headers }, signal);
    case 'part': {
      const { start, end } = answer;
      const length = end - start + 1;
      describeBody(headers, file, length);
      headers.set('content-range', `bytes ${String(start)}-${String(end)}/${String(file.size)}`);
      return respond(await file.read({ start, end }), length, { status: 206, headers }, signal);
    }
  }
}

function headersOf({ etag, lastModified }: MediaFile): Headers {
  return new Headers({
    'accept-ranges': 'bytes',
    etag,
    'last-modified': lastModified.toUTCString(),
    // The ticket is asked each time, so nobody may keep the answer for others or change its bytes.
    'cache-control': 'private, max-age=0, no-transform',
    // Pages of the LMS stand on other sites, and the ticket is the permission.
    'cross-origin-resource-policy': 'cross-origin',
    // A proxy that buffers would read the whole file for a player that wants a second of it.
    'x-accel-buffering': 'no',
  });
}

function describeBody(headers: Headers, { type, contentDisposition }: MediaFile, length: number): void {
  headers.set('content-type', type);
  headers.set('content-length', String(length));
  headers.set('content-disposition', contentDisposition);
}

function respond(
  body: ReadableStream<Uint8Array<ArrayBuffer>> | undefined,
  length: number,
  init: ResponseInit,
  signal: AbortSignal,
): Response | undefined {
  return body && new Response(exactly(body, length, signal), init);
}

/**
 * The same bytes, as they are asked for. One that ends early fails: half an answer must not look like a whole one.
 * When nobody wants it any more the source is told at once.
 */
function exactly(
  source: ReadableStream<Uint8Array<ArrayBuffer>>,
  length: number,
  signal: AbortSignal,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = source.getReader();
  let left = length;
  let stop: () => void = () => undefined;
  const release = (): void => signal.removeEventListener('abort', stop);
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start(controller) {
        stop = () => {
          controller.error(signal.reason);
          void reader.cancel().catch(() => undefined);
        };
        if (signal.aborted) stop();
        else signal.addEventListener('abort', stop, { once: true });
      },
      async pull(controller) {
        const { done, value } = await reader.read().catch((error: unknown) => {
          release();
          throw error;
        });
        if (signal.aborted) return;
        if (!done && value.byteLength <= left) {
          left -= value.byteLength;
          controller.enqueue(value);
          if (left > 0) return;
        }
        release();
        void reader.cancel().catch(() => undefined);
        if (left > 0) throw new Error('A file in the object store has another length than it had.');
        controller.close();
      },
      async cancel() {
        release();
        await reader.cancel();
      },
    },
    { highWaterMark: 0 },
  );
}
