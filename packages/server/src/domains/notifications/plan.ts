import type { NotificationKind } from './kinds.js';
import type { Occasion } from './occasion.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** What would come sooner after the confirmation than this is no reminder. */
const LEAST_LEAD_MS = 15 * MINUTE_MS;

const REMINDERS = [
  ['remind_1d', DAY_MS],
  ['remind_1h', HOUR_MS],
] as const;

/** One mail to come. */
export interface PlannedNotification {
  readonly kind: NotificationKind;
  readonly recipientId: string;
  readonly dueAt: Date;
}

/** What everybody in it is to be told of an occasion as it stands now. Pure. */
export function planNotifications(occasion: Occasion, now: Date): readonly PlannedNotification[] {
  const { isCancelled, sequence, startsAt, endsAt, hostId, attendeeIds, state } = occasion;
  if (endsAt <= now || state === 'ended') return [];
  const people = [...new Set([...attendeeIds, hostId])];
  const toAll = (kind: NotificationKind, dueAt: Date): readonly PlannedNotification[] =>
    people.map((recipientId) => ({ kind, recipientId, dueAt }));
  if (isCancelled) return toAll('cancel', now);
  const change = toAll(sequence === 0 ? 'confirm' : 'update', now);
  const reminders = REMINDERS.flatMap(([kind, beforeMs]) => {
    const dueAt = new Date(startsAt.getTime() - beforeMs);
    return dueAt.getTime() - now.getTime() < LEAST_LEAD_MS ? [] : toAll(kind, dueAt);
  });
  // Whoever begins a class right now knows of it.
  const isHostThere = occasion.bookingId === undefined && startsAt.getTime() - now.getTime() < LEAST_LEAD_MS;
  return [...change.filter(({ recipientId }) => !(isHostThere && recipientId === hostId)), ...reminders];
}
