import { createHash } from 'node:crypto';
import { LecternError } from '@lectern/core';
import type { RecordingContainer } from '@lectern/core/contract';

/** As many as the longest signature below needs. */
const HEAD_BYTES = 12;
const EBML = [0x1a, 0x45, 0xdf, 0xa3];
const FTYP = [0x66, 0x74, 0x79, 0x70];

export interface ChunkBodyInput {
  readonly request: Request;
  readonly limitBytes: number;
  /** In hex. */
  readonly sha256: string;
  /** What the first bytes must look like; undefined for all chunks but the first. */
  readonly container: RecordingContainer | undefined;
}

/**
 * The bytes of a chunk as they come, none kept; throws before its end when they are not what was said.
 *
 * @throws {@link LecternError} BODY_TOO_LARGE, DIGEST_MISMATCH, UNSUPPORTED_MEDIA_TYPE, INVALID_INPUT for no bytes,
 * ABORTED when the client is gone.
 */
export async function* chunkBody(input: ChunkBodyInput): AsyncGenerator<Uint8Array> {
  const { request, limitBytes, sha256, container } = input;
  const hash = createHash('sha256');
  let size = 0;
  let head = new Uint8Array();
  for await (const bytes of read(request)) {
    size += bytes.byteLength;
    if (size > limitBytes) throw chunkTooLarge(limitBytes);
    if (container !== undefined && head.byteLength < HEAD_BYTES) {
      head = new Uint8Array(Buffer.concat([head, bytes.subarray(0, HEAD_BYTES - head.byteLength)]));
      if (head.byteLength === HEAD_BYTES) requireContainer(head, container);
    }
    hash.update(bytes);
    yield bytes;
  }
  if (size === 0) throw new LecternError('INVALID_INPUT', 'A chunk has at least one byte.');
  if (container !== undefined && head.byteLength < HEAD_BYTES) requireContainer(head, container);
  if (hash.digest('hex') !== sha256)
    throw new LecternError('DIGEST_MISMATCH', 'The bytes do not fit Content-Digest. Send them again.', {
      retryable: true,
    });
}

/** Whether it came or was only announced. */
export function chunkTooLarge(limitBytes: number): LecternError {
  return new LecternError(
    'BODY_TOO_LARGE',
    `A chunk is at most ${String(limitBytes)} bytes. Send smaller ones.`,
    {
      details: { limitBytes },
    },
  );
}

async function* read(request: Request): AsyncGenerator<Uint8Array> {
  if (!request.body) return;
  const reader = request.body.getReader();
  let isOver = false;
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((error: unknown) => {
        isOver = true;
        throw new LecternError('ABORTED', 'The client went away while it sent.', { cause: error });
      });
      if (done) {
        isOver = true;
        return;
      }
      yield value;
    }
  } finally {
    if (!isOver) await reader.cancel().catch(() => undefined);
  }
}

function requireContainer(head: Uint8Array, container: RecordingContainer): void {
  const fits = container === 'video/webm' ? startsWith(head, EBML) : startsWith(head.subarray(4), FTYP);
  if (!fits)
    throw new LecternError('UNSUPPORTED_MEDIA_TYPE', `The first chunk does not begin like ${container}.`);
}

function startsWith(bytes: Uint8Array, wanted: readonly number[]): boolean {
  return wanted.every((byte, index) => bytes[index] === byte);
}
