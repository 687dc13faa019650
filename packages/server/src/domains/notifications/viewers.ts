import type { Role } from '@lectern/core/contract';
import type { Db } from '../../platform/db/database.js';
import { can } from '../../platform/rights/rights.js';
import type { PresenceService } from '../presence/presence-service.js';
import { placeOf } from '../sessions/rules.js';
import type { SessionsService } from '../sessions/sessions-service.js';

export interface ViewerSources {
  readonly sessions: SessionsService;
  readonly presence: PresenceService;
}

/**
 * Who is told that a session's recording can be seen: its host, its attendees and those who came, as far as each may see
 * it. Who only belongs to its course finds it in their list.
 */
export async function readViewers(
  db: Db,
  { sessions, presence }: ViewerSources,
  { tenant, sessionId }: { readonly tenant: string; readonly sessionId: string },
): Promise<readonly string[]> {
  const session = await sessions.read(db, tenant, sessionId);
  if (!session) return [];
  const { host_id: hostId, course_id: courseId } = session.row;
  const { connections } = await presence.evidence(db, tenant, sessionId);
  const removed = new Set(connections.flatMap(({ why, personId }) => (why === 'removed' ? [personId] : [])));
  const came = connections.map(({ personId }) => personId);
  const ids = [...new Set([hostId, ...session.attendeeIds, ...came])].filter((id) => !removed.has(id));
  const people = await sessions.people.find(db, tenant, ids);
  const maySee = (id: string, role: Role): boolean => {
    // They were let in, so they belonged to its course then.
    const courses = courseId !== null && came.includes(id) ? [courseId] : [];
    return can(role, 'recording.view', placeOf({ tenant, id, role, name: '', courses }, session));
  };
  return people.flatMap(({ id, role }) => (maySee(id, role) ? [id] : []));
}
