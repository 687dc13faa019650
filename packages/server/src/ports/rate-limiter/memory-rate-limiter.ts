import type { RateLimiter } from './rate-limiter.js';

interface Bucket {
  tokens: number;
  at: number;
}

const MOST_BUCKETS = 50_000;

/** Token buckets of one process. The longest unused are forgotten when there are too many. */
export function memoryRateLimiter(): RateLimiter {
  const buckets = new Map<string, Bucket>();
  return {
    take(key, limit, now) {
      const at = now.getTime();
      const bucket = buckets.get(key) ?? { tokens: limit.burst, at };
      // A clock that was set back refills nothing.
      const gained = (Math.max(0, at - bucket.at) / 1000) * limit.perSecond;
      bucket.tokens = Math.min(limit.burst, bucket.tokens + gained);
      bucket.at = at;
      const allowed = bucket.tokens >= 1;
      if (allowed) bucket.tokens -= 1;
      // Put back at the end: a Map keeps the order of insertion.
      buckets.delete(key);
      buckets.set(key, bucket);
      if (buckets.size > MOST_BUCKETS) for (const oldest of buckets.keys()) if (buckets.delete(oldest)) break;
      return Promise.resolve({
        allowed,
        remaining: Math.floor(bucket.tokens),
        retryAfterMs: allowed ? 0 : Math.ceil(((1 - bucket.tokens) / limit.perSecond) * 1000),
      });
    },
  };
}
