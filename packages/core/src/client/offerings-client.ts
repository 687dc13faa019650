import type { OfferingsClient } from './client.js';
import { keyed } from './keyed.js';
import type { Transport } from './transport.js';

export function createOfferingsClient({ json }: Transport): OfferingsClient {
  return {
    list: (input, options) => json({ path: ['offerings'], query: { ...input }, options }),
    create: (body, options) => json({ method: 'POST', path: ['offerings'], body, options: keyed(options) }),
    put: (id, body, options) => json({ method: 'PUT', path: ['offerings', id], body, options }),
    slots: ({ offeringId, hostId, ...range }, options) =>
      json({ path: ['offerings', offeringId, 'slots'], query: { host: hostId, ...range }, options }),
  };
}
