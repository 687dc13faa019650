import type { AttendanceRow } from '../contract/attendance.js';
import type { AttendanceResultRow } from './attendance-input.js';

/** A row as the HTTP contract sends it: ISO text in place of milliseconds. */
export function toAttendanceRow(row: AttendanceResultRow): AttendanceRow {
  const { firstJoinMs, lastLeaveMs, intervals, ...rest } = row;
  return {
    ...rest,
    ...(firstJoinMs !== undefined && { firstJoinAt: toInstant(firstJoinMs) }),
    ...(lastLeaveMs !== undefined && { lastLeaveAt: toInstant(lastLeaveMs) }),
    intervals: intervals.map(({ startMs, endMs }) => ({
      joinedAt: toInstant(startMs),
      leftAt: toInstant(endMs),
    })),
  };
}

function toInstant(ms: number): string {
  return new Date(ms).toISOString();
}
