/** Who makes parts of a recording: one page of this browser at a time. */
export const recordingLock = (recordingId: string): string => `lectern-recording-${recordingId}`;
/** Who sends a part. */
export const uploadLock = (partId: string): string => `lectern-upload-${partId}`;

/**
 * Waits until no other page of this browser holds a name, then holds it until the function that comes back is called
 * or the page is gone, however it goes. Rejects when the signal is aborted first.
 */
export function holdLock(name: string, signal: AbortSignal): Promise<() => void> {
  // Pages that may not use locks have no second tab that could know of the same bytes.
  if (!navigator.locks) return Promise.resolve(() => undefined);
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(name, { signal }, () => new Promise<void>((release) => resolve(release)))
      .catch(reject);
  });
}

/** The names that some page holds now. */
export async function heldLocks(): Promise<ReadonlySet<string>> {
  const held = (await navigator.locks?.query())?.held ?? [];
  return new Set(held.map(({ name }) => name ?? ''));
}
