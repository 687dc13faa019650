import { equalBytes, hmac } from '#hmac';
import { LecternError } from '../errors.js';
import { fromBase64, toBase64 } from './base64.js';

/** The three headers of Standard Webhooks. */
export interface StandardWebhookHeaders {
  readonly 'webhook-id': string;
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
}

/** Headers as a server has them; names in any case. */
export type IncomingHeaders =
  Headers | Readonly<Record<string, string | readonly string[] | undefined>> | StandardWebhookHeaders;

export interface SignWebhookOptions {
  /** `whsec_` and base64 of 24 to 64 bytes. Current first; one signature each, so that receivers can rotate. */
  readonly secrets: readonly string[];
  /** 1 to 256 visible characters of ASCII without a dot. The same over all tries. */
  readonly id: string;
  /** Default: the machine's clock. */
  readonly now?: Date;
}

export interface VerifyWebhookOptions {
  /** Current first. Any of them may have signed. */
  readonly secrets: readonly string[];
  /** Past and future. Zero is zero; `Infinity` switches it off. Default: 300. */
  readonly toleranceSeconds?: number;
  /** Default: the machine's clock. */
  readonly now?: Date;
}

export interface VerifiedWebhook {
  /** Refuse it when you have seen it. */
  readonly id: string;
  readonly timestamp: Date;
  /** The body's JSON; undefined for an empty body. */
  readonly payload: unknown;
}

const MOST = 10;

/**
 * Signs a webhook after Standard Webhooks, scheme `v1`.
 *
 * @throws TypeError for a bad secret, a bad id, or a body that is an object instead of the bytes to send.
 * @see {@link https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md}
 */
export async function signWebhook(
  body: string | Uint8Array,
  options: SignWebhookOptions,
): Promise<StandardWebhookHeaders> {
  const bytes = bytesOf(body);
  const keys = keysOf(options.secrets);
  const { id, now = new Date() } = options;
  if (!/^[!-~]{1,256}$/.test(id) || id.includes('.')) {
    throw new TypeError(
      '[@lectern/core] The id of a webhook is 1 to 256 visible characters of ASCII without a dot.',
    );
  }
  const timestamp = `${Math.floor(now.getTime() / 1_000)}`;
  const content = signedContent(id, timestamp, bytes);
  const signatures = await Promise.all(
    keys.map(async (key) => `v1,${toBase64(await hmac('SHA-256', key, content))}`),
  );
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}

/**
 * Verifies a webhook after Standard Webhooks, scheme `v1`: the raw bytes first, then the time, then the JSON.
 *
 * @throws `LecternError` `SIGNATURE_MISSING`, `SIGNATURE_MISMATCH`, `SIGNATURE_EXPIRED`, or `INVALID_JSON`
 *   for a body that was signed but is no JSON.
 * @throws TypeError for a bad secret, or a body that was parsed already.
 */
export async function verifyWebhook(
  body: string | Uint8Array,
  headers: IncomingHeaders,
  options: VerifyWebhookOptions,
): Promise<VerifiedWebhook> {
  const bytes = bytesOf(body);
  const keys = keysOf(options.secrets);
  const id = header(headers, 'webhook-id');
  const timestamp = header(headers, 'webhook-timestamp');
  const signature = header(headers, 'webhook-signature');
  // Strictly: what a lenient reader takes for a number is not what was signed. A header sent twice fails here too.
  if (!/^[!-~]{1,256}$/.test(id) || id.includes('.') || !/^\d{1,12}$/.test(timestamp)) throw mismatch();
  const content = signedContent(id, timestamp, bytes);
  if (!(await anyMatches(keys, signature, content))) throw mismatch();
  const { now = new Date(), toleranceSeconds = 300 } = options;
  if (Math.abs(Math.floor(now.getTime() / 1_000) - Number(timestamp)) > toleranceSeconds) {
    throw new LecternError(
      'SIGNATURE_EXPIRED',
      'The webhook was signed too long ago, or in the future. Check the clocks of both servers.',
    );
  }
  return { id, timestamp: new Date(Number(timestamp) * 1_000), payload: parse(bytes) };
}

async function anyMatches(
  keys: readonly Uint8Array[],
  header: string,
  content: Uint8Array,
): Promise<boolean> {
  // Other versions stand beside ours and are passed over.
  const candidates = header
    .split(' ')
    .filter((part) => part.startsWith('v1,'))
    .map((part) => fromBase64(part.slice(3)))
    .filter((mac) => mac?.length === 32);
  if (candidates.length > MOST) return false;
  for (const key of keys) {
    const mac = await hmac('SHA-256', key, content);
    for (const candidate of candidates) if (await equalBytes(mac, candidate!)) return true;
  }
  return false;
}

function signedContent(id: string, timestamp: string, body: Uint8Array): Uint8Array {
  const head = new TextEncoder().encode(`${id}.${timestamp}.`);
  const content = new Uint8Array(head.length + body.length);
  content.set(head);
  content.set(body, head.length);
  return content;
}

function bytesOf(body: string | Uint8Array): Uint8Array {
  if (typeof body === 'string') return new TextEncoder().encode(body);
  if (body instanceof Uint8Array) return body;
  throw new TypeError(
    '[@lectern/core] A webhook is signed as its raw body: give the bytes or the text as sent.',
  );
}

function keysOf(secrets: readonly string[]): readonly Uint8Array[] {
  if (!Array.isArray(secrets) || secrets.length === 0 || secrets.length > MOST) {
    throw new TypeError(`[@lectern/core] Webhooks need 1 to ${MOST} \`secrets\`.`);
  }
  return (secrets as readonly string[]).map((secret) => {
    const key = typeof secret === 'string' ? fromBase64(secret.replace(/^whsec_/, '')) : undefined;
    if (!key || key.length < 24 || key.length > 64) {
      throw new TypeError('[@lectern/core] A webhook secret is `whsec_` and the base64 of 24 to 64 bytes.');
    }
    return key;
  });
}

function header(headers: IncomingHeaders, name: string): string {
  let value: string | readonly string[] | null | undefined;
  if (headers instanceof Headers) value = headers.get(name);
  else
    for (const [key, entry] of Object.entries(headers))
      if (key.toLowerCase() === name) value = entry as string;
  if (Array.isArray(value) && value.length > 1) throw mismatch();
  const text = Array.isArray(value) ? (value[0] as string | undefined) : (value as string | null | undefined);
  if (!text) throw new LecternError('SIGNATURE_MISSING', `The webhook has no header \`${name}\`.`);
  return text;
}

function parse(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new LecternError('INVALID_JSON', 'The webhook was signed rightly, but its body is not JSON.', {
      cause,
    });
  }
}

function mismatch(): LecternError {
  return new LecternError(
    'SIGNATURE_MISMATCH',
    'The signature does not fit the body and any of the secrets. Check that both sides share one secret and that the body is passed on as received.',
  );
}
