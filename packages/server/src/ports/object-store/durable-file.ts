import { open, type FileHandle } from 'node:fs/promises';
import { LecternError } from '@lectern/core';

/** Writes everything that comes, and waits for the disk in between. */
export async function writeAll(
  handle: FileHandle,
  body: Uint8Array | AsyncIterable<Uint8Array>,
  signal?: AbortSignal,
): Promise<void> {
  for await (const bytes of body instanceof Uint8Array ? [body] : body) {
    signal?.throwIfAborted();
    for (let at = 0; at < bytes.byteLength;) {
      const { bytesWritten } = await handle.write(bytes, at);
      at += bytesWritten;
    }
  }
  signal?.throwIfAborted();
}

/** A name in a folder is safe once the folder is. */
export async function syncFolder(path: string): Promise<void> {
  // Windows has no such thing, and needs none.
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Says of a disk that is full what the rest of the server understands. */
export async function withoutRoom<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (isFull(error)) throw storageFull(error);
    throw error;
  }
}

/** Whether the disk, or the owner's share of it, is full. */
export function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}

/** The one error for no room. */
export function storageFull(cause?: unknown, details?: Readonly<Record<string, unknown>>): LecternError {
  return new LecternError(
    'STORAGE_FULL',
    'There is no room left for recordings. What was acknowledged is safe; make room, then send the rest again.',
    { retryable: true, ...(cause === undefined ? {} : { cause }), ...(details ? { details } : {}) },
  );
}
