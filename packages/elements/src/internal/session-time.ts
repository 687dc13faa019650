import type { Session } from '@lectern/core/contract';

/** Before the start, where the server did not say. */
const JOIN_BEFORE_MS = 5 * 60_000;

export interface SessionTimes {
  /** Undefined for a community, which is always on. */
  readonly start: number | undefined;
  readonly end: number;
  readonly joinOpens: number;
  readonly joinCloses: number;
}

const parse = (instant: string | undefined): number | undefined => {
  const at = instant ? Date.parse(instant) : NaN;
  return Number.isNaN(at) ? undefined : at;
};

/** The instants that matter, in ms since the epoch. */
export function timesOf(session: Session): SessionTimes {
  const start = parse(session.startsAt);
  const end = parse(session.endsAt) ?? Infinity;
  return {
    start,
    end,
    joinOpens: parse(session.joinOpensAt) ?? (start === undefined ? -Infinity : start - JOIN_BEFORE_MS),
    joinCloses: parse(session.joinClosesAt) ?? end,
  };
}

export type TimePhase = 'later' | 'now' | 'over';

/** Where a session stands by the clock and by its state. */
export function phaseOf(session: Session, now: number): TimePhase {
  if (session.state === 'ended' || session.state === 'cancelled') return 'over';
  if (session.state === 'live') return 'now';
  const { start, end, joinCloses } = timesOf(session);
  if (start !== undefined && now < start) return 'later';
  return now < Math.max(end, joinCloses) ? 'now' : 'over';
}
