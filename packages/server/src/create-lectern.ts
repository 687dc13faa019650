import type { Domain } from './domain.js';
import { createAttendance } from './domains/attendance/attendance.js';
import { createBooking } from './domains/booking/booking.js';
import { createCalendarsDomain } from './domains/calendars/calendars.js';
import { createChannel } from './domains/channel/channel.js';
import { createNotifications } from './domains/notifications/notifications.js';
import { createPresence } from './domains/presence/presence.js';
import { createRecordings } from './domains/recordings/recordings.js';
import { createSessions } from './domains/sessions/sessions.js';
import type { DomainDeps } from './platform/deps.js';
import { toLectern, type Lectern } from './platform/server/lectern.js';
import type { LecternOptions } from './platform/server/options.js';
import { prepareServer } from './platform/server/prepare-server.js';

/** Every domain, from the lowest layer up: calls go down, facts go anywhere. */
export function createDomains(deps: DomainDeps): readonly Domain[] {
  const sessions = createSessions(deps);
  const presence = createPresence(deps, { sessions: sessions.service });
  const calendars = createCalendarsDomain(deps, { sessions: sessions.service });
  const channel = createChannel(deps, { sessions: sessions.service, presence: presence.service });
  const booking = createBooking(deps, { sessions: sessions.service });
  const attendance = createAttendance(deps, { sessions: sessions.service, presence: presence.service });
  const recordings = createRecordings(deps, { sessions: sessions.service });
  const notifications = createNotifications(deps, {
    sessions: sessions.service,
    presence: presence.service,
    bookings: booking.service,
  });
  return [sessions, presence, calendars, channel, booking, attendance, recordings, notifications];
}

/**
 * Makes a server. Nothing runs before `start` or the first request.
 *
 * @throws {TypeError} when an option is missing or wrong.
 *
 * @example
 * ```ts
 * import { createProvider } from '@lectern/core';
 * import { peerAdapter } from '@lectern/core/peer';
 * import { createLectern } from '@lectern/server';
 *
 * const lectern = createLectern({
 *   database: 'file:./data',
 *   providers: { peer: createProvider(peerAdapter({})) },
 *   publicUrl: 'https://lms.example.edu',
 *   tokenSecret: process.env['LECTERN_TOKEN_SECRET'] ?? '',
 * });
 * const response = await lectern.fetch(new Request('https://lms.example.edu/healthz'));
 * ```
 */
export function createLectern(options: LecternOptions): Lectern {
  return toLectern(prepareServer({ options, createDomains }), options.publicUrl);
}
