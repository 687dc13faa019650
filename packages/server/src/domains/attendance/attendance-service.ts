import type { AttendanceReport } from '@lectern/core/contract';
import type { Db, Tx } from '../../platform/db/database.js';
import type { DomainDeps } from '../../platform/deps.js';
import type { Actor } from '../../platform/rights/actor.js';
import { can } from '../../platform/rights/rights.js';
import type { PresenceService } from '../presence/presence-service.js';
import { placeOf, type SessionWithSeats } from '../sessions/rules.js';
import type { SessionsService } from '../sessions/sessions-service.js';
import { reportMade } from './attendance-facts.js';
import { readEvidence } from './evidence.js';
import { isSameReport, makeReport, onlyRowOf } from './report.js';
import {
  clearDueAt,
  insertReport,
  lockDue,
  readLatestReport,
  setDueAt,
  type SessionKey,
} from './reports.store.js';

/** Deliveries of a provider may come so late after the end. */
const FINAL_AFTER_MS = 600_000;

/** Who was there. */
export interface AttendanceService {
  /** A session's report as the actor may see it: all of it, or their own row. */
  report(actor: Actor, sessionId: string): Promise<AttendanceReport>;
  /** The session is another one than before: plans its report, or takes the plan back. */
  followSession(tx: Tx, key: SessionKey): Promise<void>;
  /** There is new evidence: a report that is final already is looked at again. */
  reviseLater(tx: Tx, key: SessionKey): Promise<void>;
  /** Makes a due report final, or its next version when evidence came later. */
  finalise(key: SessionKey, now: Date): Promise<void>;
}

export interface AttendanceParts {
  readonly sessions: SessionsService;
  readonly presence: PresenceService;
}

export function createAttendanceService(deps: DomainDeps, parts: AttendanceParts): AttendanceService {
  const { database, clock, appendFacts } = deps;
  const { sessions, presence } = parts;

  async function compute(
    db: Db,
    session: SessionWithSeats,
    as: { readonly now: Date; readonly final: boolean; readonly version: number },
  ): Promise<AttendanceReport> {
    const { tenant, id, host_id: hostId } = session.row;
    const evidence = await readEvidence(
      db,
      { providers: deps.providers, sessions, presence },
      { tenant, sessionId: id },
    );
    const people = await sessions.people.find(db, tenant, [hostId, ...session.attendeeIds]);
    return makeReport({ session, people, evidence, ...as });
  }

  /** The final report, unless the session goes on or its report is still to be made. */
  async function readFinal(db: Db, { row }: SessionWithSeats): Promise<AttendanceReport | undefined> {
    if (row.state !== 'ended') return undefined;
    const report = await readLatestReport(db, { tenant: row.tenant, sessionId: row.id });
    return report && isAfterEnd(report, row.ended_at) ? report : undefined;
  }

  async function plan(tx: Tx, key: SessionKey, dueAt: Date): Promise<void> {
    await setDueAt(tx, key, dueAt);
    database.afterCommit(tx, () => deps.wakeJobs(dueAt));
  }

  return {
    async report(actor, sessionId) {
      const { db } = database;
      const session = await sessions.getFor(db, actor, sessionId, 'session.view');
      const seesAll = can(actor.role, 'attendance.view', placeOf(actor, session));
      if (!seesAll) await sessions.getFor(db, actor, sessionId, 'attendance.view-own');
      const now = clock.now();
      const report =
        (await readFinal(db, session)) ?? (await compute(db, session, { now, final: false, version: 0 }));
      return seesAll ? report : onlyRowOf(report, actor.id);
    },

    async followSession(tx, key) {
      const session = await sessions.read(tx, key.tenant, key.sessionId);
      if (!session) return;
      const { state, ended_at: endedAt } = session.row;
      if (state === 'ended' && endedAt) await plan(tx, key, finalAt(endedAt));
      else await clearDueAt(tx, key);
    },

    async reviseLater(tx, key) {
      if (!(await readLatestReport(tx, key))) return;
      const session = await sessions.read(tx, key.tenant, key.sessionId);
      const { state, ended_at: endedAt } = session?.row ?? {};
      // One that was reopened is planned again when it ends.
      if (state !== 'ended' || !endedAt) return;
      const now = clock.now();
      await plan(tx, key, finalAt(endedAt) > now ? finalAt(endedAt) : now);
    },

    async finalise(key, now) {
      await database.transaction(async (tx) => {
        if (!(await lockDue(tx, key, now))) return;
        await clearDueAt(tx, key);
        const session = await sessions.read(tx, key.tenant, key.sessionId);
        if (session?.row.state !== 'ended' || !session.row.ended_at) return;
        const before = await readLatestReport(tx, key);
        const version = (before?.version ?? 0) + 1;
        const report = await compute(tx, session, { now, final: true, version });
        if (before && isSameReport(before, report) && isAfterEnd(before, session.row.ended_at)) return;
        await insertReport(tx, key.tenant, report, now);
        await appendFacts(tx, [reportMade(key.tenant, report, now)]);
      });
    },
  };
}

function finalAt(endedAt: Date): Date {
  return new Date(endedAt.getTime() + FINAL_AFTER_MS);
}

/** Whether a report is of the end that the session has now: one that was reopened has another. */
function isAfterEnd(report: AttendanceReport, endedAt: Date | null): boolean {
  return endedAt !== null && Date.parse(report.generatedAt) >= endedAt.getTime();
}
