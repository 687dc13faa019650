import { LecternError } from '@lectern/core';
import { Reply } from '../../platform/http/route.js';

/** Something that is edited as a whole, with the number of its edition. */
export interface Versioned<Value> {
  readonly value: Value;
  /** Rises with every change; 0 of what was never set. */
  readonly version: number;
}

/** Answers it with its ETag. */
export function versionedReply<Value>({ value, version }: Versioned<Value>, status = 200): Reply {
  return new Reply(value, { status, headers: { etag: `"${String(version)}"` } });
}

/**
 * Whether an edit may replace the version that stands. Without `If-Match` it may: the last one wins.
 *
 * @throws {@link LecternError} PRECONDITION_FAILED when somebody else changed it meanwhile.
 */
export function requireVersion(ifMatch: string | null, version: number): void {
  if (ifMatch === null) return;
  const tags = ifMatch.split(',').map((tag) => tag.trim());
  if (tags.includes(`"${String(version)}"`) || (tags.includes('*') && version > 0)) return;
  throw new LecternError(
    'PRECONDITION_FAILED',
    'It was changed meanwhile. Read it again, and make your change on what stands now.',
  );
}
