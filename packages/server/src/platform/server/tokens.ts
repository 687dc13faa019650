import { randomBytes } from 'node:crypto';
import {
  mintToken,
  verifyToken,
  type MintedToken,
  type SharedTokenKey,
  type TokenInput,
  type TokenSigningKey,
  type TokenVerifyingKey,
} from '@lectern/core/token';
import type { VerifyBearer } from '../http/authenticate.js';
import type { LecternOptions, TokenKey } from './options.js';

export interface Tokens {
  /** For the LMS's token endpoint. @throws {TypeError} when no key can sign for the tenant. */
  mint(input: TokenInput): Promise<MintedToken>;
  /** Good in this process only, for calls that the server makes to itself. */
  mintInternal(input: TokenInput): Promise<MintedToken>;
  readonly verifyBearer: VerifyBearer;
}

/** @throws {TypeError} when a key must not be used, such as a secret under 32 bytes. */
export function createTokens(options: LecternOptions, tenants: readonly string[], now: () => Date): Tokens {
  const keys: readonly TokenKey[] =
    options.tokenKeys ??
    (options.tokenSecret === undefined
      ? []
      : [{ id: 'default', algorithm: 'HS256', secret: options.tokenSecret, tenants }]);
  const internal: SharedTokenKey = {
    id: `internal-${randomBytes(8).toString('hex')}`,
    algorithm: 'HS256',
    secret: randomBytes(32),
    tenants: 'any',
  };
  checkKeys(keys, tenants);
  const verifying = [...keys.map(toVerifying), internal];
  const signing = keys.filter(canSign);
  return {
    async mint(input) {
      const tenant = input.tenant ?? 'default';
      const key = signing.find((candidate) => speaksFor(candidate, tenant));
      if (!key)
        throw new TypeError(
          `[@lectern/server] tokens.mint: no token key can sign for the tenant ${tenant}. Give its secret, or a privateKey beside the publicKey.`,
        );
      return mintToken(input, key, { now: now() });
    },
    mintInternal: (input) => mintToken(input, internal, { now: now() }),
    async verifyBearer(token, at) {
      const { subject, tenant, role, name, email, courses, sessions, language, zone, expiresAt } =
        await verifyToken(token, verifying, { now: at });
      return {
        actor: {
          tenant,
          id: subject,
          role,
          name,
          courses,
          ...(email === undefined ? {} : { email }),
          ...(sessions === undefined ? {} : { sessions }),
          ...(language === undefined ? {} : { language }),
          ...(zone === undefined ? {} : { zone }),
        },
        expiresAt,
      };
    },
  };
}

function checkKeys(keys: readonly TokenKey[], tenants: readonly string[]): void {
  if (keys.length === 0)
    throw new TypeError('[@lectern/server] createLectern: tokenKeys must hold at least one key.');
  for (const key of keys) {
    if (key.algorithm === 'HS256' && byteLength(key.secret) < 32)
      throw new TypeError(
        '[@lectern/server] createLectern: the token secret is shorter than 32 bytes. Make one with `openssl rand -base64 32`.',
      );
    if (key.algorithm === 'EdDSA' && key.publicKey === undefined)
      throw new TypeError('[@lectern/server] createLectern: a token key with EdDSA needs the publicKey.');
  }
  if (new Set(keys.map(({ id }) => id)).size < keys.length)
    throw new TypeError('[@lectern/server] createLectern: two token keys have the same id.');
  for (const tenant of tenants)
    if (!keys.some((key) => speaksFor(key, tenant)))
      throw new TypeError(`[@lectern/server] createLectern: no token key speaks for the tenant ${tenant}.`);
}

/** Without the half that signs: the verifier would take it for its own. */
function toVerifying(key: TokenKey): TokenVerifyingKey {
  if (key.algorithm === 'HS256') return key;
  const { id, algorithm, publicKey, tenants } = key;
  return { id, algorithm, publicKey, ...(tenants === undefined ? {} : { tenants }) };
}

function canSign(key: TokenKey): key is TokenKey & TokenSigningKey {
  return key.algorithm === 'HS256' || ('privateKey' in key && key.privateKey !== undefined);
}

function speaksFor({ tenants = ['default'] }: TokenKey, tenant: string): boolean {
  return tenants === 'any' || tenants.includes(tenant);
}

function byteLength(secret: string | Uint8Array): number {
  return typeof secret === 'string' ? Buffer.byteLength(secret) : secret.byteLength;
}
