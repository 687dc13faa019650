export { createLectern } from './create-lectern.js';
export type { ApiPerson, Lectern, LecternApi } from './platform/server/lectern.js';
export type { RequestInfo } from './platform/http/create-handler.js';
export type { LecternOptions, TenantOptions, TokenKey } from './platform/server/options.js';
export type { Bus, BusMessage } from './ports/bus/bus.js';
export type { Clock } from './ports/clock/clock.js';
export type { Log, LogFields, LogLevel } from './ports/log/log.js';
export type { RateLimit, RateLimiter, RateLimitResult } from './ports/rate-limiter/rate-limiter.js';
