import type { ChannelEvents } from '@lectern/core/contract';
import type { NewFact } from '../../platform/outbox/fact.js';
import type { StoredBooking } from './bookings.store.js';

/** Says to both people of a booking that it is another one than before. */
export function bookingChanged(tenant: string, booking: StoredBooking, now: Date): NewFact {
  const data: ChannelEvents['booking-changed'] = { bookingId: booking.id, sessionId: booking.sessionId };
  return {
    tenant,
    type: 'booking-changed',
    topics: [...new Set([booking.hostId, booking.attendeeId])].map((id) => `person:${id}`),
    data: { ...data },
    occurredAt: now,
  };
}
