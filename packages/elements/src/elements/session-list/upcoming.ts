import type { Session } from '@lectern/core/contract';
import { phaseOf, timesOf } from '../../internal/session-time.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** The countdown shows seconds from here on. */
const LAST_STRETCH_MS = 10 * MINUTE;
/** A timer above 2^31 - 1 ms fires at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** Whether the Join button is shown: in the server's window, or while the session is live. */
export function isJoinable(session: Session, now: number): boolean {
  if (!session.you.can['session.join'] || phaseOf(session, now) === 'over') return false;
  const { joinOpens, joinCloses } = timesOf(session);
  return session.state === 'live' || (now >= joinOpens && now < joinCloses);
}

/** Those that are on first, then by start. */
export function inOrder(sessions: readonly Session[], now: number): Session[] {
  const rank = (session: Session): number => (phaseOf(session, now) === 'now' ? 0 : 1);
  return sessions
    .filter((session) => phaseOf(session, now) !== 'over')
    .sort((a, b) => rank(a) - rank(b) || (timesOf(a).start ?? 0) - (timesOf(b).start ?? 0));
}

/** How long until something that is shown changes: a second in the last ten minutes, else a minute or a boundary. */
export function untilNextChange(sessions: readonly Session[], now: number): number | undefined {
  const waits = sessions.flatMap((session) => {
    const { start, end, joinOpens, joinCloses } = timesOf(session);
    const boundaries = [joinOpens, joinCloses, end].map((at) => at - now);
    if (start === undefined || start <= now) return boundaries;
    const left = start - now;
    const step = left <= LAST_STRETCH_MS ? SECOND : MINUTE;
    return [...boundaries, left % step || step];
  });
  const next = Math.min(...waits.filter((wait) => wait > 0));
  return Number.isFinite(next) ? Math.min(next, LONGEST_MS) : undefined;
}
