import type { AttendanceReport } from '@lectern/core/contract';
import type { ProviderEventType } from '@lectern/core';

/** What a video server told us of somebody's presence, or of a life of a room. */
export interface AttendanceEventsTable {
  tenant: string;
  room_id: string;
  event_id: string;
  type: ProviderEventType;
  occurrence_id: string | null;
  parent_room_id: string | null;
  occurred_at: Date | null;
  received_at: Date;
  person_id: string | null;
  connection_id: string | null;
  name: string | null;
  joined_at: Date | null;
  human: boolean | null;
}

/** For `db.withTables<AttendanceTables>()`. */
export type AttendanceTables = {
  attendance_events: AttendanceEventsTable;
  attendance_due: {
    tenant: string;
    session_id: string;
    /** When the report is made, or made again. Null: nothing is expected. */
    due_at: Date | null;
  };
  attendance_reports: {
    tenant: string;
    session_id: string;
    version: number;
    generated_at: Date;
    report: AttendanceReport;
  };
};
