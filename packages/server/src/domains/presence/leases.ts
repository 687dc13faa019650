import { LecternError } from '@lectern/core';
import type { Heartbeat, MediaState } from '@lectern/core/contract';
import type { Sweep } from '../../platform/jobs/sweep.js';
import type { Actor } from '../../platform/rights/actor.js';
import { GRACE_MS, isWithinReach } from '../sessions/rules.js';
import { readAlive, readConnection, readLapsing, renewLease, updateMedia } from './connection-store.js';
import { connectionChanged } from './roster.js';
import { lapsedAt, LEASE_MS, notBeforeBegin, requireAlive } from './rules.js';
import { admitWaiting, putOut, type PresenceDeps } from './seats.js';
import type { ConnectionRow } from './tables.js';

export interface OwnConnection {
  readonly actor: Actor;
  readonly id: string;
  readonly now: Date;
}

/** A connection of the person who asks, where their token is good; others do not exist for them. */
export async function readOwn(
  { database }: PresenceDeps,
  { actor, id }: Omit<OwnConnection, 'now'>,
): Promise<ConnectionRow | undefined> {
  const row = await readConnection(database.db, { tenant: actor.tenant, id });
  return row?.person_id === actor.id && isWithinReach(actor, row.session_id) ? row : undefined;
}

/** @throws {@link LecternError} CONNECTION_UNKNOWN when there never was such a connection of theirs. */
export async function heartbeat(deps: PresenceDeps, own: OwnConnection): Promise<Heartbeat> {
  const row = await readOwn(deps, own);
  if (!row) throw unknownConnection();
  const alive = row.state === 'left' ? undefined : await renewLease(deps.database.db, row, own.now);
  // It may have ended between the two.
  const current = alive ?? (await readOwn(deps, own)) ?? row;
  return {
    state: current.state,
    ...(current.why !== null && { why: current.why }),
    serverNow: own.now.toISOString(),
  };
}

/** The page says goodbye. Twice is once. @throws {@link LecternError} CONNECTION_UNKNOWN */
export async function leave(deps: PresenceDeps, own: OwnConnection): Promise<void> {
  const row = await readOwn(deps, own);
  if (!row) throw unknownConnection();
  if (row.state === 'left') return;
  await deps.database.transaction(async (tx) => {
    const session = await deps.sessions.read(tx, row.tenant, row.session_id, { lock: true });
    const at = notBeforeBegin(row, own.now);
    await putOut(tx, deps, row, { why: 'left', now: own.now, at });
    if (session) await admitWaiting(tx, deps, session, own.now);
  });
}

/** @throws {@link LecternError} why the connection is over, or FORBIDDEN for what they may not turn on. */
export async function setMedia(
  deps: PresenceDeps,
  own: OwnConnection & { readonly media: MediaState },
): Promise<void> {
  const row = await readOwn(deps, own);
  requireAlive(row);
  const { media, now, actor } = own;
  await deps.database.transaction(async (tx) => {
    // Locked, so that what others hear last is what stands.
    await deps.sessions.read(tx, row.tenant, row.session_id, { lock: true });
    if (media.mic) await deps.sessions.getFor(tx, actor, row.session_id, 'media.microphone');
    if (media.camera) await deps.sessions.getFor(tx, actor, row.session_id, 'media.camera');
    if (media.screen) await deps.sessions.getFor(tx, actor, row.session_id, 'media.screen');
    const changed = await updateMedia(tx, row, media);
    if (changed) await deps.appendFacts(tx, [connectionChanged(changed, now)]);
  });
}

/**
 * Ends the leases that ran out, at their last evidence. After a start nobody lapses for one lease: who was there before
 * has had no way to say so.
 */
export function lapseSweep(deps: PresenceDeps, evidenceOnItsWay: ReadonlySet<Promise<void>>): Sweep {
  let graceUntil: Date | undefined;
  return {
    name: 'presence-lapse',
    async run(now) {
      graceUntil ??= new Date(now.getTime() + LEASE_MS);
      if (now < graceUntil) return graceUntil;
      await Promise.allSettled(evidenceOnItsWay);
      const { due, nextAt } = await readLapsing(deps.database.db, now);
      for (const { tenant, sessionId } of due)
        await deps.database.transaction(async (tx) => {
          const session = await deps.sessions.read(tx, tenant, sessionId, { lock: true });
          for (const row of await readAlive(tx, { tenant, sessionId }))
            if (row.lease_until <= now)
              await putOut(tx, deps, row, { why: 'lapsed', now, at: lapsedAt(row) });
          if (session) await admitWaiting(tx, deps, session, now);
        });
      return nextAt;
    },
  };
}

/** Ends sessions that are past their end and grace once nobody is connected. */
export function endSweep(deps: PresenceDeps): Sweep {
  const { sessions } = deps;
  return {
    name: 'sessions-end',
    async run(now) {
      const { due, nextAt } = await sessions.overdue(deps.database.db, now);
      for (const { tenant, id } of due)
        await deps.database.transaction(async (tx) => {
          const session = await sessions.read(tx, tenant, id, { lock: true });
          const { state, ends_at: endsAt } = session?.row ?? {};
          if (!session || !endsAt || (state !== 'scheduled' && state !== 'live')) return;
          if (endsAt.getTime() + GRACE_MS > now.getTime()) return;
          const alive = await readAlive(tx, { tenant, sessionId: id });
          if (!alive.some((row) => row.state === 'admitted')) await sessions.end(tx, session, now);
        });
      return nextAt;
    },
  };
}

function unknownConnection(): LecternError {
  return new LecternError('CONNECTION_UNKNOWN', 'The server does not know this connection. Join again.');
}
