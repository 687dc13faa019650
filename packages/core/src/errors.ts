/**
 * Every code an error of ours can carry, with the HTTP status the server answers it with and what it means.
 * Adding one is a minor release; removing or re-using one is a major release.
 */
export const ERROR_CODES = {
  // Who is asking
  TOKEN_MISSING: { status: 401, meaning: 'The request carries no bearer token.' },
  TOKEN_INVALID: {
    status: 401,
    meaning: 'The token is forged, malformed, from an unknown issuer or for another audience.',
  },
  TOKEN_EXPIRED: {
    status: 401,
    meaning: 'The token was right but its time is over: fetch a new one and try once more.',
  },
  FORBIDDEN: { status: 403, meaning: 'You can see this, but you may not do that with it.' },
  NOT_FOUND: { status: 404, meaning: 'There is no such thing, or you may not see it.' },
  // What was asked
  INVALID_INPUT: { status: 422, meaning: 'A field is missing or out of range; `details.issues` names each.' },
  INVALID_JSON: { status: 400, meaning: 'The body is not JSON.' },
  INVALID_CURSOR: { status: 400, meaning: 'Last-Event-ID or cursor is not one of ours, or was sent twice.' },
  UNKNOWN_ZONE: { status: 422, meaning: 'The time zone is not an IANA name such as Europe/Berlin.' },
  BODY_TOO_LARGE: { status: 413, meaning: 'The body is larger than this route accepts.' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, meaning: 'This route takes application/json.' },
  METHOD_NOT_ALLOWED: { status: 405, meaning: 'The path exists, the method does not.' },
  RATE_LIMITED: { status: 429, meaning: 'Too many requests; wait for Retry-After seconds.' },
  IDEMPOTENCY_KEY_REUSED: { status: 422, meaning: 'The same Idempotency-Key came with another body.' },
  IDEMPOTENCY_IN_FLIGHT: {
    status: 409,
    meaning: 'The first request with this Idempotency-Key is still running.',
  },
  STALE: { status: 409, meaning: 'It was changed meanwhile; `details.current` is how it stands now.' },
  PRECONDITION_FAILED: { status: 412, meaning: 'If-Match names another version.' },
  // Booking
  SLOT_TAKEN: {
    status: 409,
    meaning: 'Somebody else has this time; `details.alternatives` are near free ones.',
  },
  SLOT_PAST: { status: 422, meaning: 'This time is over, or closer than the notice the teacher asks for.' },
  SLOT_UNAVAILABLE: { status: 422, meaning: 'The teacher does not offer this time.' },
  STUDENT_BUSY: { status: 409, meaning: 'You have another booking at this time.' },
  HOST_BUSY: { status: 409, meaning: 'The host has another session at this time.' },
  ALREADY_CANCELLED: { status: 409, meaning: 'It was cancelled before.' },
  TOO_LATE: {
    status: 409,
    meaning: 'The time for this change is over; `details.cutoffAt` says when it ended.',
  },
  // Session and call
  SESSION_NOT_OPEN: {
    status: 409,
    meaning: 'The session cannot be joined yet; `details.opensAt` says when.',
  },
  SESSION_ENDED: { status: 409, meaning: 'The session is over.' },
  SESSION_CANCELLED: { status: 409, meaning: 'The session was cancelled.' },
  SESSION_STATE: {
    status: 409,
    meaning: 'The session is not in a state that allows this; `details.state` says which it is in.',
  },
  ROOM_FULL: {
    status: 409,
    meaning: 'The room holds no more people; `details.maxParticipants` says how many it holds.',
  },
  CONNECTION_UNKNOWN: { status: 409, meaning: 'The server does not know this connection: join again.' },
  CONNECTION_SUPERSEDED: { status: 409, meaning: 'You joined from another device; this one has left.' },
  CONNECTION_REMOVED: { status: 403, meaning: 'The host removed you from this session.' },
  NOT_ADMITTED: { status: 409, meaning: 'You are still waiting for the host.' },
  CHAT_LOCKED: { status: 409, meaning: 'The chat is locked: only those who lead the class write.' },
  // Recordings
  RECORDING_STATE: {
    status: 409,
    meaning: 'The recording is not in a state that allows this; `details.state` says which it is in.',
  },
  RECORDING_RUNNING: {
    status: 409,
    meaning: 'This session is being recorded; `details.recordingId` says by which.',
  },
  TICKET_INVALID: {
    status: 403,
    meaning: 'The ticket is forged, over or no longer good: ask for a new one.',
  },
  CHUNK_CONFLICT: { status: 409, meaning: 'This chunk came before with other bytes.' },
  CHUNKS_MISSING: { status: 409, meaning: '`details.missing` names the chunks that did not come.' },
  DIGEST_MISMATCH: { status: 422, meaning: 'The bytes do not fit Content-Digest: send them again.' },
  STORAGE_FULL: { status: 507, meaning: 'The server has no room left; what it acknowledged is safe.' },
  // Signatures and providers
  SIGNATURE_MISSING: { status: 401, meaning: 'The delivery carries no signature.' },
  SIGNATURE_MISMATCH: {
    status: 401,
    meaning: 'The signature does not fit the bytes and any of the secrets.',
  },
  SIGNATURE_EXPIRED: { status: 401, meaning: 'The signed time is too old or too far in the future.' },
  PROVIDER_UNSUPPORTED: { status: 501, meaning: 'This video server cannot do that.' },
  PROVIDER_REJECTED: { status: 502, meaning: 'The video server refused.' },
  PROVIDER_UNREACHABLE: { status: 502, meaning: 'The video server does not answer.' },
  // This side
  NETWORK: { status: 0, meaning: 'The server could not be reached (client side only).' },
  TIMEOUT: { status: 504, meaning: 'No answer in time.' },
  ABORTED: { status: 0, meaning: 'The caller gave up (client side only).' },
  DATABASE_LOCKED: { status: 503, meaning: 'Another process has this data folder open.' },
  UNAVAILABLE: { status: 503, meaning: 'The server is starting or stopping; try again.' },
  INTERNAL: { status: 500, meaning: 'A fault of ours; the request id finds it in the log.' },
} as const satisfies Record<string, { readonly status: number; readonly meaning: string }>;

export type LecternErrorCode = keyof typeof ERROR_CODES;

export interface LecternErrorOptions {
  readonly cause?: unknown;
  /** The adapter's name, for `PROVIDER_*` codes. */
  readonly provider?: string;
  /** Whether the same call may succeed later. Default: false. */
  readonly retryable?: boolean;
  /** Facts a program can use, such as `{ alternatives }`. Sent to the caller: no secrets, no one else's data. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** The HTTP status the answer came with. Default: 0, since no answer did. */
  readonly status?: number;
  /** The id of the request that failed; client side only. */
  readonly requestId?: string;
}

const BRAND = Symbol.for('@lectern/core:error');

/**
 * Base class of every error this project throws on purpose. Mistakes in the call throw `TypeError`.
 *
 * @example
 * ```ts
 * import { LecternError } from '@lectern/core';
 *
 * declare const error: unknown;
 * if (LecternError.is(error) && error.code === 'SLOT_TAKEN') console.log(error.details);
 * ```
 */
export class LecternError extends Error {
  // A literal, since `constructor.name` does not survive minification.
  override readonly name: string = 'LecternError';
  readonly code: LecternErrorCode;
  readonly provider: string | undefined;
  readonly retryable: boolean;
  readonly details: Readonly<Record<string, unknown>> | undefined;
  readonly status: number;
  readonly requestId: string | undefined;
  readonly [BRAND] = true;

  constructor(code: LecternErrorCode, message: string, options: LecternErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.provider = options.provider;
    this.retryable = options.retryable ?? false;
    this.details = options.details;
    this.status = options.status ?? 0;
    this.requestId = options.requestId;
  }

  /** Works across two installed copies of this package, where `instanceof` does not. */
  static is(value: unknown): value is LecternError {
    return typeof value === 'object' && value !== null && BRAND in value;
  }
}
