import type { RosterEntry } from '@lectern/core/contract';
import type { Db } from '../../platform/db/database.js';
import type { Actor } from '../../platform/rights/actor.js';
import { closeStream, readAlive, readNewestOf, renewLease } from './connection-store.js';
import { readEvidence, type SessionEvidence } from './evidence.js';
import { joinSession, type Joined, type JoinInput } from './join.js';
import { readOwn } from './leases.js';
import { isRemoved, removePerson, type RemoveInput } from './removals.js';
import { toRosterEntry } from './roster.js';
import { personRemoved, requireAdmitted } from './rules.js';
import type { PresenceDeps } from './seats.js';
import type { ConnectionRow } from './tables.js';

/** What the channel and the domains beside it may ask about who is there. */
export interface PresenceService {
  /** See {@link joinSession}. */
  join(input: JoinInput): Promise<Joined>;
  /** A connection of the actor's own, alive or not. Those of others are unknown. */
  readOwn(actor: Actor, id: string): Promise<ConnectionRow | undefined>;
  /**
   * The admitted connection of somebody who wants to act in the class.
   *
   * @throws {@link LecternError} NOT_ADMITTED, CONNECTION_REMOVED, or why they are out.
   */
  requireIn(db: Db, actor: Actor, sessionId: string): Promise<ConnectionRow>;
  /** Everybody's entries, as one of them may see them: who waits sees only themselves. */
  rosterFor(db: Db, viewer: ConnectionRow): Promise<readonly RosterEntry[]>;
  /** The connections of everybody who is in, in the order they came. */
  readIn(db: Db, tenant: string, sessionId: string): Promise<readonly ConnectionRow[]>;
  /**
   * Whoever leads a class need not be in it, but may not have been put out of it.
   *
   * @throws {@link LecternError} CONNECTION_REMOVED
   */
  requireNotRemoved(db: Db, actor: Actor, sessionId: string): Promise<void>;
  isIn(db: Db, tenant: string, sessionId: string, personId: string): Promise<boolean>;
  /** A page opened its stream: a sign of life. Undefined when the connection has left meanwhile. */
  streamOpened(connection: ConnectionRow, streamId: string, now: Date): Promise<ConnectionRow | undefined>;
  /** The page, not the server, closed it: the last evidence if nothing follows. */
  streamClosed(connection: ConnectionRow, streamId: string, now: Date): Promise<void>;
  /** See {@link removePerson}. */
  remove(input: RemoveInput): Promise<void>;
  /** Everything our own channel proves about a session, for attendance. */
  evidence(db: Db, tenant: string, sessionId: string): Promise<SessionEvidence>;
}

export function createPresenceService(
  deps: PresenceDeps,
  evidenceOnItsWay: Set<Promise<void>>,
): PresenceService {
  return {
    join: (input) => joinSession(deps, input),
    readOwn: (actor, id) => readOwn(deps, { actor, id }),
    async requireIn(db, actor, sessionId) {
      const key = { tenant: actor.tenant, sessionId, personId: actor.id };
      if (await isRemoved(db, key)) throw personRemoved();
      const row = await readNewestOf(db, key);
      requireAdmitted(row);
      return row;
    },
    async rosterFor(db, viewer) {
      const alive = await readAlive(db, { tenant: viewer.tenant, sessionId: viewer.session_id });
      const seen = viewer.state === 'admitted' ? alive : alive.filter(({ id }) => id === viewer.id);
      return seen.map(toRosterEntry);
    },
    async readIn(db, tenant, sessionId) {
      return (await readAlive(db, { tenant, sessionId })).filter(({ state }) => state === 'admitted');
    },
    async requireNotRemoved(db, actor, sessionId) {
      if (await isRemoved(db, { tenant: actor.tenant, sessionId, personId: actor.id })) throw personRemoved();
    },
    async isIn(db, tenant, sessionId, personId) {
      return (await readNewestOf(db, { tenant, sessionId, personId }))?.state === 'admitted';
    },
    streamOpened: (connection, streamId, now) =>
      renewLease(deps.database.db, connection, now, { stream_id: streamId }),
    async streamClosed(connection, streamId, now) {
      const written = closeStream(deps.database.db, connection, streamId, now);
      evidenceOnItsWay.add(written);
      await written.finally(() => evidenceOnItsWay.delete(written));
    },
    remove: (input) => removePerson(deps, input),
    evidence: (db, tenant, sessionId) => readEvidence(db, deps.sessions, tenant, sessionId),
  };
}
