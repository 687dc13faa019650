import { randomUUID } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, rename, rm, rmdir, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { syncFolder, writeAll, withoutRoom } from './durable-file.js';
import { requireObjectKey, requireObjectPrefix } from './object-key.js';
import type { ObjectInfo, ObjectRange, ObjectStore } from './object-store.js';

const READ_BYTES = 256 * 1024;
const TRIES = 5;
/** Recordings show faces: the folder is the server's alone. */
const PRIVATE = { recursive: true, mode: 0o700 } as const;
/** What a killed process left is removed after so long. */
const LEFT_BEHIND_MS = 86_400_000;

/**
 * Keeps objects as files under one folder, which several processes may share. `objects/` holds them under their keys,
 * `temp/` what is not whole yet.
 *
 * @example
 * ```ts
 * import { createLectern, folderStore } from '@lectern/server';
 *
 * const lectern = createLectern({
 *   database: 'postgres://lectern@localhost/lectern',
 *   publicUrl: 'https://lms.example.edu',
 *   tokenSecret: process.env['LECTERN_TOKEN_SECRET'] ?? '',
 *   objectStore: folderStore('/srv/lectern/recordings'),
 * });
 * await lectern.start();
 * ```
 */
export function folderStore(dir: string): ObjectStore {
  const root = resolve(dir);
  const objects = join(root, 'objects');
  const temp = join(root, 'temp');
  const pathOf = (key: string): string => {
    requireObjectKey(key);
    return join(objects, ...key.split('/'));
  };

  let tidied: Promise<void> | undefined;

  /** The last step of both ways in: from here on the key has all of its bytes, also after a crash. */
  async function place(draft: string, key: string): Promise<ObjectInfo> {
    const path = pathOf(key);
    for (let tries = 1; ; tries += 1) {
      const made = await mkdir(dirname(path), PRIVATE);
      try {
        await rename(draft, path);
      } catch (error) {
        // Somebody removed the empty folder between the two.
        if (isCode(error, 'ENOENT') && tries < TRIES) continue;
        throw error;
      }
      const top = made === undefined ? dirname(path) : dirname(made);
      for (let folder = dirname(path); ; folder = dirname(folder)) {
        await syncFolder(folder);
        if (folder === top) break;
      }
      return infoOf(path, key);
    }
  }

  return {
    put: (key, body, { signal } = {}) =>
      withoutRoom(async () => {
        requireObjectKey(key);
        await mkdir(temp, PRIVATE);
        const draft = join(temp, randomUUID());
        try {
          const handle = await open(draft, 'wx');
          try {
            await writeAll(handle, body, signal);
            await handle.sync();
          } finally {
            await handle.close();
          }
          tidied ??= removeOlder(temp, draft).catch(() => undefined);
          await tidied;
          return await place(draft, key);
        } catch (error) {
          await rm(draft, { force: true });
          throw error;
        }
      }),

    async head(key) {
      try {
        return await infoOf(pathOf(key), key);
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },

    async get(key, range) {
      try {
        const handle = await open(pathOf(key), 'r');
        return streamOf(handle, range);
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },

    async *list(prefix) {
      requireObjectPrefix(prefix);
      const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
      for await (const key of keysUnder(objects, folder, prefix)) {
        const info = await infoOf(join(objects, key), key).catch((error: unknown) => {
          // Deleted while the list was read.
          if (isMissing(error)) return undefined;
          throw error;
        });
        if (info) yield info;
      }
    },

    async delete(key) {
      const path = pathOf(key);
      try {
        await rm(path);
      } catch (error) {
        if (isMissing(error)) return;
        throw error;
      }
      for (let folder = dirname(path); folder !== objects; folder = dirname(folder))
        try {
          await rmdir(folder);
        } catch {
          // Others are in it, or somebody else removed it.
          break;
        }
    },

    local: {
      path: pathOf,
      async makeScratch() {
        await mkdir(temp, PRIVATE);
        return mkdtemp(join(temp, 'scratch-'));
      },
      adopt: (key, path) =>
        withoutRoom(async () => {
          const handle = await open(path, 'r+');
          try {
            await handle.sync();
          } finally {
            await handle.close();
          }
          return place(path, key);
        }),
    },

    close: () => Promise.resolve(),
  };
}

/** Both times are the file system's, so that no clocks are compared. */
async function removeOlder(temp: string, than: string): Promise<void> {
  const { mtimeMs } = await stat(than);
  for (const name of await readdir(temp)) {
    const left = await stat(join(temp, name));
    if (mtimeMs - left.mtimeMs > LEFT_BEHIND_MS) await rm(join(temp, name), { recursive: true, force: true });
  }
}

async function infoOf(path: string, key: string): Promise<ObjectInfo> {
  const { size, mtime } = await stat(path);
  return { key, size, modifiedAt: mtime };
}

/** Folders are named with their slash, so that `a-b` comes before `a/b` as in the order of keys. */
async function* keysUnder(objects: string, folder: string, prefix: string): AsyncGenerator<string> {
  let entries: Dirent[];
  try {
    entries = await readdir(join(objects, folder), { withFileTypes: true });
  } catch (error) {
    if (isMissing(error)) return;
    throw error;
  }
  const keys = entries.map((entry) => `${folder}${entry.name}${entry.isDirectory() ? '/' : ''}`);
  keys.sort((one, other) => (one < other ? -1 : 1));
  for (const key of keys) {
    if (!key.startsWith(prefix)) continue;
    if (key.endsWith('/')) yield* keysUnder(objects, key, prefix);
    else yield key;
  }
}

function streamOf(
  handle: FileHandle,
  { start = 0, end = Infinity }: Partial<ObjectRange> = {},
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = start;
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        try {
          const wanted = Math.min(READ_BYTES, end - at + 1);
          const bytes = new Uint8Array(Math.max(0, wanted));
          const { bytesRead } = await handle.read(bytes, 0, bytes.byteLength, at);
          at += bytesRead;
          if (bytesRead > 0) controller.enqueue(bytes.subarray(0, bytesRead));
          if (bytesRead > 0 && at <= end) return;
          await handle.close();
          controller.close();
        } catch (error) {
          await handle.close().catch(() => undefined);
          controller.error(error);
        }
      },
      cancel: () => handle.close(),
    },
    // Nothing is read before it is asked for.
    { highWaterMark: 0 },
  );
}

function isMissing(error: unknown): boolean {
  return isCode(error, 'ENOENT') || isCode(error, 'ENOTDIR');
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
