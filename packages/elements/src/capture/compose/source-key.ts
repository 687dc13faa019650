import type { PictureKind } from './layout.js';

/** Names one picture source on both sides of the worker. */
export function sourceKey(personId: string, kind: PictureKind): string {
  return `${personId}/${kind}`;
}
