import { hmac } from '#hmac';
import type { IceServer, PeerTicket } from '../../join-ticket.js';
import type { JoinInput, ProviderAdapter } from '../../provider.js';
import { toHex } from '../../signing/base64.js';
import { turnCredentials } from '../../signing/turn-credentials.js';

export interface PeerAdapterOptions {
  /**
   * STUN servers, and TURN servers with fixed credentials. Default: none. No public STUN server is filled in: each
   * would learn the address of every pupil; run your own, or use `turn`, which does both.
   */
  readonly iceServers?: readonly IceServer[];
  /** A TURN server that shares a secret with us (`static-auth-secret` in coturn): credentials are minted per ticket. */
  readonly turn?: {
    /** Such as `turn:turn.example.edu:3478` and `turns:turn.example.edu:443?transport=tcp`. */
    readonly urls: readonly string[];
    readonly secret: string;
    /** 3,600 or more is wise: an ICE restart after their end fails. Default: 14,400. */
    readonly ttlSeconds?: number;
  };
  /** Default: the machine's clock. TURN's clock must agree with it. */
  readonly now?: () => Date;
}

/** Each sends to each: an uplink holds five times one picture. */
const MAX_PARTICIPANTS = 6;

/**
 * Calls without a media server: a ticket with ICE and TURN, nothing else. Who is there, who is removed and who
 * records is class state. Up to six people.
 *
 * @throws TypeError for addresses that are not `stun:`, `stuns:`, `turn:` or `turns:`, an empty secret, or a
 *   `ttlSeconds` that is no whole number.
 */
export function peerAdapter(options: PeerAdapterOptions = {}): ProviderAdapter {
  const { turn, now = () => new Date() } = options;
  const iceServers = (options.iceServers ?? []).map(copyIceServer);
  const turnTtlSeconds = turn?.ttlSeconds ?? 14_400;
  if (turn) checkTurn(turn.urls, turn.secret, turnTtlSeconds);

  async function mintTurn(
    { roomId, participant }: JoinInput,
    at: Date,
  ): Promise<{ readonly server: IceServer; readonly expiresAt: Date } | undefined> {
    if (!turn) return undefined;
    const { secret, urls } = turn;
    const identity = await pseudonym(secret, `${roomId}\n${participant.id}`);
    const credentials = await turnCredentials({ secret, ttlSeconds: turnTtlSeconds, identity, now: at });
    const { username, credential, expiresAt } = credentials;
    return { server: { urls: [...urls], username, credential }, expiresAt };
  }

  return {
    name: 'peer',
    capabilities: { presence: 'none', maxParticipants: MAX_PARTICIPANTS },

    createRoom: ({ roomId }) => Promise.resolve({ roomId }),
    deleteRoom: () => Promise.resolve(),
    // There is no room that could be away: the browsers are it.
    getRoomStatus: () => Promise.resolve({ active: true }),

    async getJoinTicket(input): Promise<PeerTicket> {
      const at = now();
      const minted = await mintTurn(input, at);
      const ends = at.getTime() + (input.ttlSeconds ?? 3_600) * 1_000;
      return {
        kind: 'peer',
        iceServers: [...iceServers, ...(minted ? [minted.server] : [])],
        maxParticipants: MAX_PARTICIPANTS,
        expiresAt: new Date(Math.min(ends, minted?.expiresAt.getTime() ?? ends)).toISOString(),
      };
    },
  };
}

/** TURN logs user names: they tell one connection from another there, and no more. */
async function pseudonym(secret: string, identity: string): Promise<string> {
  const encoder = new TextEncoder();
  return toHex(await hmac('SHA-256', encoder.encode(secret), encoder.encode(identity))).slice(0, 16);
}

function copyIceServer(server: IceServer): IceServer {
  checkUrls(server.urls, /^(stuns?|turns?):\S+$/);
  const { urls, username, credential } = server;
  return {
    urls: [...urls],
    ...(username !== undefined && { username }),
    ...(credential !== undefined && { credential }),
  };
}

function checkTurn(urls: readonly string[], secret: string, ttlSeconds: number): void {
  checkUrls(urls, /^turns?:\S+$/);
  if (typeof secret !== 'string' || !secret) {
    throw new TypeError('[@lectern/core] `turn` of peerAdapter needs the `secret` of the TURN server.');
  }
  if (!Number.isInteger(ttlSeconds) || ttlSeconds < 1) {
    throw new TypeError('[@lectern/core] `turn.ttlSeconds` is a whole number, 1 or more.');
  }
}

function checkUrls(urls: readonly string[], pattern: RegExp): void {
  if (!Array.isArray(urls) || urls.length === 0 || !urls.every((url) => pattern.test(url as string))) {
    throw new TypeError(
      '[@lectern/core] `urls` of peerAdapter is a list such as ["turn:turn.example.edu:3478"].',
    );
  }
}
