import type { VideoProvider } from '@lectern/core';
import type { PrivateTokenKey, PublicTokenKey, SharedTokenKey } from '@lectern/core/token';
import type { Bus } from '../../ports/bus/bus.js';
import type { Clock } from '../../ports/clock/clock.js';
import type { Log } from '../../ports/log/log.js';
import type { Mailer } from '../../ports/mailer/mailer.js';
import type { ObjectStore } from '../../ports/object-store/object-store.js';
import type { RateLimit, RateLimiter } from '../../ports/rate-limiter/rate-limiter.js';
import type { LimitBucket } from '../http/route.js';

/**
 * A key of tokens: a shared secret, or Ed25519 with the half that verifies and, where this server mints too, the half that
 * signs.
 */
export type TokenKey = SharedTokenKey | PublicTokenKey | (PublicTokenKey & PrivateTokenKey);

export interface TenantOptions {
  /** Origins whose pages may call, such as `https://lms.example.edu`. The server's own origin needs none. */
  readonly origins?: readonly string[];
}

/** How long recordings live and how much room they may take. */
export interface RecordingOptions {
  /** Days from the moment it can be played after which a recording is deleted by itself. Default: 90. */
  readonly retentionDays?: number;
  /** Bytes that the recordings of one session may take. Default: 20 GiB. */
  readonly maxBytesPerSession?: number;
  /** Bytes that all recordings of one tenant may take. Default: 1 TiB. */
  readonly maxBytesPerTenant?: number;
}

export interface LecternOptions {
  /** `memory:` (lost at the end), `file:DIR` (one process) or `postgres://…` (15 or newer). */
  readonly database: string;
  /**
   * Video servers by their key: 1 to 64 of `[a-z0-9-]`. The key is the webhook endpoint and is stored with every room for
   * ever; the order is the preference. Default: `peer`, the embedded calls between up to six browsers.
   */
  readonly providers?: Readonly<Record<string, VideoProvider>>;
  /** Where this server is reached from outside, such as `https://lms.example.edu`. The only source of absolute links. */
  readonly publicUrl: string;
  /** Shared by all tenants: at least 32 bytes. Instead of `tokenKeys`. */
  readonly tokenSecret?: string | Uint8Array;
  /** Newest first: the first that can sign for a tenant mints its tokens. */
  readonly tokenKeys?: readonly TokenKey[];
  /** By tenant id. Default: `{ default: {} }`. */
  readonly tenants?: Readonly<Record<string, TenantOptions>>;
  /** Where a person finds a session in the LMS: for links in calendars and mail. */
  readonly sessionUrl?: (session: { readonly sessionId: string }) => string;
  /** Where a person moves or cancels a booking in the LMS, for links in mail. Default: the page of its session. */
  readonly bookingUrl?: (booking: {
    readonly bookingId: string;
    readonly sessionId: string;
    readonly action: 'move' | 'cancel';
  }) => string;
  /** Where a person watches a recording in the LMS, for links in mail. Default: the page of its session. */
  readonly recordingUrl?: (recording: { readonly recordingId: string; readonly sessionId: string }) => string;
  /** Default: none, and no mail is made. */
  readonly mailer?: Mailer;
  /** Where recordings are kept. Default: a folder beside `file:DIR`; a temporary one for `memory:`; else recordings are off. */
  readonly objectStore?: ObjectStore;
  /** What differs from the defaults. */
  readonly recordings?: RecordingOptions;
  /** Default: between all processes on one PostgreSQL; within this process on the embedded engine. */
  readonly bus?: Bus;
  /** Default: the machine's clock, set right by the database's. */
  readonly clock?: Clock;
  /** Default: JSON lines on standard error, from warnings on. */
  readonly log?: Log;
  /** Default: within this process. */
  readonly rateLimiter?: RateLimiter;
  /** What differs from the defaults; `false`: nothing is limited, for tests and trusted networks. */
  readonly rateLimits?: Partial<Readonly<Record<LimitBucket, RateLimit>>> | false;
  /** False: this process runs no job queue, only its own timers. Default: true. */
  readonly jobQueue?: boolean;
}
