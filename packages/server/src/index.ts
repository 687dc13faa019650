export { createLectern } from './create-lectern.js';
export type { ApiPerson, Lectern, LecternApi } from './platform/server/lectern.js';
export type { RequestInfo } from './platform/http/create-handler.js';
export type { LecternOptions, RecordingOptions, TenantOptions, TokenKey } from './platform/server/options.js';
export type { Bus, BusMessage } from './ports/bus/bus.js';
export type { Clock } from './ports/clock/clock.js';
export { folderStore } from './ports/object-store/folder-store.js';
export type {
  LocalObjects,
  ObjectInfo,
  ObjectRange,
  ObjectStore,
} from './ports/object-store/object-store.js';
export type { Log, LogFields, LogLevel } from './ports/log/log.js';
export { folderMailer, type FolderMailerOptions } from './ports/mailer/folder-mailer.js';
export {
  MailRefusedError,
  MailUnsentError,
  type MailAddress,
  type MailErrorOptions,
  type Mailer,
  type MailMessage,
} from './ports/mailer/mailer.js';
export { smtpMailer, type SmtpMailerOptions } from './ports/mailer/smtp-mailer.js';
export type { RateLimit, RateLimiter, RateLimitResult } from './ports/rate-limiter/rate-limiter.js';
