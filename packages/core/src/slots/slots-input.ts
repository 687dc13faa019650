import type { DateOverride, WeeklyRule } from '../contract/booking.js';
import type { LocalDate, Zone } from '../contract/common.js';
import type { TimeRange } from './time-range.js';
import type { ZoneSegment } from './zone-segments.js';

/** Weekly rules that replace all earlier ones from a date on. */
export interface WeeklyChange {
  /** The first local date of the host on which they hold. */
  readonly from: LocalDate;
  readonly weekly: readonly WeeklyRule[];
}

/** When a host teaches, on the host's wall. */
export interface HostRules {
  readonly weekly: readonly WeeklyRule[];
  /** Instead of the weekly rules of that date. Several of one date add up. */
  readonly overrides?: readonly DateOverride[];
  readonly weeklyChanges?: readonly WeeklyChange[];
}

/** A group session that exists and may have free seats. */
export interface OpenSession extends TimeRange {
  readonly sessionId: string;
  readonly capacity: number;
  readonly seatsLeft: number;
}

/** At most `max` starts within a period of the host's calendar. For the host's caps and for a student's. */
export interface StartLimit {
  readonly max: number;
  /** `open` counts every start from now on, whatever the date. */
  readonly per: 'day' | 'week' | 'month' | 'open';
  /** First day of a week, 1 is Monday. Default: 1. */
  readonly firstWeekday?: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  /** What counts already. Leave out the one being moved. */
  readonly startsMs: readonly number[];
}

/** What decides whether a host can be booked at a time. All times in ms are since 1970. */
export interface HostTimeInput extends HostRules {
  /** Whole minutes, above 0. */
  readonly durationMinutes: number;
  /** Between candidate starts, whole minutes above 0. Default: the duration. */
  readonly stepMinutes?: number;
  /** Whether starts are counted from the start of each interval of the rules, or from the full hour. Default: `rule`. */
  readonly anchor?: 'rule' | 'hour';
  /** Default: 0. */
  readonly bufferBeforeMinutes?: number;
  /** Default: 0. */
  readonly bufferAfterMinutes?: number;
  readonly nowMs: number;
  /** Real time between now and the start. Default: 0. */
  readonly noticeMinutes?: number;
  /** Days ahead of today in the host's calendar. Default: no end. */
  readonly windowDays?: number;
  /** First and last date in the host's calendar. Default: no end. */
  readonly windowDates?: { readonly from: LocalDate; readonly to: LocalDate };
  /** Protected ranges of the host's sessions and of live holds: with their own buffers. */
  readonly busy?: readonly TimeRange[];
  /** From calendars outside. */
  readonly externalBusy?: readonly TimeRange[];
  /** Whether the buffers must fit beside `externalBusy` too. Default: false. */
  readonly externalBuffers?: boolean;
  readonly limits?: readonly StartLimit[];
  /** Sessions of this offering that take more people; their time stands in `busy` too. */
  readonly openSessions?: readonly OpenSession[];
  /** Seats of a new session. Default: 1. */
  readonly capacity?: number;
}

/** Which dates are looked at, and by whom. */
export interface DateRangeInput {
  /** Viewer-local dates, both included, at most 62 days. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** At most this many, the earliest. Default and maximum: 5,000. */
  readonly maxSlots?: number;
}

/** Input of `computeSlots`. The segments reach over the dates, now and the limits; see `zoneSegments`. */
export interface ComputeSlotsInput extends HostTimeInput, DateRangeInput {
  readonly hostSegments: readonly ZoneSegment[];
  readonly viewerSegments: readonly ZoneSegment[];
}

/** Input of `findSlots`: zones by name. */
export interface FindSlotsInput extends HostTimeInput, DateRangeInput {
  readonly hostZone: Zone;
  readonly viewerZone: Zone;
}

/** Input of `checkStart`. */
export interface CheckStartInput extends HostTimeInput {
  readonly hostSegments: readonly ZoneSegment[];
}

/** Input of `checkStartInZone`. */
export interface CheckStartInZoneInput extends HostTimeInput {
  readonly hostZone: Zone;
}

/** A time that can be booked, in numbers. */
export interface SlotTime extends TimeRange {
  readonly hostOffsetMs: number;
  readonly viewerOffsetMs: number;
  readonly capacity: number;
  readonly seatsLeft: number;
  /** Only where the session exists. */
  readonly sessionId?: string;
}
