import { createAttendanceClient } from './attendance-client.js';
import { createAvailabilityClient } from './availability-client.js';
import { createBookingsClient } from './bookings-client.js';
import { createCalendarsClient } from './calendars-client.js';
import { createChannelClient } from './channel-client.js';
import type { CreateClientOptions, LecternClient } from './client.js';
import { createConnectionsClient } from './connections-client.js';
import { openEventStream } from './event-stream.js';
import { createMeClient } from './me-client.js';
import { createOfferingsClient } from './offerings-client.js';
import { createPeopleClient } from './people-client.js';
import { createRecordingsClient } from './recordings-client.js';
import { systemRuntime, type ClientRuntime } from './runtime.js';
import { createSessionsClient } from './sessions-client.js';
import { createTransport } from './transport.js';

/**
 * The client of a Lectern server, for browsers and Node 20: one slice a resource.
 *
 * @throws TypeError when `apiUrl` or `getToken` is missing.
 *
 * @example
 * ```ts
 * import { createClient } from '@lectern/core/client';
 *
 * const client = createClient({
 *   apiUrl: 'https://lms.example.edu',
 *   getToken: async () => (await fetch('/lectern-token', { method: 'POST' })).json(),
 * });
 * const { items } = await client.sessions.list({ when: 'upcoming', limit: 3 });
 * ```
 */
export function createClient(
  options: CreateClientOptions,
  runtime: ClientRuntime = systemRuntime,
): LecternClient {
  if (typeof options.apiUrl !== 'string' || typeof options.getToken !== 'function') {
    throw new TypeError('[@lectern/core] createClient needs `apiUrl` and `getToken`.');
  }
  const transport = createTransport(options, runtime);
  return {
    me: createMeClient(transport),
    people: createPeopleClient(transport),
    sessions: createSessionsClient(transport),
    connections: createConnectionsClient(transport),
    channel: createChannelClient(transport),
    offerings: createOfferingsClient(transport),
    availability: createAvailabilityClient(transport),
    bookings: createBookingsClient(transport),
    calendars: createCalendarsClient(transport),
    attendance: createAttendanceClient(transport),
    recordings: createRecordingsClient(transport),
    events: { open: (streamOptions) => openEventStream(transport, runtime, streamOptions) },
  };
}
