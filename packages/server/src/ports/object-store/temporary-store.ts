import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderStore } from './folder-store.js';
import type { ObjectStore } from './object-store.js';

/** For a database in memory: a folder that is made with the first object and removed at the end. */
export function temporaryStore(): ObjectStore {
  const dir = join(tmpdir(), `lectern-${randomUUID()}`);
  return { ...folderStore(dir), close: () => rm(dir, { recursive: true, force: true }) };
}
