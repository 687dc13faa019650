import type { ListSlotsInput, LocalDate, Slot, SlotList } from '@lectern/core/contract';
import { isZone, type TimeRange } from '@lectern/core/slots';
import type { Db } from '../../platform/db/database.js';
import type { DomainDeps } from '../../platform/deps.js';
import type { Actor } from '../../platform/rights/actor.js';
import type { SessionsService } from '../sessions/sessions-service.js';
import { type AvailabilityService, unknownZone } from './availability.service.js';
import { listAttendeeTimes } from './bookings.store.js';
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
import { notFound } from './rules.js';

const MS_PER_DAY = 86_400_000;

/** Free times. Wall time becomes an instant here and nowhere else: SQL and pages have zone rules of their own. */
export interface SlotsService {
  list(actor: Actor, input: ListSlotsInput): Promise<SlotList>;
  /** A host's rules and what is taken between two instants. */
  calendar(
    db: Db,
    tenant: string,
    hostId: string,
    reach: { readonly from: Date; readonly to: Date },
  ): Promise<HostCalendar>;
  /** Undefined when the host is free at a time; else free times near it, as they are now. */
  alternativesTo(actor: Actor, wanted: WantedSlot): Promise<readonly Slot[] | undefined>;
}

/** A time that somebody would have. */
export interface WantedSlot {
  readonly offering: StoredOffering;
  readonly hostId: string;
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
    async list(actor, { offeringId, hostId, from, to, zone }) {
      const { db } = database;
      const offering = await offerings.require(db, actor, offeringId);
      if (!offering.hostIds.includes(hostId)) throw notFound('host');
      if (!isZone(zone)) throw unknownZone(zone);
      const now = clock.now();
      const reach = reachOf(offering, from, to);
      const calendar = await service.calendar(db, actor.tenant, hostId, reach);
      const slots = listSlots({ offering, calendar, now }, { from, to, zone });
      const next = slots.length > 0 ? undefined : await searchOn(actor, offering, { hostId, to, zone, now });
      return {
        slots,
        hostZone: calendar.zone,
        viewerZone: zone,
        ...(next === undefined ? {} : { nextFreeDate: next }),
        serverNow: now.toISOString(),
      };
    },

    async calendar(db, tenant, hostId, { from, to }) {
      const { value: rules } = await availability.read(db, tenant, hostId);
      const taken = await sessions.busyTimes(db, { tenant, hostId, from, until: to, now: clock.now() });
      const busy = taken.map((range) => ({ startMs: range.from.getTime(), endMs: range.until.getTime() }));
      return { ...rules, busy };
    },

    async alternativesTo(actor, { offering, hostId, startsAt, zone }) {
      const { db } = database;
      const dates = alternativeDates(startsAt, zone);
      const reach = reachOf(offering, dates.from, dates.to);
      const calendar = await service.calendar(db, actor.tenant, hostId, reach);
      const source = { offering, calendar, now: clock.now() };
      if (!isTaken(startsAt, source)) return undefined;
      const own = await listAttendeeTimes(db, actor.tenant, actor.id, reach.from, reach.to);
      const attendeeBusy = own.map((time): TimeRange => ({
        startMs: time.startsAt.getTime(),
        endMs: time.endsAt.getTime(),
      }));
      return findAlternatives(source, { startsAt, zone, attendeeBusy });
    },
  };

  async function searchOn(
    actor: Actor,
    offering: StoredOffering,
    after: { readonly hostId: string; readonly to: LocalDate; readonly zone: string; readonly now: Date },
  ): Promise<LocalDate | undefined> {
    const { now, hostId } = after;
    const window = {
      from: new Date(now.getTime() - MS_PER_DAY),
      to: new Date(now.getTime() + (offering.windowDays + 4) * MS_PER_DAY),
    };
    const calendar = await service.calendar(database.db, actor.tenant, hostId, window);
    return nextFreeDate({ offering, calendar, now }, after.to, after.zone);
  }

  return service;
}
