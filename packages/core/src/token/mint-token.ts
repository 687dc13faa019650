import { SignJWT } from 'jose';
import { newId } from '../ids/new-id.js';
import { invalidInput } from '../invalid-input.js';
import {
  checkTokenInput,
  DEFAULT_TTL_SECONDS,
  MAX_TOKEN_LENGTH,
  TOKEN_AUDIENCE,
  TOKEN_TYPE,
  type TokenClaims,
  type TokenInput,
} from './claims.js';
import { checkTokenKey, importTokenKey, speaksFor, type TokenSigningKey } from './token-key.js';

export interface MintTokenOptions {
  /** Default: the machine's clock. */
  readonly now?: Date;
  /** Default: `lectern`. */
  readonly audience?: string;
}

/** What a token endpoint answers, as it is. */
export interface MintedToken {
  readonly token: string;
  /** ISO 8601 with `Z`. */
  readonly expiresAt: string;
}

/**
 * Mints a short-lived token for one person, in the LMS's back end, never in a browser.
 *
 * @throws `LecternError` `INVALID_INPUT` with `details.issues`.
 * @throws TypeError for a key that must not be used: a secret under 32 bytes, or one of another tenant.
 *
 * @example
 * ```ts
 * import { mintToken } from '@lectern/core/token';
 *
 * declare const secret: string;
 * const { token, expiresAt } = await mintToken(
 *   { subject: '4711', role: 'student', name: 'Ana Lima', courses: ['bio-1'] },
 *   { id: 'k1', algorithm: 'HS256', secret },
 * );
 * ```
 */
export async function mintToken(
  input: TokenInput,
  key: TokenSigningKey,
  options: MintTokenOptions = {},
): Promise<MintedToken> {
  checkTokenKey(key);
  if (key.algorithm === 'EdDSA' && key.privateKey === undefined) {
    throw new TypeError('[@lectern/core] Minting with EdDSA needs the `privateKey`.');
  }
  checkTokenInput(input);
  const tenant = input.tenant ?? 'default';
  if (!speaksFor(key, tenant)) {
    throw new TypeError(`[@lectern/core] The token key "${key.id}" does not speak for tenant "${tenant}".`);
  }
  const iat = Math.floor((options.now ?? new Date()).getTime() / 1_000);
  const exp = iat + (input.ttlSeconds ?? DEFAULT_TTL_SECONDS);
  const claims: TokenClaims = {
    iss: tenant,
    aud: options.audience ?? TOKEN_AUDIENCE,
    sub: input.subject,
    role: input.role,
    name: input.name,
    ...(input.email !== undefined && { email: input.email }),
    ...(input.courses !== undefined && { ctx: input.courses }),
    ...(input.sessions !== undefined && { ses: input.sessions }),
    ...(input.language !== undefined && { lang: input.language }),
    ...(input.zone !== undefined && { tz: input.zone }),
    iat,
    nbf: iat,
    exp,
    jti: newId('tok'),
    ver: 1,
  };
  const token = await new SignJWT({ ...claims })
    .setProtectedHeader({ alg: key.algorithm, typ: TOKEN_TYPE, kid: key.id })
    .sign(await importTokenKey(key));
  if (token.length > MAX_TOKEN_LENGTH) {
    const message = `make the token longer than ${MAX_TOKEN_LENGTH} characters: name only those that matter here`;
    throw invalidInput('No token was minted', [{ path: 'courses', message }]);
  }
  return { token, expiresAt: new Date(exp * 1_000).toISOString() };
}
