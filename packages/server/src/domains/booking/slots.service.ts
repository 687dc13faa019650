import type { ListSlotsInput, LocalDate, Slot, SlotList } from '@lectern/core/contract';
import { isZone, type TimeRange } from '@lectern/core/slots';
import type { Db } from '../../platform/db/database.js';
import type { DomainDeps } from '../../platform/deps.js';
import type { Actor } from '../../platform/rights/actor.js';
import { can } from '../../platform/rights/rights.js';
import type { SessionsService } from '../sessions/sessions-service.js';
import { type AvailabilityService, unknownZone } from './availability.service.js';
import { findBooking, listAttendeeTimes } from './bookings.store.js';
import {
  alternativeDates,
  findAlternatives,
  type HostCalendar,
  isTaken,
  listSlots,
  nextFreeDate,
  reachOf,
} from './free-slots.js';
import type { OfferingsService } from './offerings.service.js';
import type { StoredOffering } from './offerings.store.js';
import { notFound, placeOfBooking } from './rules.js';

const MS_PER_DAY = 86_400_000;

/** Free times. Wall time becomes an instant here and nowhere else: SQL and pages have zone rules of their own. */
export interface SlotsService {
  list(actor: Actor, input: ListSlotsInput): Promise<SlotList>;
  /** A host's rules and what is taken between two instants. */
  calendar(db: Db, tenant: string, hostId: string, reach: CalendarReach): Promise<HostCalendar>;
  /** Undefined when the host is free at a time; else free times near it, as they are now. */
  alternativesTo(tenant: string, wanted: WantedSlot): Promise<readonly Slot[] | undefined>;
}

/** What of a host's calendar matters. */
export interface CalendarReach {
  readonly from: Date;
  readonly to: Date;
  /** A session that is to be moved: its own time counts as free. */
  readonly exceptSessionId?: string;
}

/** A time that somebody would have. */
export interface WantedSlot extends Pick<CalendarReach, 'exceptSessionId'> {
  readonly offering: StoredOffering;
  readonly hostId: string;
  readonly attendeeId: string;
  readonly startsAt: Date;
  readonly zone: string;
}

export interface SlotsParts {
  readonly sessions: Pick<SessionsService, 'busyTimes'>;
  readonly offerings: Pick<OfferingsService, 'require'>;
  readonly availability: Pick<AvailabilityService, 'read'>;
}

export function createSlots(
  { database, clock }: DomainDeps,
  { sessions, offerings, availability }: SlotsParts,
): SlotsService {
  const service: SlotsService = {
    async list(actor, { offeringId, hostId, from, to, zone, bookingId }) {
      const { db } = database;
      const offering = await offerings.require(db, actor, offeringId);
      if (!offering.hostIds.includes(hostId)) throw notFound('host');
      if (!isZone(zone)) throw unknownZone(zone);
      const now = clock.now();
      const except =
        bookingId === undefined ? {} : { exceptSessionId: await sessionOf(actor, bookingId, hostId) };
      const reach = { ...reachOf(offering, from, to), ...except };
      const calendar = await service.calendar(db, actor.tenant, hostId, reach);
      const slots = listSlots({ offering, calendar, now }, { from, to, zone });
      const next =
        slots.length > 0
          ? undefined
          : await searchOn(actor.tenant, offering, { hostId, to, zone, now, ...except });
      return {
        slots,
        hostZone: calendar.zone,
        viewerZone: zone,
        ...(next === undefined ? {} : { nextFreeDate: next }),
        serverNow: now.toISOString(),
      };
    },

    async calendar(db, tenant, hostId, { from, to, ...except }) {
      const { value: rules } = await availability.read(db, tenant, hostId);
      const now = clock.now();
      const taken = await sessions.busyTimes(db, { tenant, hostId, from, until: to, now, ...except });
      const busy = taken.map((range) => ({ startMs: range.from.getTime(), endMs: range.until.getTime() }));
      return { ...rules, busy };
    },

    async alternativesTo(tenant, { offering, hostId, attendeeId, startsAt, zone, ...except }) {
      const { db } = database;
      const dates = alternativeDates(startsAt, zone);
      const reach = { ...reachOf(offering, dates.from, dates.to), ...except };
      const calendar = await service.calendar(db, tenant, hostId, reach);
      const source = { offering, calendar, now: clock.now() };
      if (!isTaken(startsAt, source)) return undefined;
      const own = await listAttendeeTimes(db, tenant, attendeeId, reach.from, reach.to);
      const attendeeBusy = own.map((time): TimeRange => ({
        startMs: time.startsAt.getTime(),
        endMs: time.endsAt.getTime(),
      }));
      return findAlternatives(source, { startsAt, zone, attendeeBusy });
    },
  };

  /** @throws {@link LecternError} NOT_FOUND for a booking they may not see, or one with another host. */
  async function sessionOf(actor: Actor, bookingId: string, hostId: string): Promise<string> {
    const booking = await findBooking(database.db, actor.tenant, bookingId);
    const isVisible = booking && can(actor.role, 'booking.view', placeOfBooking(actor, booking));
    if (!isVisible || booking.hostId !== hostId) throw notFound('booking');
    return booking.sessionId;
  }

  async function searchOn(
    tenant: string,
    offering: StoredOffering,
    after: Pick<CalendarReach, 'exceptSessionId'> & {
      readonly hostId: string;
      readonly to: LocalDate;
      readonly zone: string;
      readonly now: Date;
    },
  ): Promise<LocalDate | undefined> {
    const { now, hostId, to, zone, ...except } = after;
    const window = {
      from: new Date(now.getTime() - MS_PER_DAY),
      to: new Date(now.getTime() + (offering.windowDays + 4) * MS_PER_DAY),
      ...except,
    };
    const calendar = await service.calendar(database.db, tenant, hostId, window);
    return nextFreeDate({ offering, calendar, now }, to, zone);
  }

  return service;
}
