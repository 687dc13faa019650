/** The only source of time. */
export interface Clock {
  now(): Date;
  /** Resolves at `until`, or as soon as a set clock passes it, or with the signal. */
  sleepUntil(until: Date, signal?: AbortSignal): Promise<void>;
}
