import { ROLES, type Role } from '../contract/person.js';
import { invalidInput, type InputIssue } from '../invalid-input.js';
import { TENANT_PATTERN } from './token-key.js';

/** `typ` of the header: no other JWT signed with the same key is taken for one of ours. */
export const TOKEN_TYPE = 'lectern+jwt';
/** Default `aud`. */
export const TOKEN_AUDIENCE = 'lectern';
export const DEFAULT_TTL_SECONDS = 600;
export const MAX_TTL_SECONDS = 3_600;
/** How far two clocks may be apart. */
export const LEEWAY_SECONDS = 30;
/** Longer ones do not fit the header limits of common servers. */
export const MAX_TOKEN_LENGTH = 8_192;

/** Who somebody is, as the LMS says. */
export interface TokenInput {
  /** 1 to 64 of `[A-Za-z0-9._-]`. Default: `default`. */
  readonly tenant?: string;
  /** The LMS's opaque user id, 1 to 255 characters. */
  readonly subject: string;
  readonly role: Role;
  /** Shown to others, 1 to 255 characters. */
  readonly name: string;
  /** Without it no mail is sent. */
  readonly email?: string;
  /** Courses they belong to. */
  readonly courses?: readonly string[];
  /** The only sessions this token is good for. Default: no such limit. */
  readonly sessions?: readonly string[];
  /** BCP 47, such as `de` or `pt-BR`. */
  readonly language?: string;
  /** IANA name, such as `Europe/Berlin`. */
  readonly zone?: string;
  /** 1 to 3,600. Default: 600. */
  readonly ttlSeconds?: number;
}

/** The claims of a token, in the words of RFC 7519 where it has one. */
export interface TokenClaims {
  readonly iss: string;
  readonly aud: string;
  readonly sub: string;
  readonly role: Role;
  readonly name: string;
  readonly email?: string;
  readonly ctx?: readonly string[];
  readonly ses?: readonly string[];
  readonly lang?: string;
  readonly tz?: string;
  readonly iat: number;
  readonly nbf: number;
  readonly exp: number;
  readonly jti: string;
  readonly ver: 1;
}

/** Says everything that is wrong with an input at once. @throws LecternError `INVALID_INPUT` */
export function checkTokenInput(input: TokenInput): void {
  const issues: InputIssue[] = [];
  const check = (path: string, ok: boolean, message: string): void => {
    if (!ok) issues.push({ path, message });
  };
  const { tenant, email, courses, sessions, language, zone, ttlSeconds } = input;
  check('tenant', tenant === undefined || TENANT_PATTERN.test(tenant), 'must be 1 to 64 of [A-Za-z0-9._-]');
  check('subject', isId(input.subject), 'must be 1 to 255 characters without NUL');
  check('role', ROLES.includes(input.role), `must be one of ${ROLES.join(', ')}`);
  check('name', isText(input.name), 'must be 1 to 255 characters');
  check('email', email === undefined || isEmail(email), 'must be an e-mail address');
  check('courses', courses === undefined || isIdList(courses), 'must be a list of ids');
  check('sessions', sessions === undefined || isIdList(sessions), 'must be a list of ids');
  check('language', language === undefined || isLanguage(language), 'must be a BCP 47 tag such as de');
  check('zone', zone === undefined || isZone(zone), 'must be an IANA name such as Europe/Berlin');
  check(
    'ttlSeconds',
    ttlSeconds === undefined ||
      (Number.isInteger(ttlSeconds) && ttlSeconds >= 1 && ttlSeconds <= MAX_TTL_SECONDS),
    `must be a whole number from 1 to ${MAX_TTL_SECONDS}`,
  );
  if (issues.length > 0) throw invalidInput('No token was minted', issues);
}

/** 1 to 255 characters, counted as code points. */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= 510 && [...value].length <= 255;
}

/** A text that a database keeps: PostgreSQL knows no NUL. */
export function isId(value: unknown): value is string {
  return isText(value) && !value.includes('\0');
}

export function isIdList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isId);
}

export function isEmail(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length <= 254 &&
    /^[^\s@]+@[^\s@]+$/.test(value) &&
    !value.includes('\0')
  );
}

export function isLanguage(value: unknown): value is string {
  return typeof value === 'string' && accepts(() => Intl.getCanonicalLocales(value));
}

export function isZone(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    // Offsets are taken by Intl, but know no daylight saving time.
    /^[A-Za-z]/.test(value) &&
    accepts(() => new Intl.DateTimeFormat('en', { timeZone: value }))
  );
}

function accepts(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
}
