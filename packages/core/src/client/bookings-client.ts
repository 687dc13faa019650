import type { BookingsClient } from './client.js';
import { keyed } from './keyed.js';
import type { Transport } from './transport.js';

export function createBookingsClient({ json, blob }: Transport): BookingsClient {
  return {
    list: (input, options) => json({ path: ['bookings'], query: { ...input }, options }),
    get: (id, options) => json({ path: ['bookings', id], options }),
    create: (body, options) => json({ method: 'POST', path: ['bookings'], body, options: keyed(options) }),
    cancel: (id, body = {}, options) =>
      json({ method: 'POST', path: ['bookings', id, 'cancel'], body, options: keyed(options) }),
    move: (id, body, options) =>
      json({ method: 'POST', path: ['bookings', id, 'move'], body, options: keyed(options) }),
    ics: (id, options) => blob({ path: ['bookings', id, 'calendar.ics'], options }),
  };
}
