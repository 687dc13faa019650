import { LecternError } from '@lectern/core';
import type { Availability } from '@lectern/core/contract';
import { isZone } from '@lectern/core/slots';
import type { Db } from '../../platform/db/database.js';
import type { DomainDeps } from '../../platform/deps.js';
import type { Actor } from '../../platform/rights/actor.js';
import { can } from '../../platform/rights/rights.js';
import type { SessionsService } from '../sessions/sessions-service.js';
import { findAvailability, putAvailability } from './availability.store.js';
import { requireVersion, type Versioned } from './entity-version.js';
import { forbidden, notFound, placeOfAvailability } from './rules.js';

/** When hosts teach. */
export interface AvailabilityService {
  get(actor: Actor, hostId: string): Promise<Versioned<Availability>>;
  /** `ifMatch`: only in place of that version. */
  put(
    actor: Actor,
    hostId: string,
    availability: Availability,
    ifMatch: string | null,
  ): Promise<Versioned<Availability>>;
  /** The rules of a host, in their zone; without any rule when they have set none. */
  read(db: Db, tenant: string, hostId: string): Promise<Versioned<Availability>>;
}

export function createAvailability(
  { database, clock }: DomainDeps,
  { people }: Pick<SessionsService, 'people'>,
): AvailabilityService {
  const service: AvailabilityService = {
    async get(actor, hostId) {
      await requireVisible(actor, hostId);
      return service.read(database.db, actor.tenant, hostId);
    },

    async put(actor, hostId, availability, ifMatch) {
      await requireVisible(actor, hostId);
      if (!can(actor.role, 'availability.update', placeOfAvailability(actor, hostId)))
        throw forbidden('Only the teacher and admins change when a teacher can be booked.');
      if (!isZone(availability.zone)) throw unknownZone(availability.zone);
      const now = clock.now();
      const version = await database.transaction(async (tx) => {
        const before = await findAvailability(tx, actor.tenant, hostId, { lock: true });
        requireVersion(ifMatch, before?.version ?? 0);
        return putAvailability(tx, actor.tenant, hostId, availability, now);
      });
      return { value: availability, version };
    },

    async read(db, tenant, hostId) {
      const availability = await findAvailability(db, tenant, hostId);
      if (availability) return availability;
      const [person] = await people.find(db, tenant, [hostId]);
      const zone = person?.zone !== undefined && isZone(person.zone) ? person.zone : 'UTC';
      return { value: { zone, weekly: [], overrides: [] }, version: 0 };
    },
  };

  async function requireVisible(actor: Actor, hostId: string): Promise<void> {
    if (!can(actor.role, 'availability.view', placeOfAvailability(actor, hostId))) throw notFound('host');
    const [person] = await people.find(database.db, actor.tenant, [hostId]);
    if (person?.role !== 'teacher' && person?.role !== 'admin') throw notFound('host');
  }

  return service;
}

/** A name that no zone data has. */
export function unknownZone(zone: string): LecternError {
  return new LecternError(
    'UNKNOWN_ZONE',
    `${JSON.stringify(zone)} is not a time zone name. Use an IANA name such as Europe/Berlin, or UTC.`,
  );
}
