import type { Zone } from '@lectern/core/contract';
import type { Tx } from '../../platform/db/database.js';
import { type LifeCycleDeps, move } from './life-cycle.js';
import type { SessionWithSeats } from './rules.js';
import { claimTime, freeTime } from './time-claims.js';

const MS_PER_MINUTE = 60_000;

/** When a session is to be. */
export interface NewTimes {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly zone: Zone;
  readonly bufferBeforeMinutes: number;
  readonly bufferAfterMinutes: number;
}

/**
 * Moves a session that has not begun: its room, its people and its id stay. The old time is given back and the new one
 * taken in the caller's transaction, so that both happen or neither. Who moves looks at the new time first: two that want
 * each other's time then find it taken instead of waiting for one another.
 *
 * @throws {@link LecternError} HOST_BUSY when the time is taken, or the code of a state that does not allow it.
 */
export async function reschedule(
  tx: Tx,
  deps: LifeCycleDeps,
  session: SessionWithSeats,
  times: NewTimes,
  now: Date,
): Promise<SessionWithSeats> {
  const { tenant, id, host_id: hostId, sequence } = session.row;
  const { startsAt, endsAt, zone } = times;
  const from = new Date(startsAt.getTime() - times.bufferBeforeMinutes * MS_PER_MINUTE);
  const until = new Date(endsAt.getTime() + times.bufferAfterMinutes * MS_PER_MINUTE);
  const moved = await move(
    tx,
    deps,
    session,
    ['scheduled'],
    {
      starts_at: startsAt,
      ends_at: endsAt,
      sort_at: startsAt,
      zone,
      claimed_from: from,
      claimed_until: until,
      sequence: sequence + 1,
    },
    now,
  );
  await freeTime(tx, tenant, id);
  await claimTime(tx, { tenant, hostId, claimId: deps.newId('clm'), sessionId: id, from, until, now });
  return moved;
}
