import type { ChannelClient } from './client.js';
import type { Transport } from './transport.js';

export function createChannelClient({ json }: Transport): ChannelClient {
  return {
    // Its own id makes posting twice one message.
    postChat: (id, body, options) =>
      json({ method: 'POST', path: ['sessions', id, 'chat'], body, options, repeatable: true }),
    setHand: (id, personId, raised, options) =>
      json({ method: 'PUT', path: ['sessions', id, 'hands', personId], body: { raised }, options }),
    removePerson: (id, personId, options) =>
      json({
        method: 'POST',
        path: ['sessions', id, 'removals'],
        body: { personId },
        options,
        repeatable: true,
      }),
  };
}
