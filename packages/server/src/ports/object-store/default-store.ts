import { folderStore } from './folder-store.js';
import type { ObjectStore } from './object-store.js';
import { temporaryStore } from './temporary-store.js';

/** Where recordings go when nobody says so. Several servers on one PostgreSQL may share no disk: there somebody must say. */
export function defaultStore(database: string): ObjectStore | undefined {
  if (database === 'memory:') return temporaryStore();
  const [, dir] = /^file:(?:\/\/(?=\/))?(.+)$/.exec(database) ?? [];
  // Beside the data, not in it: that folder is the database's alone.
  return dir === undefined ? undefined : folderStore(`${dir.replace(/[\\/]+$/, '')}-recordings`);
}
