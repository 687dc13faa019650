import type { AttendanceReport } from '@lectern/core/contract';
import type { NewFact } from '../../platform/outbox/fact.js';

/** Says that a report is final, or that a final one was revised: never a silent change. */
export function reportMade(tenant: string, { sessionId, version }: AttendanceReport, now: Date): NewFact {
  return {
    tenant,
    type: version === 1 ? 'attendance-finalized' : 'attendance-revised',
    topics: [],
    data: { sessionId, version },
    occurredAt: now,
  };
}
