import type { LeftReason, Role } from '@lectern/core/contract';
import type { Db } from '../../platform/db/database.js';
import type { SessionsService } from '../sessions/sessions-service.js';
import { readPresences } from './connection-store.js';
import { lastEvidenceAt } from './rules.js';

/** One connection as proof of having been there. Waiting is no part of it. */
export interface PresenceEvidence {
  readonly connectionId: string;
  readonly personId: string;
  readonly name: string;
  readonly role: Role;
  readonly isHost: boolean;
  readonly deviceId: string;
  readonly occurrenceId: string;
  readonly joinedAt: Date;
  readonly endedAt?: Date;
  readonly lastEvidenceAt: Date;
  readonly why?: LeftReason;
}

export interface OccurrenceEvidence {
  readonly id: string;
  readonly startedAt: Date;
  readonly endedAt?: Date;
}

/** Everything our own channel proves about a session. */
export interface SessionEvidence {
  readonly connections: readonly PresenceEvidence[];
  readonly occurrences: readonly OccurrenceEvidence[];
}

export async function readEvidence(
  db: Db,
  sessions: SessionsService,
  tenant: string,
  sessionId: string,
): Promise<SessionEvidence> {
  const rows = await readPresences(db, { tenant, sessionId });
  const occurrences = await sessions.occurrences(db, tenant, sessionId);
  return {
    connections: rows.flatMap((row) =>
      row.joined_at === null || row.occurrence_id === null
        ? []
        : [
            {
              connectionId: row.id,
              personId: row.person_id,
              name: row.name,
              role: row.role,
              isHost: row.is_host,
              deviceId: row.device_id,
              occurrenceId: row.occurrence_id,
              joinedAt: row.joined_at,
              ...(row.ended_at && { endedAt: row.ended_at }),
              lastEvidenceAt: lastEvidenceAt(row),
              ...(row.why !== null && { why: row.why }),
            },
          ],
    ),
    occurrences: occurrences.map(({ id, startedAt, endedAt }) => ({
      id,
      startedAt,
      ...(endedAt && { endedAt }),
    })),
  };
}
