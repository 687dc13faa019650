import type { AttendanceFlag, AttendanceStatus } from '../contract/attendance.js';
import type { PersonRef, Role } from '../contract/person.js';
import type { TimeSpan } from './time-span.js';

/** The kinds of evidence. `seen` is a heartbeat or a provider's list that names the connection. */
export type AttendanceEventType = 'joined' | 'left' | 'seen' | 'room-started' | 'room-ended';

/** One piece of evidence. All times are in ms since 1970. */
export interface AttendanceEvent {
  /** The same event again has the same id. */
  readonly id: string;
  readonly type: AttendanceEventType;
  /** One life of a room. */
  readonly occurrenceId: string;
  /** Set for a breakout. */
  readonly parentOccurrenceId?: string;
  /** One device from joining to leaving. Without one, an event about a person is ignored. */
  readonly connectionId?: string;
  /** The LMS's user id. Absent for a guest. */
  readonly personId?: string;
  readonly name?: string;
  readonly role?: Role;
  /** False for recorders, bots and bridges: the whole connection is dropped. Default: true. */
  readonly human?: boolean;
  /** When it happened, by the sender's clock. */
  readonly occurredAtMs?: number;
  /** When we learned of it, by ours. */
  readonly receivedAtMs: number;
  /** When the connection joined, where a later event tells. */
  readonly joinedAtMs?: number;
}

/** What is known of one life of a room, apart from events. */
export interface AttendanceOccurrence {
  readonly id: string;
  /** Set for a breakout: its connections are presence, but it does not lengthen the session. */
  readonly parentId?: string;
  /** Default: the first human join. */
  readonly startMs?: number;
  /** Default: the earliest `room-ended`; without one it still runs. */
  readonly endMs?: number;
}

/** Which time counts; see {@link AttendancePolicy.window}. */
export type AttendanceWindow = 'intersection' | 'actual' | 'scheduled' | 'host_present';

/** How presence becomes a status. */
export interface AttendancePolicy {
  /**
   * `intersection`: held and scheduled; `actual`: held; `scheduled`: as planned, held or not; `host_present`: held while a
   * teacher or moderator was there. Default: `intersection` with a schedule, `actual` without.
   */
  readonly window?: AttendanceWindow;
  /** A gap of at most this length counts as presence. Default: 60,000. */
  readonly bridgeGapMs?: number;
  /** `late` when the first counted presence begins more than this after the window. Default: 300,000. */
  readonly lateAfterMs?: number;
  /** `left_early` when the last ends more than this before the window does. Default: 300,000. */
  readonly earlyBeforeMs?: number;
  /** Share of the window that makes somebody present, 0 to 100. Default: 75. */
  readonly presentPercent?: number;
}

/** What the source of the events guarantees. Default of each: false, the safe reading. */
export interface AttendanceCapabilities {
  /** A connection id is never used again after it left. */
  readonly connectionIdUnique?: boolean;
  /** A person's new connection ends the older one. */
  readonly identityExclusive?: boolean;
}

/** Somebody who gets a row even without any event. */
export interface AttendancePerson extends PersonRef {
  readonly role: Role;
  readonly isHost?: boolean;
}

/** Input of `computeAttendance`. The order of the lists and repeated events make no difference. */
export interface ComputeAttendanceInput {
  readonly events: readonly AttendanceEvent[];
  readonly occurrences?: readonly AttendanceOccurrence[];
  /** The planned time; the end is not part of it. */
  readonly schedule?: TimeSpan;
  readonly policy?: AttendancePolicy;
  readonly capabilities?: AttendanceCapabilities;
  readonly roster?: readonly AttendancePerson[];
  /** The moment the report describes; what happened later is ignored. */
  readonly asOfMs: number;
  /** Whether nothing more is expected: an open connection then ends at its last evidence, not at `asOfMs`. */
  readonly final: boolean;
}

/** One person's attendance; `AttendanceRow` in numbers. */
export interface AttendanceResultRow {
  /** The LMS's user id, or `guest:<connection id>`. */
  readonly personId: string;
  readonly name: string;
  readonly role: Role;
  readonly isHost: boolean;
  readonly status: AttendanceStatus;
  /** All presence, counted or not. */
  readonly totalMs: number;
  /** Presence within the window, small gaps bridged. */
  readonly countedMs: number;
  /** Rounded down to 0.01. Null when the window is empty. */
  readonly percent: number | null;
  /** Pieces of counted presence. */
  readonly segments: number;
  /** Absent without any presence. */
  readonly firstJoinMs?: number;
  /** Absent without any presence, and while a connection is still in. */
  readonly lastLeaveMs?: number;
  /** In the order of `ATTENDANCE_FLAGS`. */
  readonly flags: readonly AttendanceFlag[];
  /** Presence on any device, ascending, without overlap. */
  readonly intervals: readonly TimeSpan[];
}

/** What `computeAttendance` returns. */
export interface AttendanceResult {
  /** Length of what counts. */
  readonly windowMs: number;
  /** The pieces of what counts, ascending. */
  readonly window: readonly TimeSpan[];
  /** Hosts first, then by name and id. */
  readonly rows: readonly AttendanceResultRow[];
}
