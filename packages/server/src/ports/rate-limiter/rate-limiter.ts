/** How much one bucket lets through. */
export interface RateLimit {
  readonly perSecond: number;
  readonly burst: number;
}

export interface RateLimitResult {
  readonly allowed: boolean;
  readonly remaining: number;
  /** Until the next one is allowed; 0 when this one was. */
  readonly retryAfterMs: number;
}

/** Counts requests against token buckets. */
export interface RateLimiter {
  take(key: string, limit: RateLimit, now: Date): Promise<RateLimitResult>;
}
