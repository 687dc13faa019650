import type { Domain } from '../../domain.js';
import type { DomainDeps } from '../../platform/deps.js';
import type { Db } from '../../platform/db/database.js';
import type { SessionsService } from '../sessions/sessions-service.js';
import { createAvailability } from './availability.service.js';
import { createBookings } from './bookings.service.js';
import { findBooking, type StoredBooking } from './bookings.store.js';
import { createOfferings } from './offerings.service.js';
import { bookingRoutes } from './routes.js';
import { createSlots } from './slots.service.js';

/** What domains above may ask. */
export interface BookingReader {
  /** A booking whoever asks; undefined when there is none. */
  read(db: Db, tenant: string, id: string): Promise<StoredBooking | undefined>;
}

/** What can be booked, when, and what is booked. Sessions own the host's time; this domain decides who may have it. */
export function createBooking(
  deps: DomainDeps,
  { sessions }: { readonly sessions: SessionsService },
): Domain<BookingReader> {
  const offerings = createOfferings(deps, sessions);
  const availability = createAvailability(deps, sessions);
  const slots = createSlots(deps, { sessions, offerings, availability });
  const bookings = createBookings(deps, { sessions, offerings, slots });
  return {
    name: 'booking',
    routes: bookingRoutes({ offerings, availability, slots, bookings }),
    jobs: [],
    onFact: [
      {
        name: 'booking-follows-session',
        types: ['session-changed'],
        async handle(tx, { tenant, data }) {
          if (data['state'] === 'cancelled' || data['state'] === 'ended')
            await bookings.followSession(tx, tenant, String(data['sessionId']));
        },
      },
    ],
    service: { read: findBooking },
  };
}
