import type { PeopleClient } from './client.js';
import type { Transport } from './transport.js';

export function createPeopleClient({ json }: Transport): PeopleClient {
  return { put: (id, body, options) => json({ method: 'PUT', path: ['people', id], body, options }) };
}
