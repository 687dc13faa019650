import { createHash } from 'node:crypto';

const RADIX = 36;
const LENGTH = 22;

/** The same id for the same parts: a request that is tried again makes the same things. */
export function derivedId(prefix: string, ...parts: readonly string[]): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([prefix, ...parts]))
    .digest('hex');
  const text = BigInt(`0x${digest}`).toString(RADIX);
  return `${prefix}-${text.slice(-LENGTH).padStart(LENGTH, '0')}`;
}
