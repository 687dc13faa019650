import { hmac } from '#hmac';
import { toBase64 } from './base64.js';

export interface TurnCredentialsInput {
  /** What `static-auth-secret` is in coturn. */
  readonly secret: string;
  /** Whole seconds, 1 or more. Media that runs outlives it; a restart needs fresh ones: 3,600 or more is wise. */
  readonly ttlSeconds: number;
  /** Whom they are for, as TURN's log will show it: no name of a person. */
  readonly identity: string;
  /** Default: the machine's clock. */
  readonly now?: Date;
}

export interface TurnCredentials {
  /** `<unix seconds of expiry>:<identity>` */
  readonly username: string;
  /** base64(HMAC-SHA1(secret, username)) */
  readonly credential: string;
  readonly expiresAt: Date;
}

/**
 * Short-lived credentials for a TURN server that shares a secret with us.
 *
 * @throws TypeError for an empty secret or identity, or a life that is no whole number of seconds.
 * @see {@link https://datatracker.ietf.org/doc/html/draft-uberti-behave-turn-rest-00 | TURN REST API}, section 2.2
 */
export async function turnCredentials(input: TurnCredentialsInput): Promise<TurnCredentials> {
  const { secret, ttlSeconds, identity, now = new Date() } = input;
  if (!secret) throw new TypeError('[@lectern/core] The TURN secret is empty.');
  if (!identity) throw new TypeError('[@lectern/core] TURN credentials need an `identity`.');
  if (!Number.isInteger(ttlSeconds) || ttlSeconds < 1) {
    throw new TypeError('[@lectern/core] `ttlSeconds` of TURN credentials is a whole number, 1 or more.');
  }
  const expiry = Math.floor(now.getTime() / 1_000) + ttlSeconds;
  const username = `${expiry}:${identity}`;
  const encoder = new TextEncoder();
  const mac = await hmac('SHA-1', encoder.encode(secret), encoder.encode(username));
  return { username, credential: toBase64(mac), expiresAt: new Date(expiry * 1_000) };
}
