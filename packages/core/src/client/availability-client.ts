import type { AvailabilityClient } from './client.js';
import type { Transport } from './transport.js';

export function createAvailabilityClient({ json }: Transport): AvailabilityClient {
  return {
    get: (hostId, options) => json({ path: ['hosts', hostId, 'availability'], options }),
    put: (hostId, body, options) =>
      json({ method: 'PUT', path: ['hosts', hostId, 'availability'], body, options }),
  };
}
