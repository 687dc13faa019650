import { LecternError, type LiveKitTicket } from '@lectern/core/contract';
import type { Call } from './call.js';
import { LiveKitCall } from './livekit-call.js';
import type { OpenCallOptions } from './open-call.js';

/** A call through a LiveKit server, with the address and the token of a ticket. */
export function openLiveKitCall(ticket: LiveKitTicket, options: OpenCallOptions): Call {
  return new LiveKitCall({
    ticket,
    connectionId: options.connectionId,
    tracks: options.tracks,
    renewTicket: async () => {
      const renewed = await options.renewTicket();
      if (renewed.kind === 'livekit') return renewed;
      // The class moved to another server: the session opens another call.
      throw new LecternError('SESSION_STATE', 'The class goes on at another video server: join it again.');
    },
  });
}
