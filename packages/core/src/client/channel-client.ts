import type { ChannelClient } from './client.js';
import type { Transport } from './transport.js';

export function createChannelClient({ json }: Transport): ChannelClient {
  return {
    // Its own id makes posting twice one message.
    postChat: (id, body, options) =>
      json({ method: 'POST', path: ['sessions', id, 'chat'], body, options, repeatable: true }),
    setHand: (id, personId, raised, options) =>
      json({ method: 'PUT', path: ['sessions', id, 'hands', personId], body: { raised }, options }),
    lowerHands: (id, options) => json({ method: 'DELETE', path: ['sessions', id, 'hands'], options }),
    lockChat: (id, locked, options) =>
      json({ method: 'PUT', path: ['sessions', id, 'chat', 'lock'], body: { locked }, options }),
    // Worth nothing later: neither is tried again.
    sendReaction: (id, reaction, options) =>
      json({ method: 'POST', path: ['sessions', id, 'reactions'], body: { reaction }, options }),
    askMedia: (id, body, options) =>
      json({ method: 'POST', path: ['sessions', id, 'media-requests'], body, options }),
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
