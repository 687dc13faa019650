import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { DigestAlgorithm } from './digest-algorithm.js';

const NAMES: Readonly<Record<DigestAlgorithm, string>> = {
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

// Async like its twin for the web, although node:crypto answers at once.

/** The HMAC of the message. */
export async function hmac(
  algorithm: DigestAlgorithm,
  key: Uint8Array,
  message: Uint8Array,
): Promise<Uint8Array> {
  return new Uint8Array(createHmac(NAMES[algorithm], key).update(message).digest());
}

/** The plain digest of the message. */
export async function digest(algorithm: DigestAlgorithm, message: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(createHash(NAMES[algorithm]).update(message).digest());
}

/** Whether both are the same bytes, in a time that does not tell where they differ. */
export async function equalBytes(a: Uint8Array, b: Uint8Array): Promise<boolean> {
  return a.length === b.length && timingSafeEqual(a, b);
}
