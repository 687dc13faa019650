import type { Instant, Zone } from './common.js';
import type { Role } from './person.js';

export type AttendanceStatus = 'present' | 'partial' | 'absent' | 'not_held';

export const ATTENDANCE_FLAGS = [
  'late',
  'left_early',
  'rejoined',
  'overlap',
  'join_inferred',
  'orphan_left',
  'closed_by_room_end',
  'superseded',
  'closed_by_last_seen',
  'still_in',
  'clock_skew',
  'negative_interval',
] as const;
export type AttendanceFlag = (typeof ATTENDANCE_FLAGS)[number];

export interface AttendanceInterval {
  readonly joinedAt: Instant;
  readonly leftAt: Instant;
}

export interface AttendanceRow {
  /** The LMS's user id, or `guest:<connection id>`. */
  readonly personId: string;
  readonly name: string;
  readonly role: Role;
  readonly isHost: boolean;
  readonly status: AttendanceStatus;
  readonly totalMs: number;
  readonly countedMs: number;
  /** Rounded down to 0.01. Null when nothing counts. */
  readonly percent: number | null;
  readonly segments: number;
  readonly firstJoinAt?: Instant;
  readonly lastLeaveAt?: Instant;
  readonly flags: readonly AttendanceFlag[];
  readonly intervals: readonly AttendanceInterval[];
}

/** `GET /v1/sessions/:id/attendance` */
export interface AttendanceReport {
  readonly sessionId: string;
  readonly title: string;
  readonly zone: Zone;
  readonly startsAt?: Instant;
  readonly endsAt?: Instant;
  /** What counts, in ms. */
  readonly windowMs: number;
  /** Where the evidence comes from: our own channel or the provider's events. */
  readonly source: 'channel' | 'provider';
  /** False while the session runs. */
  readonly final: boolean;
  /** 0 while it is not final; then 1, and one more with each revision. */
  readonly version: number;
  readonly generatedAt: Instant;
  /** Yourself only, unless you may see all. */
  readonly rows: readonly AttendanceRow[];
}
