import { LecternError } from '@lectern/core';

const SHA256 = /(?:^|,)\s*sha-256=:([A-Za-z0-9+/]{43}=):\s*(?:,|$)/;

/**
 * The SHA-256 that `Content-Digest` (RFC 9530) names, in hex.
 *
 * @throws {@link LecternError} INVALID_INPUT when there is none.
 */
export function contentDigestOf(request: Request): string {
  const [, base64] = SHA256.exec(request.headers.get('content-digest') ?? '') ?? [];
  if (base64 === undefined)
    throw new LecternError(
      'INVALID_INPUT',
      'Send the SHA-256 of the bytes as content-digest: sha-256=:<base64>:.',
    );
  return Buffer.from(base64, 'base64').toString('hex');
}
