import { LecternError } from '@lectern/core';

export const DEFAULT_BODY_LIMIT_BYTES = 65_536;

/**
 * Reads the whole body and stops at the limit.
 *
 * @throws {@link LecternError} BODY_TOO_LARGE.
 */
export async function readBody(request: Request, limitBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = (): LecternError =>
    new LecternError(
      'BODY_TOO_LARGE',
      `The body is larger than ${String(limitBytes)} bytes. Send less at once.`,
      {
        details: { limitBytes },
      },
    );
  if (!request.body) return new Uint8Array();
  // A false length is found out below; a true one saves the reading.
  if (Number(request.headers.get('content-length') ?? 0) > limitBytes) {
    await request.body.cancel();
    throw tooLarge();
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > limitBytes) {
      await reader.cancel();
      throw tooLarge();
    }
    chunks.push(value);
  }
  const body = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.byteLength;
  }
  return body;
}

/**
 * The JSON value of a body; undefined when it is empty.
 *
 * @throws {@link LecternError} UNSUPPORTED_MEDIA_TYPE or INVALID_JSON.
 */
export function parseJsonBody(request: Request, body: Uint8Array): unknown {
  if (body.byteLength === 0) return undefined;
  const [type = ''] = (request.headers.get('content-type') ?? '').split(';');
  if (!/^application\/(?:[\w.-]+\+)?json$/i.test(type.trim()))
    throw new LecternError(
      'UNSUPPORTED_MEDIA_TYPE',
      'This route takes JSON: send content-type: application/json.',
    );
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as unknown;
  } catch {
    throw new LecternError('INVALID_JSON', 'The body is not JSON in UTF-8.');
  }
}
