import type { LecternErrorCode } from '../errors.js';

/** ISO 8601 in UTC with milliseconds and `Z`, e.g. `2026-11-20T18:00:00.000Z`. */
export type Instant = string;
/** `YYYY-MM-DD`, no zone. */
export type LocalDate = string;
/** IANA name such as `Europe/Berlin`, or `UTC`. */
export type Zone = string;

/** The body of every answer that is not 2xx. */
export interface ErrorBody {
  readonly error: {
    readonly code: LecternErrorCode;
    /** What happened and what to do next, in English. Elements show their own text for the code. */
    readonly message: string;
    readonly requestId: string;
    readonly details?: Readonly<Record<string, unknown>>;
  };
}

/** One page of a list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Give it back as `cursor` for the next page. Absent on the last. */
  readonly nextCursor?: string;
  /** The server's clock, so that countdowns do not depend on the device's. */
  readonly serverNow: Instant;
}
