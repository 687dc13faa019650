import type { CalendarsClient } from './client.js';
import type { Transport } from './transport.js';

export function createCalendarsClient({ json, blob }: Transport): CalendarsClient {
  return {
    feed: (options) => json({ path: ['me', 'calendar-feed'], options }),
    // No Idempotency-Key: an answer with a secret in it is kept nowhere.
    createFeed: (options) => json({ method: 'POST', path: ['me', 'calendar-feed'], options }),
    deleteFeed: (options) => json({ method: 'DELETE', path: ['me', 'calendar-feed'], options }),
    ics: (sessionId, options) => blob({ path: ['sessions', sessionId, 'calendar.ics'], options }),
  };
}
