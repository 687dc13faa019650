import type { MoveBookingInput } from '@lectern/core/contract';
import { tzRelease } from '@lectern/core/slots';
import type { Db, Tx } from '../../platform/db/database.js';
import type { DomainDeps } from '../../platform/deps.js';
import type { Actor } from '../../platform/rights/actor.js';
import { can } from '../../platform/rights/rights.js';
import type { SessionsService } from '../sessions/sessions-service.js';
import { bookingChanged } from './booking-facts.js';
import { findBooking, type StoredBooking } from './bookings.store.js';
import { type Changed, requireChange } from './change-guards.js';
import { requireReach, requireSlot, slotTaken, slotUnavailable } from './free-slots.js';
import { rescheduleBooking, wasMovedBy } from './move.store.js';
import { findOffering, type StoredOffering } from './offerings.store.js';
import { notFound, placeOfBooking } from './rules.js';
import { raceForSlot } from './slot-race.js';
import type { SlotsService } from './slots.service.js';

const MS_PER_MINUTE = 60_000;
const MS_PER_DAY = 86_400_000;

export interface MoveParts {
  readonly sessions: Pick<SessionsService, 'read' | 'reschedule'>;
  readonly slots: SlotsService;
}

export interface MoveInput {
  readonly actor: Actor;
  readonly id: string;
  readonly input: MoveBookingInput;
}

/**
 * Gives a booking another time with the same teacher. Its id, its session, its people and their links stay; the former
 * time is given back and the new one taken at once, or nothing happens. Length and buffers are the offering's as it is
 * now, like the free times that were shown; what else was agreed stays.
 *
 * @throws {@link LecternError} NOT_FOUND, FORBIDDEN, ALREADY_CANCELLED, SESSION_STATE, TOO_LATE, SLOT_PAST,
 * SLOT_UNAVAILABLE, SLOT_TAKEN with what is free now, or STUDENT_BUSY.
 */
export function moveBooking(deps: DomainDeps, parts: MoveParts, move: MoveInput): Promise<Changed> {
  return raceForSlot(
    () => requireFree(deps, parts, move),
    () => deps.database.transaction((tx) => moveIn(tx, deps, parts, move)),
  );
}

async function requireFree(
  { database, clock }: DomainDeps,
  { slots }: MoveParts,
  { actor, id, input }: MoveInput,
): Promise<void> {
  const { db } = database;
  const booking = await requireVisible(db, actor, id);
  // Whatever else is wrong with it, the transaction says, once nobody can change it any more.
  if (booking.state === 'cancelled' || booking.sequence !== input.sequence) return;
  const offering = await findOffering(db, actor.tenant, booking.offeringId);
  const startsAt = new Date(input.startsAt);
  if (!offering || startsAt.getTime() === booking.startsAt.getTime()) return;
  const { hostId, attendeeId, sessionId: exceptSessionId } = booking;
  const { zone } = input;
  requireReach(startsAt, { offering, now: clock.now() });
  const wanted = { offering, hostId, attendeeId, startsAt, zone, exceptSessionId };
  const alternatives = await slots.alternativesTo(actor.tenant, wanted);
  if (alternatives) throw slotTaken(alternatives);
}

async function moveIn(
  tx: Tx,
  { clock, appendFacts }: DomainDeps,
  { sessions, slots }: MoveParts,
  { actor, id, input }: MoveInput,
): Promise<Changed> {
  const { tenant, id: personId } = actor;
  const now = clock.now();
  const startsAt = new Date(input.startsAt);
  const { sessionId } = await requireVisible(tx, actor, id);
  // Whatever else changes the session or its booking waits for this lock, or we for it.
  const session = await sessions.read(tx, tenant, sessionId, { lock: true });
  const booking = await requireVisible(tx, actor, id);
  if (!session) throw new TypeError(`[@lectern/server] booking ${id} has no session`);
  const made = { tenant, personId, id, sequence: input.sequence + 1, startsAt };
  if (booking.sequence === made.sequence && (await wasMovedBy(tx, made))) return { booking };
  requireChange('move', actor, booking, { state: session.row.state, now });
  if (booking.sequence !== input.sequence) return { stale: booking };
  if (startsAt.getTime() === booking.startsAt.getTime()) return { booking };

  const offering = await requireOffered(tx, tenant, booking);
  requireReach(startsAt, { offering, now });
  const calendar = await slots.calendar(tx, tenant, booking.hostId, {
    from: new Date(startsAt.getTime() - MS_PER_DAY),
    to: new Date(startsAt.getTime() + 2 * MS_PER_DAY),
    exceptSessionId: sessionId,
  });
  const { hostWallStart } = requireSlot(startsAt, { offering, calendar, now });
  const { bufferBeforeMinutes, bufferAfterMinutes, durationMinutes } = offering;
  const endsAt = new Date(startsAt.getTime() + durationMinutes * MS_PER_MINUTE);
  const { zone } = calendar;
  await sessions.reschedule(
    tx,
    session,
    { startsAt, endsAt, zone, bufferBeforeMinutes, bufferAfterMinutes },
    now,
  );
  const times = {
    startsAt,
    endsAt,
    hostZone: zone,
    hostWallStart,
    tzVersion: tzRelease() ?? 'unknown',
    viewerZone: personId === booking.attendeeId ? input.zone : booking.viewerZone,
  };
  const reason = input.reason === '' ? undefined : input.reason;
  const moved = await rescheduleBooking(tx, booking, times, { tenant, personId, now, reason });
  if (!moved) throw new TypeError(`[@lectern/server] booking ${id} changed under the lock of its session`);
  await appendFacts(tx, [bookingChanged(tenant, moved, now)]);
  return { booking: moved };
}

async function requireVisible(db: Db, actor: Actor, id: string): Promise<StoredBooking> {
  const booking = await findBooking(db, actor.tenant, id);
  if (!booking || !can(actor.role, 'booking.view', placeOfBooking(actor, booking))) throw notFound('booking');
  return booking;
}

/** Whoever moves: what the booking was made of need not be shown to them any more. */
async function requireOffered(tx: Tx, tenant: string, booking: StoredBooking): Promise<StoredOffering> {
  const offering = await findOffering(tx, tenant, booking.offeringId);
  if (!offering?.hostIds.includes(booking.hostId)) throw slotUnavailable();
  return offering;
}
