import type { Session } from '@lectern/core/contract';
import { phaseOf, timesOf } from '../internal/session-time.js';

/** This long before one can join it is time to look at camera and microphone. */
const NEAR_MS = 15 * 60_000;

/** `closed`: one can join later. `near`: soon. `open`: now. `over`: no more. */
export type Doors = 'closed' | 'near' | 'open' | 'over';

/** Whether one can join, by the state and the server's time. */
export function doorsOf(session: Session, now: number): Doors {
  if (phaseOf(session, now) === 'over') return 'over';
  const { joinOpens } = timesOf(session);
  if (session.state === 'live' || now >= joinOpens) return 'open';
  return joinOpens - now <= NEAR_MS ? 'near' : 'closed';
}

/** How long until time alone changes that; undefined when it never does. */
export function untilDoorsChange(session: Session, now: number): number | undefined {
  const { joinOpens, joinCloses, end } = timesOf(session);
  const changes = [joinOpens - NEAR_MS, joinOpens, Math.max(end, joinCloses)];
  const next = Math.min(...changes.map((at) => at - now).filter((wait) => wait > 0));
  return Number.isFinite(next) ? next : undefined;
}
