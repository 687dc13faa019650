import type { LeftReason } from '@lectern/core/contract';
import type { Tx } from '../../platform/db/database.js';
import type { DomainDeps } from '../../platform/deps.js';
import type { SessionWithSeats } from '../sessions/rules.js';
import type { SessionsService } from '../sessions/sessions-service.js';
import { admitConnection, endConnection, readAlive } from './connection-store.js';
import { connectionChanged } from './roster.js';
import { countPeople, endOf } from './rules.js';
import type { ConnectionRow } from './tables.js';

export interface PresenceDeps extends Pick<DomainDeps, 'database' | 'appendFacts' | 'log'> {
  readonly sessions: SessionsService;
}

/**
 * Lets in who waits, in the order they came, as far as there are seats. To be called with the session's row locked, once
 * it is live, and whenever a seat was given back.
 */
export async function admitWaiting(
  tx: Tx,
  { sessions, appendFacts }: PresenceDeps,
  { row }: SessionWithSeats,
  now: Date,
): Promise<void> {
  if (row.state !== 'live') return;
  const key = { tenant: row.tenant, sessionId: row.id };
  const alive = await readAlive(tx, key);
  const waiting = alive.filter(({ state }) => state === 'waiting');
  if (waiting.length === 0) return;
  const { maxParticipants = Infinity } = (await sessions.mediaRooms.providerOf(tx, key)).capabilities;
  const inside = alive.filter(({ state }) => state === 'admitted');
  const free = Math.max(0, maxParticipants - countPeople(inside));
  if (free === 0) return;
  const occurrence = await sessions.mediaRooms.open(tx, key, now);
  for (const one of waiting.slice(0, free)) {
    const admitted = await admitConnection(tx, one, occurrence.id, now);
    if (admitted) await appendFacts(tx, [connectionChanged(admitted, now)]);
  }
}

/** Puts one out, as far as it is still there. `at`: when it was over, if not as the evidence says. */
export async function putOut(
  tx: Tx,
  { appendFacts }: PresenceDeps,
  row: ConnectionRow,
  input: { readonly why: LeftReason; readonly now: Date; readonly at?: Date },
): Promise<void> {
  const { why, now, at } = input;
  const ended = await endConnection(tx, row, why, at ?? endOf(row, now));
  if (ended) await appendFacts(tx, [connectionChanged(ended, now)]);
}

/**
 * Makes the connections of a session follow its state: over with it, and with the life of the room they were in; let in
 * once it is live. Idempotent, and right whenever it runs.
 */
export async function followSession(
  tx: Tx,
  deps: PresenceDeps,
  session: SessionWithSeats,
  now: Date,
): Promise<void> {
  const { tenant, id: sessionId, state, ended_at: endedAt } = session.row;
  const ends = new Map(
    (await deps.sessions.occurrences(tx, tenant, sessionId)).map((one) => [one.id, one.endedAt]),
  );
  const isOver = state === 'ended' || state === 'cancelled';
  for (const row of await readAlive(tx, { tenant, sessionId })) {
    const occurrenceEnd = row.occurrence_id === null ? undefined : ends.get(row.occurrence_id);
    const over = occurrenceEnd ?? (isOver ? (endedAt ?? now) : undefined);
    if (over) await putOut(tx, deps, row, { why: 'session-ended', now, at: endOf(row, over) });
  }
  await admitWaiting(tx, deps, session, now);
}
