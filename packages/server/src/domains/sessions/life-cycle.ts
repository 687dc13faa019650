import { LecternError } from '@lectern/core';
import type { SessionAction, SessionState } from '@lectern/core/contract';
import type { Updateable } from 'kysely';
import type { Database, Tx } from '../../platform/db/database.js';
import type { AppendFacts } from '../../platform/outbox/fact.js';
import type { Actor } from '../../platform/rights/actor.js';
import { endOccurrences } from './occurrences.js';
import {
  GRACE_MS,
  requireOpen,
  requireRight,
  sessionNotFound,
  stateError,
  type SessionWithSeats,
} from './rules.js';
import { sessionChanged } from './session-facts.js';
import { readSession, updateState } from './session-store.js';
import type { SessionTables } from './tables.js';
import { claimTime, freeTime } from './time-claims.js';

export interface LifeCycleDeps {
  readonly database: Database;
  readonly appendFacts: AppendFacts;
  newId(prefix: string): string;
}

/** What actors do to a session's state. */
export type Step = 'start' | 'end' | 'cancel' | 'reopen';

interface Move {
  readonly action: SessionAction;
  apply(tx: Tx, deps: LifeCycleDeps, session: SessionWithSeats, now: Date): Promise<SessionWithSeats>;
}

const MOVES: Readonly<Record<Step, Move>> = {
  start: {
    action: 'session.start',
    apply: (tx, deps, session, now) => {
      requireOpen(session.row, true, now);
      return goLive(tx, deps, session, now);
    },
  },
  end: { action: 'session.end', apply: endSession },
  cancel: { action: 'session.cancel', apply: cancelSession },
  reopen: { action: 'session.reopen', apply: reopenSession },
};

/**
 * One step of the life cycle, asked for by somebody.
 *
 * @throws {@link LecternError} NOT_FOUND, FORBIDDEN, or the code of a state or a time that does not allow it.
 */
export async function takeStep(
  deps: LifeCycleDeps,
  input: { readonly step: Step; readonly actor: Actor; readonly id: string; readonly now: Date },
): Promise<SessionWithSeats> {
  const { step, actor, id, now } = input;
  return deps.database.transaction(async (tx) => {
    const session = await readSession(tx, actor.tenant, id, { lock: true });
    if (!session) throw sessionNotFound();
    requireRight(actor, MOVES[step].action, session);
    return MOVES[step].apply(tx, deps, session, now);
  });
}

/** From scheduled to live: by a start, or by the host who comes in. */
export async function goLive(
  tx: Tx,
  deps: LifeCycleDeps,
  session: SessionWithSeats,
  now: Date,
): Promise<SessionWithSeats> {
  return move(tx, deps, session, ['scheduled'], { state: 'live', started_at: now }, now);
}

/** Ends what is live, or what nobody ever began. Its room's life ends and its host is free again. */
export async function endSession(
  tx: Tx,
  deps: LifeCycleDeps,
  session: SessionWithSeats,
  now: Date,
): Promise<SessionWithSeats> {
  const { tenant, id } = session.row;
  const ended = await move(tx, deps, session, ['scheduled', 'live'], { state: 'ended', ended_at: now }, now);
  await endOccurrences(tx, { tenant, sessionId: id }, now);
  await freeTime(tx, tenant, id);
  return ended;
}

/** Calls off what has not begun. */
export async function cancelSession(
  tx: Tx,
  deps: LifeCycleDeps,
  session: SessionWithSeats,
  now: Date,
): Promise<SessionWithSeats> {
  const cancelled = await move(
    tx,
    deps,
    session,
    ['scheduled'],
    { state: 'cancelled', sequence: session.row.sequence + 1 },
    now,
  );
  await freeTime(tx, session.row.tenant, session.row.id);
  return cancelled;
}

async function reopenSession(
  tx: Tx,
  deps: LifeCycleDeps,
  session: SessionWithSeats,
  now: Date,
): Promise<SessionWithSeats> {
  const { tenant, id, ends_at: endsAt, claimed_until: until, host_id: hostId } = session.row;
  const cutoffAt = endsAt && new Date(endsAt.getTime() + GRACE_MS);
  if (cutoffAt && now >= cutoffAt)
    throw new LecternError('TOO_LATE', 'The session can no longer be reopened. Make a new one.', {
      details: { cutoffAt: cutoffAt.toISOString() },
    });
  // Somebody may have taken the time that was freed.
  if (until && until > now)
    await claimTime(tx, {
      tenant,
      hostId,
      claimId: deps.newId('clm'),
      sessionId: id,
      from: now,
      until,
      now,
    });
  return move(
    tx,
    deps,
    session,
    ['ended'],
    { state: 'live', ended_at: null, started_at: session.row.started_at ?? now },
    now,
  );
}

/** One guarded change, and the fact of it. @throws {@link LecternError} the code of a state that does not allow it. */
export async function move(
  tx: Tx,
  deps: LifeCycleDeps,
  { row: { tenant, id }, attendeeIds }: SessionWithSeats,
  from: readonly SessionState[],
  set: Updateable<SessionTables['sessions']>,
  now: Date,
): Promise<SessionWithSeats> {
  const row = await updateState(tx, { tenant, id, from }, set);
  if (!row) {
    const current = await readSession(tx, tenant, id);
    throw current ? stateError(current.row.state) : sessionNotFound();
  }
  const session = { row, attendeeIds };
  await deps.appendFacts(tx, [sessionChanged(session, now)]);
  return session;
}
