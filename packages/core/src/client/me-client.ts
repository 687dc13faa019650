import type { MeClient } from './client.js';
import type { Transport } from './transport.js';

export function createMeClient({ json }: Transport): MeClient {
  return { get: (options) => json({ path: ['me'], options }) };
}
