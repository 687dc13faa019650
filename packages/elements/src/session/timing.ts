/** The waits of a session store, ms; tests shorten them. */
export interface SessionTiming {
  /** First wait before something that failed is tried again; doubles up to eight times this. */
  readonly retry: number;
  /** How long the channel may be away before it is said. */
  readonly showOffline: number;
  /** One step of the count down to a recording. */
  readonly countdown: number;
}

export const SESSION_TIMING: SessionTiming = { retry: 1_000, showOffline: 2_500, countdown: 1_000 };

/** The wait before the next try after so many failures. */
export function backoff(first: number, failures: number): number {
  return first * Math.min(8, 2 ** Math.max(0, failures - 1));
}
