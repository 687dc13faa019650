import type { ChunkKey, ChunkStore, StoredChunk, StoredPart, StoredRecording } from './chunk-store.js';
import { byNumber, byStart } from './order.js';

const ROOT = 'lectern-recordings';
const RECORDING = 'recording.json';
const PART = 'part.json';

const isMissing = (error: unknown): boolean =>
  error instanceof DOMException && (error.name === 'NotFoundError' || error.name === 'TypeMismatchError');

/** A value, or undefined where there is none. */
async function orMissing<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Whether this browser has private files that are written whole or not at all. */
export function hasOpfs(): boolean {
  return (
    typeof globalThis.FileSystemFileHandle === 'function' &&
    'createWritable' in FileSystemFileHandle.prototype &&
    typeof navigator.storage?.getDirectory === 'function'
  );
}

/**
 * Keeps bytes in the origin's private file system: `lectern-recordings/<recording>/<part>/<chunk>`. A file that was
 * being written when the tab died has its former content, or none: those of length 0 are not there for us.
 */
export async function openOpfsChunkStore(): Promise<ChunkStore> {
  const root = await (await navigator.storage.getDirectory()).getDirectoryHandle(ROOT, { create: true });

  const recordingFolder = (id: string, create = false): Promise<FileSystemDirectoryHandle> =>
    root.getDirectoryHandle(id, { create });
  const partFolder = async (
    { recordingId, partId }: Pick<ChunkKey, 'recordingId' | 'partId'>,
    create = false,
  ): Promise<FileSystemDirectoryHandle> =>
    (await recordingFolder(recordingId, create)).getDirectoryHandle(partId, { create });

  async function write(
    folder: FileSystemDirectoryHandle,
    name: string,
    content: FileSystemWriteChunkType,
  ): Promise<void> {
    const file = await folder.getFileHandle(name, { create: true });
    const writable = await file.createWritable();
    try {
      await writable.write(content);
      await writable.close();
    } catch (error) {
      await writable.abort().catch(() => undefined);
      throw error;
    }
  }

  async function read(folder: FileSystemDirectoryHandle, name: string): Promise<File | undefined> {
    const handle = await orMissing(folder.getFileHandle(name));
    const file = handle && (await orMissing(handle.getFile()));
    return file?.size ? file : undefined;
  }

  async function readJson<Value>(
    folder: FileSystemDirectoryHandle,
    name: string,
  ): Promise<Value | undefined> {
    const file = await read(folder, name);
    if (!file) return undefined;
    try {
      return JSON.parse(await file.text()) as Value;
    } catch {
      return undefined;
    }
  }

  const remove = async (folder: Promise<FileSystemDirectoryHandle>, name: string): Promise<void> => {
    const found = await orMissing(folder);
    if (found) await orMissing(found.removeEntry(name, { recursive: true }));
  };

  async function foldersOf(folder: FileSystemDirectoryHandle): Promise<FileSystemDirectoryHandle[]> {
    const found: FileSystemDirectoryHandle[] = [];
    for await (const handle of folder.values()) if (handle.kind === 'directory') found.push(handle);
    return found;
  }

  return {
    kind: 'opfs',
    async recordings() {
      const all = await Promise.all(
        (await foldersOf(root)).map((folder) => readJson<StoredRecording>(folder, RECORDING)),
      );
      return all.filter((one) => one !== undefined);
    },
    async putRecording(recording) {
      await write(await recordingFolder(recording.recordingId, true), RECORDING, JSON.stringify(recording));
    },
    deleteRecording: (recordingId) => remove(Promise.resolve(root), recordingId),
    async parts(recordingId) {
      const folder = await orMissing(recordingFolder(recordingId));
      if (!folder) return [];
      const all = await Promise.all(
        (await foldersOf(folder)).map((part) => readJson<StoredPart>(part, PART)),
      );
      return all.filter((one) => one !== undefined).sort(byStart);
    },
    async putPart(part) {
      await write(await partFolder(part, true), PART, JSON.stringify(part));
    },
    deletePart: (recordingId, partId) => remove(recordingFolder(recordingId), partId),
    async chunks(recordingId, partId) {
      const folder = await orMissing(partFolder({ recordingId, partId }));
      const found: StoredChunk[] = [];
      if (!folder) return found;
      for await (const name of folder.keys()) {
        if (!/^\d+$/.test(name)) continue;
        const file = await read(folder, name);
        if (file) found.push({ number: Number(name), sizeBytes: file.size });
      }
      return found.sort(byNumber);
    },
    async putChunk(key, bytes) {
      await write(await partFolder(key, true), String(key.number), bytes);
    },
    async chunk(key) {
      const folder = await orMissing(partFolder(key));
      const file = folder && (await read(folder, String(key.number)));
      return file && new Uint8Array(await file.arrayBuffer());
    },
    deleteChunk: (key) => remove(partFolder(key), String(key.number)),
  };
}
