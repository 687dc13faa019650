/** What the client takes from the machine it runs on. Replaced in tests. */
export interface ClientRuntime {
  /** Milliseconds. */
  now(): number;
  /** 0 to 1, without 1. */
  random(): number;
  /** Calls back once after so many ms. Answers what calls it off. */
  setTimer(ms: number, callback: () => void): () => void;
}

export const systemRuntime: ClientRuntime = {
  now: () => Date.now(),
  random: () => Math.random(),
  setTimer(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

/** Resolves after so many ms, or as soon as the signal is aborted. */
export function pause(runtime: ClientRuntime, ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const cancel = runtime.setTimer(ms, done);
    function done(): void {
      cancel();
      signal?.removeEventListener('abort', done);
      resolve();
    }
    signal?.addEventListener('abort', done);
  });
}
