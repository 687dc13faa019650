const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';
// The largest multiple of 36 in a byte: what lies above would make the first letters likelier.
const LIMIT = 252;

/**
 * A new id: the prefix, a hyphen and 22 of `[a-z0-9]` (113 bits) from the system's random source.
 *
 * @example
 * ```ts
 * import { newId } from '@lectern/core';
 *
 * const messageId = newId('msg');
 * ```
 */
export function newId(prefix: string): string {
  let id = '';
  while (id.length < 22) {
    for (const byte of crypto.getRandomValues(new Uint8Array(32))) {
      if (byte < LIMIT && id.length < 22) id += ALPHABET.charAt(byte % 36);
    }
  }
  return `${prefix}-${id}`;
}
