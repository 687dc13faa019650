import { parseCookie, stringifySetCookie } from 'cookie';
import { jwtVerify, SignJWT } from 'jose';

const COOKIE = 'campus_person';
const ISSUER = 'campus';
const LIFE_SECONDS = 12 * 60 * 60;

export interface SignInOptions {
  /** At least 32 bytes. */
  readonly secret: string;
  /** Default: the system's time. */
  readonly now?: () => Date;
}

/** Remembers who sits in front of a tab. */
export interface SignIn {
  /** A `Set-Cookie` header that only the pages under `/as/<personId>` get back: two tabs can be two people. */
  issue(personId: string, options: { readonly secure: boolean }): Promise<string>;
  /** Whether the request carries a cookie that was made here for this person and is not over. */
  verify(request: Request, personId: string): Promise<boolean>;
  /** Whether the request carries such a cookie at all, right or wrong. */
  isClaimed(request: Request): boolean;
}

/** A real LMS has passwords or single sign-on here; Campus lets everybody choose and signs the choice. */
export function createSignIn({ secret, now = () => new Date() }: SignInOptions): SignIn {
  const key = new TextEncoder().encode(secret);
  if (key.length < 32) throw new TypeError('[campus] secret must have at least 32 bytes');

  return {
    async issue(personId, { secure }) {
      const issuedAt = Math.floor(now().getTime() / 1000);
      const value = await new SignJWT()
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer(ISSUER)
        .setAudience(ISSUER)
        .setSubject(personId)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + LIFE_SECONDS)
        .sign(key);
      return stringifySetCookie({
        name: COOKIE,
        value,
        path: `/as/${personId}`,
        httpOnly: true,
        sameSite: 'lax',
        secure,
      });
    },

    isClaimed: (request) => valueIn(request) !== undefined,

    async verify(request, personId) {
      const value = valueIn(request);
      if (!value) return false;
      try {
        await jwtVerify(value, key, {
          algorithms: ['HS256'],
          issuer: ISSUER,
          audience: ISSUER,
          subject: personId,
          requiredClaims: ['exp'],
          currentDate: now(),
        });
        return true;
      } catch {
        return false;
      }
    },
  };
}

function valueIn(request: Request): string | undefined {
  return parseCookie(request.headers.get('cookie') ?? '')[COOKIE];
}
