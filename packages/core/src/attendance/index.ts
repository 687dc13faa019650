export type {
  AttendanceCapabilities,
  AttendanceEvent,
  AttendanceEventType,
  AttendanceOccurrence,
  AttendancePerson,
  AttendancePolicy,
  AttendanceResult,
  AttendanceResultRow,
  AttendanceWindow,
  ComputeAttendanceInput,
} from './attendance-input.js';
export { computeAttendance } from './compute-attendance.js';
export type { TimeSpan } from './time-span.js';
export { toAttendanceRow } from './to-attendance-row.js';
