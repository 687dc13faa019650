import type { CreateBookingInput } from '@lectern/core/contract';
import { tzRelease } from '@lectern/core/slots';
import type { Db } from '../../platform/db/database.js';
import type { DomainDeps } from '../../platform/deps.js';
import type { Actor } from '../../platform/rights/actor.js';
import { can } from '../../platform/rights/rights.js';
import type { SessionsService } from '../sessions/sessions-service.js';
import { bookingChanged } from './booking-facts.js';
import { insertBooking, type StoredBooking } from './bookings.store.js';
import { requireReach, requireSlot, slotTaken } from './free-slots.js';
import type { OfferingsService } from './offerings.service.js';
import type { StoredOffering } from './offerings.store.js';
import { forbidden, notFound, placeOfOffering } from './rules.js';
import { raceForSlot } from './slot-race.js';
import type { SlotsService } from './slots.service.js';

const MS_PER_MINUTE = 60_000;
const MS_PER_DAY = 86_400_000;

/** Ids for one booking; given twice they are one booking. */
export interface BookingIds {
  readonly bookingId: string;
  readonly sessionId: string;
}

export interface ConfirmParts {
  readonly sessions: Pick<SessionsService, 'createLesson'>;
  readonly offerings: Pick<OfferingsService, 'require'>;
  readonly slots: SlotsService;
}

export interface ConfirmInput {
  readonly actor: Actor;
  readonly input: CreateBookingInput;
  readonly ids: BookingIds;
}

/**
 * Books a free slot for who asks.
 *
 * @throws {@link LecternError} NOT_FOUND, FORBIDDEN, SLOT_PAST, SLOT_UNAVAILABLE, SLOT_TAKEN with what is free now, or
 * STUDENT_BUSY.
 */
export function confirmBooking(
  deps: DomainDeps,
  parts: ConfirmParts,
  confirm: ConfirmInput,
): Promise<StoredBooking> {
  return raceForSlot(
    () => requireFree(deps, parts, confirm),
    () => book(deps, parts, confirm),
  );
}

async function requireFree(
  { database, clock }: DomainDeps,
  parts: ConfirmParts,
  { actor, input }: ConfirmInput,
): Promise<void> {
  const offering = await requireBookable(database.db, parts, { actor, input });
  const startsAt = new Date(input.startsAt);
  requireReach(startsAt, { offering, now: clock.now() });
  const { zone, hostId } = input;
  const { tenant, id: attendeeId } = actor;
  const wanted = { offering, hostId, attendeeId, startsAt, zone };
  const alternatives = await parts.slots.alternativesTo(tenant, wanted);
  if (alternatives) throw slotTaken(alternatives);
}

async function book(
  { database, clock, appendFacts }: DomainDeps,
  parts: ConfirmParts,
  { actor, input, ids }: ConfirmInput,
): Promise<StoredBooking> {
  const { tenant } = actor;
  const { hostId } = input;
  const startsAt = new Date(input.startsAt);
  return database.transaction(async (tx) => {
    const now = clock.now();
    const offering = await requireBookable(tx, parts, { actor, input });
    requireReach(startsAt, { offering, now });
    const calendar = await parts.slots.calendar(tx, tenant, hostId, {
      from: new Date(startsAt.getTime() - MS_PER_DAY),
      to: new Date(startsAt.getTime() + 2 * MS_PER_DAY),
    });
    const { hostWallStart } = requireSlot(startsAt, { offering, calendar, now });
    const { courseId, title, bufferBeforeMinutes, bufferAfterMinutes, cancelHours } = offering;
    const endsAt = new Date(startsAt.getTime() + offering.durationMinutes * MS_PER_MINUTE);
    await parts.sessions.createLesson(tx, {
      tenant,
      id: ids.sessionId,
      kind: 'lesson',
      title,
      startsAt,
      endsAt,
      zone: calendar.zone,
      hostId,
      attendeeIds: [actor.id],
      ...(courseId === undefined ? {} : { courseId }),
      capacity: 1,
      bookingId: ids.bookingId,
      bufferBeforeMinutes,
      bufferAfterMinutes,
      createdBy: actor.id,
      now,
    });
    const booking = {
      id: ids.bookingId,
      sessionId: ids.sessionId,
      offeringId: offering.id,
      courseId,
      title,
      hostId,
      attendeeId: actor.id,
      startsAt,
      endsAt,
      hostZone: calendar.zone,
      hostWallStart,
      tzVersion: tzRelease() ?? 'unknown',
      viewerZone: input.zone,
      note: input.note === '' ? undefined : input.note,
      cancelHours,
    };
    const stored = await insertBooking(tx, booking, { tenant, personId: actor.id, now });
    await appendFacts(tx, [bookingChanged(tenant, stored, now)]);
    return stored;
  });
}

async function requireBookable(
  db: Db,
  { offerings }: ConfirmParts,
  { actor, input }: Pick<ConfirmInput, 'actor' | 'input'>,
): Promise<StoredOffering> {
  const offering = await offerings.require(db, actor, input.offeringId);
  if (!can(actor.role, 'booking.create', placeOfOffering(actor, offering)))
    throw forbidden('Only students book a seat, each for themselves.');
  if (!offering.hostIds.includes(input.hostId)) throw notFound('host');
  return offering;
}
