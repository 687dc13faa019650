import type { NotificationKind, SkipReason } from './kinds.js';
import type { Occasion } from './occasion.js';

const MINUTE_MS = 60_000;
/** How long before the start each reminder is still of use. */
const USEFUL_UNTIL_MS: Partial<Readonly<Record<NotificationKind, number>>> = {
  remind_1d: 180 * MINUTE_MS,
  remind_1h: 5 * MINUTE_MS,
};

/**
 * Whether a mail still says what is true, right before it is sent: it may be late by days, and the lesson another one by
 * now. Pure.
 */
export function judgeNotification(
  { kind, sequence }: { readonly kind: NotificationKind; readonly sequence: number },
  occasion: Pick<Occasion, 'isCancelled' | 'sequence' | 'startsAt' | 'endsAt' | 'state'> | undefined,
  now: Date,
): 'send' | SkipReason {
  if (!occasion) return 'gone';
  if (kind === 'recording_ready') return 'send';
  if (occasion.endsAt <= now || occasion.state === 'ended') return 'over';
  if (kind === 'undelivered') return occasion.isCancelled ? 'cancelled' : 'send';
  if (occasion.isCancelled !== (kind === 'cancel')) return occasion.isCancelled ? 'cancelled' : 'superseded';
  if (sequence < occasion.sequence) return 'superseded';
  const usefulMs = USEFUL_UNTIL_MS[kind];
  if (usefulMs !== undefined && now.getTime() > occasion.startsAt.getTime() - usefulMs) return 'too-late';
  return 'send';
}
