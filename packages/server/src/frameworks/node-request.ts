import type { IncomingMessage } from 'node:http';
import type { LecternErrorCode } from '@lectern/core';

/** What is read and thrown away of a body that nobody wants, so that the client gets to read the answer. */
const MOST_DISCARDED_BYTES = 32 * 1024 * 1024;

/** A request that the platform's `Request` cannot hold. */
export class UnreadableRequestError extends Error {
  override readonly name = 'UnreadableRequestError';

  constructor(
    readonly status: number,
    readonly code: LecternErrorCode,
    message: string,
  ) {
    super(message);
  }
}

/** What frameworks add to a request. */
interface FrameworkRequest extends IncomingMessage {
  readonly originalUrl?: string;
  readonly body?: unknown;
  readonly rawBody?: unknown;
}

/** @throws {@link UnreadableRequestError} for a method or an address that cannot be, or a body that was read before. */
export function toRequest(incoming: FrameworkRequest, signal: AbortSignal): Request {
  const method = incoming.method ?? 'GET';
  if (/^(?:connect|trace|track)$/i.test(method))
    throw new UnreadableRequestError(405, 'METHOD_NOT_ALLOWED', `${method} is not taken here.`);
  const url = urlOf(incoming);
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const body = hasBody ? bodyOf(incoming) : undefined;
  try {
    const headers = headersOf(incoming);
    return new Request(url, {
      method,
      headers,
      signal,
      ...(body ? { body, duplex: 'half' } : {}),
    } as RequestInit);
  } catch {
    // Such as a Host with a user's name in it.
    throw brokenRequest();
  }
}

function brokenRequest(): UnreadableRequestError {
  return new UnreadableRequestError(
    400,
    'INVALID_INPUT',
    'The address or a header of the request is broken.',
  );
}

function urlOf(incoming: FrameworkRequest): URL {
  const target = incoming.originalUrl ?? incoming.url ?? '/';
  const scheme = 'encrypted' in incoming.socket ? 'https' : 'http';
  const host = incoming.headers.host ?? 'localhost';
  // A path may begin with two slashes: it is joined as text, so that it does not become a host.
  const whole = target.startsWith('/') ? `${scheme}://${host}${target}` : target;
  if (URL.canParse(whole)) return new URL(whole);
  throw brokenRequest();
}

/** From the raw list, since Node drops the second of some headers: two are joined by a comma. */
function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    // HTTP/2 has its own way to say method, path, scheme and authority.
    if (!name.startsWith(':')) headers.append(name, rawHeaders[index + 1] ?? '');
  }
  return headers;
}

function bodyOf(
  incoming: FrameworkRequest,
): Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | undefined {
  if (incoming.rawBody instanceof Uint8Array) return new Uint8Array(incoming.rawBody);
  if (typeof incoming.rawBody === 'string') return new TextEncoder().encode(incoming.rawBody);
  if (incoming.body !== undefined || incoming.readableDidRead || incoming.readableEnded)
    // Waiting for bytes that were taken would hang for ever.
    throw new UnreadableRequestError(
      500,
      'INTERNAL',
      'Something read the body before Lectern. Mount Lectern before the body parser, or keep the bytes in request.rawBody.',
    );
  return streamOf(incoming);
}

/**
 * Not `Readable.toWeb`: cancelling that destroys the connection, and the client would never read why its body was refused.
 */
function streamOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  let isOver = false;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        incoming.pause();
        incoming.on('data', (chunk: Uint8Array) => {
          if (isOver) return;
          controller.enqueue(new Uint8Array(chunk));
          if ((controller.desiredSize ?? 0) <= 0) incoming.pause();
        });
        incoming.once('end', () => {
          if (!isOver) controller.close();
          isOver = true;
        });
        const fail = (error?: Error): void => {
          if (!isOver) controller.error(error ?? new Error('The client went away while it sent.'));
          isOver = true;
        };
        incoming.once('error', fail);
        incoming.once('close', () => fail());
      },
      pull() {
        incoming.resume();
      },
      cancel() {
        isOver = true;
        discardRest(incoming);
      },
    },
    { highWaterMark: 64 * 1024, size: (chunk) => chunk?.byteLength ?? 0 },
  );
}

function discardRest(incoming: IncomingMessage): void {
  let discarded = 0;
  incoming.on('data', (chunk: Uint8Array) => {
    discarded += chunk.byteLength;
    if (discarded > MOST_DISCARDED_BYTES) incoming.destroy();
  });
  incoming.resume();
}
