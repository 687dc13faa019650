import type { DigestAlgorithm } from './digest-algorithm.js';

/** The HMAC of the message. */
export async function hmac(
  algorithm: DigestAlgorithm,
  key: Uint8Array,
  message: Uint8Array,
): Promise<Uint8Array> {
  const cryptoKey = await importKey(algorithm, key);
  return new Uint8Array(await crypto.subtle.sign('HMAC', cryptoKey, own(message)));
}

/** The plain digest of the message. */
export async function digest(algorithm: DigestAlgorithm, message: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest(algorithm, own(message)));
}

/** Whether both are the same bytes, in a time that does not tell where they differ. */
export async function equalBytes(a: Uint8Array, b: Uint8Array): Promise<boolean> {
  // Web Crypto compares nothing but signatures: so both are signed with a key that nobody knows.
  const key = await importKey('SHA-256', crypto.getRandomValues(new Uint8Array(32)));
  return crypto.subtle.verify('HMAC', key, await crypto.subtle.sign('HMAC', key, own(a)), own(b));
}

// Not `CryptoKey`: Node's types know it only as a value.
type HmacKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

function importKey(hash: DigestAlgorithm, key: Uint8Array): Promise<HmacKey> {
  return crypto.subtle.importKey('raw', own(key), { name: 'HMAC', hash }, false, ['sign', 'verify']);
}

/** Web Crypto takes no view of shared memory. */
function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer ? (bytes as Uint8Array<ArrayBuffer>) : new Uint8Array(bytes);
}
