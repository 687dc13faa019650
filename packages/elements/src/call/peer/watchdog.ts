import { RESTARTS_BEFORE_REBUILD, type PeerTiming } from './timing.js';

/** What a watchdog looks at. Times are those of a clock that stands still while the channel is down. */
export interface LinkCondition {
  readonly polite: boolean;
  readonly createdAt: number;
  readonly everConnected: boolean;
  /** Since when it has been down, not counting flickers. */
  readonly brokenSince?: number | undefined;
  readonly offerSince?: number | undefined;
  readonly gapSince?: number | undefined;
  readonly lastSyncAt?: number | undefined;
  readonly lastRestartAt?: number | undefined;
  readonly restarts: number;
}

/** `sync`: compare numbers; `restart`: new ICE on the same connection; `rebuild`: a new connection. */
export type Remedy = 'sync' | 'restart' | 'rebuild';

/** What a link needs now, if anything. */
export function remedyFor(link: LinkCondition, now: number, timing: PeerTiming): Remedy | undefined {
  const past = (since: number | undefined, wait: number): boolean =>
    since !== undefined && now - since >= wait;
  const silentFor = (wait: number): boolean => now - (link.lastSyncAt ?? -Infinity) >= wait;

  if (!link.everConnected && past(link.createdAt, timing.rebuild)) return 'rebuild';
  if (link.everConnected && link.brokenSince !== undefined) {
    const patience = link.polite ? timing.politeRestart : timing.impoliteRestart;
    const due =
      past(link.brokenSince, patience) && now - (link.lastRestartAt ?? -Infinity) >= timing.restartEvery;
    if (due) return link.restarts >= RESTARTS_BEFORE_REBUILD ? 'rebuild' : 'restart';
  }
  if (past(link.gapSince, timing.gapSync) && silentFor(timing.gapSync)) return 'sync';
  if (past(link.offerSince, timing.offerSync) && silentFor(timing.offerSync)) return 'sync';
  const unconnected = !link.everConnected && past(link.createdAt, timing.connectSync);
  return unconnected && silentFor(timing.connectSync) ? 'sync' : undefined;
}
