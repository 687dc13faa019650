import type { PeerTicket } from '@lectern/core/contract';
import type { Call } from './call.js';
import type { OpenCallOptions } from './open-call.js';
import { PeerCall } from './peer-call.js';

/** A restart with servers that expire within this would fail halfway. */
const RENEW_BEFORE_MS = 120_000;

/** A peer call with the ICE servers of a ticket, which is asked again when they are about to expire. */
export function openPeerCall(ticket: PeerTicket, options: OpenCallOptions): Call {
  let current = ticket;
  // From receipt: a device's clock that is wrong by an hour renews once too often, and no more.
  const isShort = (): boolean => Date.parse(current.expiresAt) - Date.now() < RENEW_BEFORE_MS;
  return new PeerCall({
    connectionId: options.connectionId,
    iceServers: ticket.iceServers,
    signalling: options.signalling,
    tracks: options.tracks,
    renewIceServers: async () => {
      if (isShort()) {
        const renewed = await options.renewTicket();
        if (renewed.kind === 'peer') current = renewed;
      }
      return current.iceServers;
    },
  });
}
