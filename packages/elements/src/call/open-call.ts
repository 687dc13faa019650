import { LecternError } from '@lectern/core/contract';
import type { JoinTicket, JoinTicketKinds, ReceivedSignal, SignalMessage } from '@lectern/core/contract';
import type { Call, Signalling } from './call.js';
import type { LocalTracks } from './local-tracks.js';

export interface OpenCallOptions {
  /** One's own connection id. */
  readonly connectionId: string;
  /** Used by calls that need our channel to find one another. */
  readonly signalling: Signalling<SignalMessage, ReceivedSignal>;
  /** Asks for a ticket that is good for longer. */
  renewTicket(): Promise<JoinTicket>;
  /** Belong to the caller, who stops them. */
  readonly tracks: LocalTracks;
}

/** Loads the code of one client protocol when it is first needed. */
export type CallLoader<Ticket> = (ticket: Ticket, options: OpenCallOptions) => Promise<Call>;

const LOADERS: { readonly [Kind in keyof JoinTicketKinds]?: CallLoader<JoinTicketKinds[Kind]> } = {
  peer: async (ticket, options) => (await import('./open-peer-call.js')).openPeerCall(ticket, options),
  livekit: async (ticket, options) =>
    (await import('./open-livekit-call.js')).openLiveKitCall(ticket, options),
};

/**
 * The call that a ticket is for, not yet connected.
 *
 * @throws {@link LecternError} PROVIDER_UNSUPPORTED when no call speaks the ticket's protocol.
 */
export async function openCall(ticket: JoinTicket, options: OpenCallOptions): Promise<Call> {
  const loader = LOADERS[ticket.kind] as CallLoader<JoinTicket> | undefined;
  if (loader) return loader(ticket, options);
  throw new LecternError(
    'PROVIDER_UNSUPPORTED',
    `A ticket of the kind "${String(ticket.kind)}" opens no call: update @lectern/elements, or show it in a frame.`,
  );
}
