import type { StoredChunk, StoredPart } from './chunk-store.js';

/** In the order of the time line. */
export const byStart = (a: StoredPart, b: StoredPart): number =>
  a.startMs - b.startMs || a.partId.localeCompare(b.partId);

/** In the order of the file. */
export const byNumber = (a: StoredChunk, b: StoredChunk): number => a.number - b.number;
