import { importJWK, importPKCS8, importSPKI, type CryptoKey, type JWK } from 'jose';

interface TokenKeyBase {
  /** `kid` in the header of the token: 1 to 64 of `[A-Za-z0-9._-]`. */
  readonly id: string;
  /**
   * The tenants this key speaks for; no other key of another tenant can sign in their name. Default: `['default']`.
   * `'any'` is for a server that mints for all its tenants itself.
   */
  readonly tenants?: readonly string[] | 'any';
}

/** A secret that the LMS and the server share. */
export interface SharedTokenKey extends TokenKeyBase {
  readonly algorithm: 'HS256';
  /** At least 32 bytes (a string counts as UTF-8). Make one with `openssl rand -base64 32`. */
  readonly secret: string | Uint8Array;
}

/** Ed25519, the half that signs. */
export interface PrivateTokenKey extends TokenKeyBase {
  readonly algorithm: 'EdDSA';
  /** PKCS #8 as PEM, or a JWK with `d`. */
  readonly privateKey: string | JWK;
}

/** Ed25519, the half that verifies. */
export interface PublicTokenKey extends TokenKeyBase {
  readonly algorithm: 'EdDSA';
  /** SPKI as PEM, or a JWK. */
  readonly publicKey: string | JWK;
}

/** What mints tokens. The algorithm belongs to the key and is never read from a token. */
export type TokenSigningKey = SharedTokenKey | PrivateTokenKey;
/** What verifies them. */
export type TokenVerifyingKey = SharedTokenKey | PublicTokenKey;

/** What a tenant id looks like: 1 to 64 of `[A-Za-z0-9._-]`. */
export const TENANT_PATTERN = /^[A-Za-z0-9._-]{1,64}$/;

const imported = new WeakMap<object, Promise<CryptoKey>>();

/** Whether the key may sign for this tenant. */
export function speaksFor(key: TokenKeyBase, tenant: string): boolean {
  const tenants = key.tenants ?? ['default'];
  return tenants === 'any' || tenants.includes(tenant);
}

/** @throws TypeError for a key that must not be used. */
export function checkTokenKey(key: TokenSigningKey | TokenVerifyingKey): void {
  if (typeof key !== 'object' || key === null || typeof key.id !== 'string' || !TENANT_PATTERN.test(key.id)) {
    throw new TypeError('[@lectern/core] A token key needs an `id` of 1 to 64 of [A-Za-z0-9._-].');
  }
  if (key.algorithm === 'HS256') {
    if (typeof key.secret !== 'string' && !(key.secret instanceof Uint8Array)) {
      throw new TypeError('[@lectern/core] A token key with HS256 needs a `secret`, as text or as bytes.');
    }
    if (secretBytes(key.secret).length < 32) {
      throw new TypeError(
        '[@lectern/core] The token secret is shorter than 32 bytes. Make one with `openssl rand -base64 32`.',
      );
    }
  } else if (key.algorithm !== 'EdDSA') {
    throw new TypeError('[@lectern/core] The `algorithm` of a token key is "HS256" or "EdDSA".');
  }
}

/** The key as Web Crypto has it, imported once per key object. */
export function importTokenKey(key: TokenSigningKey | TokenVerifyingKey): Promise<CryptoKey> {
  let promise = imported.get(key);
  if (!promise) {
    promise = importKey(key);
    imported.set(key, promise);
  }
  return promise;
}

async function importKey(key: TokenSigningKey | TokenVerifyingKey): Promise<CryptoKey> {
  if (key.algorithm === 'HS256') {
    const algorithm = { name: 'HMAC', hash: 'SHA-256' };
    return crypto.subtle.importKey('raw', secretBytes(key.secret), algorithm, false, ['sign', 'verify']);
  }
  if ('privateKey' in key) {
    return typeof key.privateKey === 'string'
      ? importPKCS8(key.privateKey, 'EdDSA')
      : ((await importJWK(key.privateKey, 'EdDSA')) as CryptoKey);
  }
  return typeof key.publicKey === 'string'
    ? importSPKI(key.publicKey, 'EdDSA')
    : ((await importJWK(publicHalf(key.publicKey), 'EdDSA')) as CryptoKey);
}

/** A JWK with `d` would be imported as a key that signs and cannot verify. */
function publicHalf({ kty, crv, x }: JWK): JWK {
  return { kty, ...(crv !== undefined && { crv }), ...(x !== undefined && { x }) } as JWK;
}

function secretBytes(secret: string | Uint8Array): Uint8Array<ArrayBuffer> {
  return typeof secret === 'string' ? new TextEncoder().encode(secret) : new Uint8Array(secret);
}
