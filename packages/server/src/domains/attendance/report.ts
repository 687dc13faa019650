import { isDeepStrictEqual } from 'node:util';
import { computeAttendance, toAttendanceRow, type AttendancePerson } from '@lectern/core/attendance';
import { ATTENDANCE_FLAGS, type AttendanceReport, type Person } from '@lectern/core/contract';
import type { SessionWithSeats } from '../sessions/rules.js';
import type { Evidence } from './evidence.js';

export interface ReportInput {
  readonly session: SessionWithSeats;
  /** Of host and attendees, as far as they are known. */
  readonly people: readonly Person[];
  readonly evidence: Evidence;
  readonly now: Date;
  /** Whether nothing more is expected. */
  readonly final: boolean;
  readonly version: number;
}

/** A session's report as of now. Pure. */
export function makeReport(input: ReportInput): AttendanceReport {
  const { session, evidence, now, final, version } = input;
  const { id, title, zone, starts_at: startsAt, ends_at: endsAt } = session.row;
  const { windowMs, rows } = computeAttendance({
    events: evidence.events,
    occurrences: evidence.occurrences,
    capabilities: evidence.capabilities,
    ...(startsAt && endsAt ? { schedule: { startMs: startsAt.getTime(), endMs: endsAt.getTime() } } : {}),
    roster: rosterOf(input),
    asOfMs: now.getTime(),
    final,
  });
  return {
    sessionId: id,
    title,
    zone,
    ...(startsAt ? { startsAt: startsAt.toISOString() } : {}),
    ...(endsAt ? { endsAt: endsAt.toISOString() } : {}),
    windowMs,
    source: evidence.source,
    final,
    version,
    generatedAt: now.toISOString(),
    rows: rows.map((row) => {
      const more = evidence.flags.get(row.personId);
      const flags = ATTENDANCE_FLAGS.filter((flag) => row.flags.includes(flag) || more?.has(flag));
      return toAttendanceRow({ ...row, flags });
    }),
  };
}

/** Whether two reports say the same, apart from when they were made. */
export function isSameReport(one: AttendanceReport, other: AttendanceReport): boolean {
  const bare = (report: AttendanceReport): object => ({ ...report, version: 0, generatedAt: '' });
  return isDeepStrictEqual(bare(one), bare(other));
}

/** The same report with one person's row alone. */
export function onlyRowOf(report: AttendanceReport, personId: string): AttendanceReport {
  return { ...report, rows: report.rows.filter((row) => row.personId === personId) };
}

function rosterOf({ session, people }: ReportInput): readonly AttendancePerson[] {
  const known = new Map(people.map((person) => [person.id, person]));
  const hostId = session.row.host_id;
  return [...new Set([hostId, ...session.attendeeIds])].map((id) => ({
    id,
    name: known.get(id)?.name ?? id,
    role: known.get(id)?.role ?? (id === hostId ? 'teacher' : 'student'),
    isHost: id === hostId,
  }));
}
