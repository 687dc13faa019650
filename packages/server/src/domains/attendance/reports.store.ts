import type { AttendanceReport } from '@lectern/core/contract';
import type { Db, Tx } from '../../platform/db/database.js';
import { toJsonb } from '../../platform/db/json.js';
import type { AttendanceTables } from './tables.js';

/** A session, anywhere. */
export interface SessionKey {
  readonly tenant: string;
  readonly sessionId: string;
}

/** Says when the report of a session is to be made. */
export async function setDueAt(tx: Tx, { tenant, sessionId }: SessionKey, dueAt: Date): Promise<void> {
  await tx
    .withTables<AttendanceTables>()
    .insertInto('attendance_due')
    .values({ tenant, session_id: sessionId, due_at: dueAt })
    .onConflict((conflict) => conflict.columns(['tenant', 'session_id']).doUpdateSet({ due_at: dueAt }))
    .execute();
}

/** Says that no report is to be made for now. */
export async function clearDueAt(tx: Tx, { tenant, sessionId }: SessionKey): Promise<void> {
  await tx
    .withTables<AttendanceTables>()
    .updateTable('attendance_due')
    .set({ due_at: null })
    .where('tenant', '=', tenant)
    .where('session_id', '=', sessionId)
    .execute();
}

/** Sessions whose report is due, the longest first. */
export async function listDue(db: Db, now: Date, limit: number): Promise<readonly SessionKey[]> {
  const rows = await db
    .withTables<AttendanceTables>()
    .selectFrom('attendance_due')
    .select(['tenant', 'session_id'])
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ tenant: row.tenant, sessionId: row.session_id }));
}

/** The earliest time at which a report will be due. */
export async function readNextDueAt(db: Db): Promise<Date | undefined> {
  const row = await db
    .withTables<AttendanceTables>()
    .selectFrom('attendance_due')
    .select('due_at')
    .where('due_at', 'is not', null)
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst();
  return row?.due_at ?? undefined;
}

/** Takes one due report for this transaction alone; false when another process has it, or it is due no more. */
export async function lockDue(tx: Tx, { tenant, sessionId }: SessionKey, now: Date): Promise<boolean> {
  const row = await tx
    .withTables<AttendanceTables>()
    .selectFrom('attendance_due')
    .select('session_id')
    .where('tenant', '=', tenant)
    .where('session_id', '=', sessionId)
    .where('due_at', '<=', now)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return row !== undefined;
}

/** The newest final report of a session. */
export async function readLatestReport(
  db: Db,
  { tenant, sessionId }: SessionKey,
): Promise<AttendanceReport | undefined> {
  const row = await db
    .withTables<AttendanceTables>()
    .selectFrom('attendance_reports')
    .select('report')
    .where('tenant', '=', tenant)
    .where('session_id', '=', sessionId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.report;
}

/** Keeps a final report beside the versions before. */
export async function insertReport(
  tx: Tx,
  tenant: string,
  report: AttendanceReport,
  now: Date,
): Promise<void> {
  await tx
    .withTables<AttendanceTables>()
    .insertInto('attendance_reports')
    .values({
      tenant,
      session_id: report.sessionId,
      version: report.version,
      generated_at: now,
      report: toJsonb(report),
    })
    .execute();
}
