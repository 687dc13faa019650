/** An ICE server as browsers take it. */
export interface IceServer {
  readonly urls: readonly string[];
  readonly username?: string;
  readonly credential?: string;
}

interface TicketBase {
  /** ISO 8601 with `Z`. Ask for a new ticket before. */
  readonly expiresAt: string;
}

/** Media goes straight between browsers; our channel carries the signalling. */
export interface PeerTicket extends TicketBase {
  readonly kind: 'peer';
  readonly iceServers: readonly IceServer[];
  /** Most people the call holds, 2 to 6. */
  readonly maxParticipants: number;
}

/** The attribute of a LiveKit participant that names our connection. Signed into the ticket; nobody can change their own. */
export const CONNECTION_ATTRIBUTE = 'lectern.connection';

export interface LiveKitTicket extends TicketBase {
  readonly kind: 'livekit';
  /** `wss://…` address of the media server. */
  readonly url: string;
  readonly token: string;
}

export interface JitsiTicket extends TicketBase {
  readonly kind: 'jitsi';
  readonly domain: string;
  readonly roomName: string;
  readonly jwt: string;
  readonly config?: Readonly<Record<string, unknown>>;
}

/** The vendor's own page, shown in a frame or a tab. */
export interface PageTicket extends TicketBase {
  readonly kind: 'page';
  readonly url: string;
}

/** One entry a client protocol. Outsiders add theirs by declaration merging. */
export interface JoinTicketKinds {
  peer: PeerTicket;
  livekit: LiveKitTicket;
  jitsi: JitsiTicket;
  page: PageTicket;
}

/** What a browser needs to enter a call once. `kind` names the client protocol, never the vendor. */
export type JoinTicket = JoinTicketKinds[keyof JoinTicketKinds];
