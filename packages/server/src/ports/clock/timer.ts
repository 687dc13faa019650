/** Real time that passes, for what has to do with wires and processes: pauses between tries, beats on a stream. Never for due times. */
export interface Timer {
  /** Resolves after `ms`, or early with the signal. Keeps the process alive. */
  pause(ms: number, signal?: AbortSignal): Promise<void>;
  /** Calls again and again, and does not keep the process alive. Answers what ends it. */
  every(ms: number, beat: () => void): () => void;
}

/** The machine's timer. */
export const systemTimer: Timer = {
  pause: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const done = (): void => {
        clearTimeout(handle);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const handle = setTimeout(done, ms);
      signal?.addEventListener('abort', done, { once: true });
    }),
  every: (ms, beat) => {
    const handle = setInterval(beat, ms);
    handle.unref();
    return () => clearInterval(handle);
  },
};
