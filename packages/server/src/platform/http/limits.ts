import { LecternError } from '@lectern/core';
import type { RateLimit, RateLimiter } from '../../ports/rate-limiter/rate-limiter.js';
import type { LimitBucket } from './route.js';

/** Per person and bucket. A call sends many small signals in its first seconds. */
export const DEFAULT_RATE_LIMITS: Readonly<Record<LimitBucket, RateLimit>> = {
  read: { perSecond: 20, burst: 60 },
  write: { perSecond: 5, burst: 20 },
  signal: { perSecond: 30, burst: 200 },
  stream: { perSecond: 1, burst: 20 },
  // As fast as one thumb, and no faster for long: everybody hears each.
  reaction: { perSecond: 1, burst: 6 },
  // A recording sends one or two a second; after an hour offline it has thousands to catch up.
  upload: { perSecond: 30, burst: 300 },
  // A thumb that is dragged over a time line asks for a stretch with every move.
  media: { perSecond: 20, burst: 200 },
};

/** Refused tokens, per address. */
const REFUSED_TOKENS: RateLimit = { perSecond: 10 / 60, burst: 10 };

export interface Limits {
  /** @throws {@link LecternError} RATE_LIMITED. */
  check(
    tenant: string,
    personId: string,
    bucket: LimitBucket,
    now: Date,
  ): Promise<Readonly<Record<string, string>>>;
  /** Counts a token that was refused. @throws {@link LecternError} RATE_LIMITED. */
  countRefusal(address: string, now: Date): Promise<void>;
}

/** `limits` false: nothing is limited. */
export function createLimits(
  limiter: RateLimiter,
  limits: Readonly<Record<LimitBucket, RateLimit>> | false,
): Limits {
  const take = async (
    key: string,
    limit: RateLimit,
    now: Date,
  ): Promise<Readonly<Record<string, string>>> => {
    const result = await limiter.take(key, limit, now);
    const retryAfterSeconds = Math.max(1, Math.ceil(result.retryAfterMs / 1000));
    if (!result.allowed)
      throw new LecternError('RATE_LIMITED', `Too many requests. Wait ${String(retryAfterSeconds)} s.`, {
        retryable: true,
        details: { retryAfterSeconds },
      });
    return {
      'ratelimit-limit': String(limit.burst),
      'ratelimit-remaining': String(result.remaining),
      'ratelimit-reset': String(Math.ceil((limit.burst - result.remaining) / limit.perSecond)),
    };
  };
  return {
    check: async (tenant, personId, bucket, now) =>
      limits === false ? {} : take(JSON.stringify([bucket, tenant, personId]), limits[bucket], now),
    async countRefusal(address, now) {
      if (limits !== false) await take(JSON.stringify(['refused', address]), REFUSED_TOKENS, now);
    },
  };
}
