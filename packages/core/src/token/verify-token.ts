import { decodeProtectedHeader, errors, jwtVerify, type JWTPayload } from 'jose';
import { ROLES, type Role } from '../contract/person.js';
import { LecternError } from '../errors.js';
import {
  isEmail,
  isLanguage,
  isText,
  isId,
  isIdList,
  isZone,
  LEEWAY_SECONDS,
  MAX_TOKEN_LENGTH,
  MAX_TTL_SECONDS,
  TOKEN_AUDIENCE,
  TOKEN_TYPE,
} from './claims.js';
import {
  checkTokenKey,
  importTokenKey,
  speaksFor,
  TENANT_PATTERN,
  type TokenVerifyingKey,
} from './token-key.js';

export interface VerifyTokenOptions {
  /** The instant the token is judged at. Default: the machine's clock. */
  readonly now?: Date;
  /** Default: `lectern`. */
  readonly audience?: string;
}

/** Who somebody is, proven. */
export interface VerifiedToken {
  readonly tenant: string;
  readonly subject: string;
  readonly role: Role;
  readonly name: string;
  readonly email?: string;
  readonly courses: readonly string[];
  /** The only sessions this token is good for. Undefined: no such limit. */
  readonly sessions?: readonly string[];
  /** Left out when it is no BCP 47 tag: a profile setting must not lock anybody out. */
  readonly language?: string;
  /** Left out when it is no IANA name. */
  readonly zone?: string;
  readonly tokenId: string;
  readonly keyId: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

const REQUIRED = ['iss', 'aud', 'sub', 'role', 'name', 'iat', 'nbf', 'exp', 'jti', 'ver'];

/**
 * Verifies a token against the one key its `kid` names, with that key's algorithm: signature first, claims after.
 * Clocks may be 30 seconds apart.
 *
 * @throws `LecternError` `TOKEN_EXPIRED` when only its time is over, else `TOKEN_INVALID`.
 * @throws TypeError for keys that must not be used: none, two with one id, a secret under 32 bytes.
 */
export async function verifyToken(
  token: string,
  keys: readonly TokenVerifyingKey[],
  options: VerifyTokenOptions = {},
): Promise<VerifiedToken> {
  checkKeys(keys);
  if (typeof token !== 'string' || token.length > MAX_TOKEN_LENGTH) throw invalid('it is no compact JWT');
  const key = keys.find(({ id }) => id === keyIdOf(token));
  if (!key) throw invalid('its key is not one of ours (`kid`)');
  const now = options.now ?? new Date();
  const payload = await verifySignature(token, key, now, options.audience ?? TOKEN_AUDIENCE);
  return readClaims(payload, key, now);
}

async function verifySignature(
  token: string,
  key: TokenVerifyingKey,
  currentDate: Date,
  audience: string,
): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, await importTokenKey(key), {
      algorithms: [key.algorithm],
      typ: TOKEN_TYPE,
      audience,
      currentDate,
      clockTolerance: LEEWAY_SECONDS,
      requiredClaims: REQUIRED,
    });
    return payload;
  } catch (cause) {
    if (cause instanceof errors.JWTExpired) {
      throw new LecternError('TOKEN_EXPIRED', 'The token is over: fetch a new one and try once more.', {
        cause,
      });
    }
    // jose's messages name the claim, never its value.
    if (cause instanceof errors.JOSEError) throw invalid(cause.message, cause);
    throw cause;
  }
}

function readClaims(payload: JWTPayload, key: TokenVerifyingKey, now: Date): VerifiedToken {
  const { iss, sub, role, name, email, ctx, ses, lang, tz, iat, exp, jti, ver } = payload;
  if (ver !== 1) throw invalid('its version is not 1 (`ver`)');
  if (typeof iss !== 'string' || !TENANT_PATTERN.test(iss))
    throw invalid('its issuer is no tenant id (`iss`)');
  if (!speaksFor(key, iss)) throw invalid('its key does not speak for this tenant (`iss`)');
  if (typeof iat !== 'number' || typeof exp !== 'number') throw invalid('its times are missing');
  if (exp - iat > MAX_TTL_SECONDS) throw invalid('it lives longer than 60 minutes (`exp` − `iat`)');
  if (iat > now.getTime() / 1_000 + LEEWAY_SECONDS) throw invalid('it was minted in the future (`iat`)');
  if (!isId(sub)) throw invalid('its subject is not 1 to 255 characters without NUL (`sub`)');
  if (!isText(name)) throw invalid('its name is not 1 to 255 characters (`name`)');
  if (!isText(jti)) throw invalid('its id is not 1 to 255 characters (`jti`)');
  if (!isRole(role)) throw invalid('its role is unknown (`role`)');
  const courses = typeof ctx === 'string' ? [ctx] : (ctx ?? []);
  if (!isIdList(courses)) throw invalid('its courses are no list of ids (`ctx`)');
  // A limit that cannot be read must not become no limit.
  if (ses !== undefined && !isIdList(ses)) throw invalid('its sessions are no list of ids (`ses`)');
  return {
    tenant: iss,
    subject: sub,
    role,
    name,
    ...(isEmail(email) && { email }),
    courses,
    ...(ses !== undefined && { sessions: ses }),
    ...(isLanguage(lang) && { language: lang }),
    ...(isZone(tz) && { zone: tz }),
    tokenId: jti,
    keyId: key.id,
    issuedAt: new Date(iat * 1_000),
    expiresAt: new Date(exp * 1_000),
  };
}

function checkKeys(keys: readonly TokenVerifyingKey[]): void {
  if (keys.length === 0) throw new TypeError('[@lectern/core] Verifying a token needs at least one key.');
  for (const key of keys) {
    checkTokenKey(key);
    if (key.algorithm === 'EdDSA' && key.publicKey === undefined) {
      throw new TypeError('[@lectern/core] Verifying with EdDSA needs the `publicKey`.');
    }
  }
  if (new Set(keys.map(({ id }) => id)).size < keys.length) {
    throw new TypeError('[@lectern/core] Two token keys have the same `id`.');
  }
}

function keyIdOf(token: string): string | undefined {
  try {
    return decodeProtectedHeader(token).kid;
  } catch (cause) {
    throw invalid('it is no compact JWT', cause);
  }
}

function isRole(value: unknown): value is Role {
  return ROLES.includes(value as Role);
}

function invalid(reason: string, cause?: unknown): LecternError {
  return new LecternError('TOKEN_INVALID', `The token was refused: ${reason}. Mint a new one.`, { cause });
}
