import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { createSignIn } from './sign-in.ts';

const secret = 'a secret of the campus tests, long enough';
const signIn = createSignIn({ secret });

const cookieOf = (setCookie: string): string => setCookie.split(';')[0] ?? '';
const visit = (path: string, cookie?: string): Request =>
  new Request(`http://localhost${path}`, { headers: cookie ? { cookie } : {} });
const forge = (claims: Record<string, unknown>, key = secret, algorithm = 'HS256'): Promise<string> =>
  new SignJWT({ iss: 'campus', aud: 'campus', sub: 'ana', exp: Date.now() / 1000 + 60, ...claims })
    .setProtectedHeader({ alg: algorithm })
    .sign(new TextEncoder().encode(key))
    .then((value) => `campus_person=${value}`);

describe('createSignIn', () => {
  it('keeps its cookie from scripts, from other sites and from the pages of others', async () => {
    const cookie = await signIn.issue('ana', { secure: true });
    expect(cookie).toMatch(/; Path=\/as\/ana(;|$)/);
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; Secure/);
    expect(cookie).toMatch(/; SameSite=Lax/);
    expect(await signIn.issue('ana', { secure: false })).not.toMatch(/Secure/);
  });

  it('knows the person it signed, and nobody else', async () => {
    const cookie = cookieOf(await signIn.issue('ana', { secure: false }));
    expect(await signIn.verify(visit('/as/ana/', cookie), 'ana')).toBe(true);
    expect(await signIn.verify(visit('/as/ben/', cookie), 'ben')).toBe(false);
    expect(await signIn.verify(visit('/as/ana/'), 'ana')).toBe(false);
  });

  it('accepts a cookie as it would make it itself', async () => {
    expect(await signIn.verify(visit('/', await forge({})), 'ana')).toBe(true);
  });

  it.each([
    ['another key', forge({}, 'another secret, as long as the first one is')],
    ['another algorithm', forge({}, secret.repeat(2), 'HS512')],
    ['another audience', forge({ aud: 'elsewhere' })],
    ['another issuer', forge({ iss: 'elsewhere' })],
    ['no end', forge({ exp: undefined })],
    ['an end that is over', forge({ exp: Date.now() / 1000 - 1 })],
    ['no signature', Promise.resolve('campus_person=ana')],
  ])('refuses a cookie with %s', async (_, cookie) => {
    expect(await signIn.verify(visit('/', await cookie), 'ana')).toBe(false);
  });

  it('refuses one that was changed by a letter', async () => {
    const cookie = cookieOf(await signIn.issue('ana', { secure: false }));
    const changed = cookie.replace(
      /\.([A-Za-z0-9_-])/,
      (_, letter: string) => `.${letter === 'A' ? 'B' : 'A'}`,
    );
    expect(changed).not.toBe(cookie);
    expect(await signIn.verify(visit('/', changed), 'ana')).toBe(false);
  });

  it('is over after twelve hours', async () => {
    let now = new Date('2026-11-20T08:00:00Z');
    const timed = createSignIn({ secret, now: () => now });
    const cookie = cookieOf(await timed.issue('ana', { secure: false }));
    now = new Date('2026-11-20T19:59:59Z');
    expect(await timed.verify(visit('/', cookie), 'ana')).toBe(true);
    now = new Date('2026-11-20T20:00:01Z');
    expect(await timed.verify(visit('/', cookie), 'ana')).toBe(false);
  });

  it('refuses a short secret', () => {
    expect(() => createSignIn({ secret: 'short' })).toThrow(TypeError);
  });
});
