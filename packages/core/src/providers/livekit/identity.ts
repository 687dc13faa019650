import { digest } from '#hmac';
import { toHex } from '../../signing/base64.js';

/** What livekit-server takes for an identity, in bytes of UTF-8. */
const LONGEST = 256;
const SHORTENED = '~sha256-';

/**
 * A person's id as LiveKit takes it: as it is, or a digest of one that is too long. Whoever begins like a digest of ours is
 * digested too, so that no id is taken for another's.
 */
export async function toIdentity(personId: string): Promise<string> {
  const bytes = new TextEncoder().encode(personId);
  if (bytes.length <= LONGEST && !personId.startsWith(SHORTENED)) return personId;
  return SHORTENED + toHex(await digest('SHA-256', bytes));
}

/** What stands beside an identity that does not say the id. The vendor keeps it, and the person cannot change it. */
export function toMetadata(personId: string, identity: string): string | undefined {
  return identity === personId ? undefined : JSON.stringify({ id: personId });
}

/** The id of a person as we gave it; undefined for a digest without its metadata. */
export function fromIdentity(identity: string, metadata: string | undefined): string | undefined {
  if (!identity.startsWith(SHORTENED)) return identity;
  try {
    const { id } = JSON.parse(metadata ?? '') as { readonly id?: unknown };
    return typeof id === 'string' ? id : undefined;
  } catch {
    return undefined;
  }
}
