import { generateKeyPairSync } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { LecternError } from '../errors.js';
import type { TokenInput } from './claims.js';
import { mintToken } from './mint-token.js';
import type { PrivateTokenKey, SharedTokenKey, TokenVerifyingKey } from './token-key.js';
import { verifyToken } from './verify-token.js';
import vectors from './vectors.json';

const keys = vectors.keys as unknown as readonly TokenVerifyingKey[];
const shared = keys[0] as SharedTokenKey;
const privateKey = vectors.privateKeys[0] as PrivateTokenKey;
const now = new Date('2026-11-20T18:00:00.000Z');
const ana: TokenInput = { subject: '4711', role: 'student', name: 'Ana Lima' };

async function codeOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'no error',
    (error: unknown) => (LecternError.is(error) ? error.code : error),
  );
}

describe('vectors', () => {
  it.each(vectors.cases.map((vector) => [vector.name, vector] as const))('%s', async (_name, vector) => {
    const verified = verifyToken(vector.token, keys, { now: new Date(vector.now) });
    if (vector.verified) expect(JSON.parse(JSON.stringify(await verified))).toEqual(vector.verified);
    else expect(await codeOf(verified)).toBe(vector.error);
  });

  it('refuse without showing the token or what it claims', async () => {
    for (const { token, error, now: at } of vectors.cases) {
      if (!error || token.length < 20) continue;
      const refusal: unknown = await verifyToken(token, keys, { now: new Date(at) }).catch((e: unknown) => e);
      expect(refusal).toBeInstanceOf(LecternError);
      expect((refusal as LecternError).message).not.toContain('Ana');
      expect((refusal as LecternError).message).not.toContain(token.slice(0, 20));
    }
  });
});

describe('a NUL, which no database keeps', () => {
  const claims = {
    ...decodeJwt(vectors.cases.find(({ verified }) => verified)!.token),
  };

  it.each([
    ['sub', { sub: 'ana\0' }],
    ['ctx', { ctx: ['bio\0'] }],
    ['ses', { ses: ['ses\0'] }],
  ])('is refused in %s, whoever signed it', async (_name, wrong) => {
    const iat = now.getTime() / 1_000;
    const token = await new SignJWT({ ...claims, iss: 'default', iat, nbf: iat, exp: iat + 600, ...wrong })
      .setProtectedHeader({ alg: 'HS256', typ: 'lectern+jwt', kid: shared.id })
      .sign(new TextEncoder().encode(shared.secret as string));
    expect(await codeOf(verifyToken(token, keys, { now }))).toBe('TOKEN_INVALID');
  });

  it('is no subject to mint', async () => {
    expect(await codeOf(mintToken({ ...ana, subject: 'ana\0' }, shared, { now }))).toBe('INVALID_INPUT');
  });
});

describe('mintToken', () => {
  it('writes the claims of the contract', async () => {
    const input: TokenInput = {
      ...ana,
      email: 'ana@example.edu',
      courses: ['bio-1'],
      sessions: ['ses-1'],
      language: 'de',
      zone: 'Europe/Berlin',
    };
    const { token, expiresAt } = await mintToken(input, shared, { now });
    expect(decodeProtectedHeader(token)).toEqual({ alg: 'HS256', typ: 'lectern+jwt', kid: 'shared' });
    const iat = now.getTime() / 1_000;
    expect(decodeJwt(token)).toEqual({
      iss: 'default',
      aud: 'lectern',
      sub: '4711',
      role: 'student',
      name: 'Ana Lima',
      email: 'ana@example.edu',
      ctx: ['bio-1'],
      ses: ['ses-1'],
      lang: 'de',
      tz: 'Europe/Berlin',
      iat,
      nbf: iat,
      exp: iat + 600,
      jti: expect.stringMatching(/^tok-[a-z0-9]{22}$/) as string,
      ver: 1,
    });
    expect(expiresAt).toBe('2026-11-20T18:10:00.000Z');
  });

  it.each([
    ['HS256', shared],
    ['EdDSA', privateKey],
  ] as const)('%s: what it mints is verified', async (_name, key) => {
    const { token } = await mintToken(ana, key, { now });
    const person = await verifyToken(token, keys, { now });
    expect(person).toMatchObject({ tenant: 'default', ...ana, courses: [], keyId: key.id });
  });

  it('takes Ed25519 keys as PEM', async () => {
    const pair = generateKeyPairSync('ed25519', {
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    const { token } = await mintToken(ana, { id: 'p', algorithm: 'EdDSA', privateKey: pair.privateKey });
    const key = { id: 'p', algorithm: 'EdDSA', publicKey: pair.publicKey } as const;
    expect((await verifyToken(token, [key])).subject).toBe('4711');
  });

  it('never mints the same token twice', async () => {
    const [a, b] = await Promise.all([mintToken(ana, shared, { now }), mintToken(ana, shared, { now })]);
    expect(a.token).not.toBe(b.token);
  });

  it('names everything that is wrong at once', async () => {
    const input = {
      tenant: 'a b',
      subject: '',
      role: 'root',
      name: 'x'.repeat(256),
      email: 'nobody',
      courses: [''],
      sessions: 'ses-1',
      language: 'x_y',
      zone: '+02:00',
      ttlSeconds: 3_601,
    } as unknown as TokenInput;
    const error = await mintToken(input, shared).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'INVALID_INPUT' });
    const issues = (error as LecternError).details?.['issues'] as { path: string }[];
    expect(issues.map(({ path }) => path)).toEqual(Object.keys(input));
  });

  it('refuses a token that no header can carry', async () => {
    const courses = Array.from({ length: 100 }, (_, i) => `${i}`.padStart(255, 'c'));
    expect(await codeOf(mintToken({ ...ana, courses }, shared))).toBe('INVALID_INPUT');
  });

  it.each([
    ['a secret of 31 bytes', { id: 'k', algorithm: 'HS256', secret: 'x'.repeat(31) }],
    ['bytes that are too few', { id: 'k', algorithm: 'HS256', secret: new Uint8Array(31) }],
    ['no secret', { id: 'k', algorithm: 'HS256' }],
    ['no id', { algorithm: 'HS256', secret: 'x'.repeat(32) }],
    ['another algorithm', { id: 'k', algorithm: 'none' }],
    ['a public key', { id: 'k', algorithm: 'EdDSA', publicKey: '' }],
    ['a tenant that is not the key’s', { ...shared, tenants: ['school-b'] }],
  ])('throws TypeError for %s', async (_name, key) => {
    await expect(mintToken(ana, key as SharedTokenKey)).rejects.toThrow(TypeError);
  });

  it('keeps the secret out of what it throws', async () => {
    const key: SharedTokenKey = { id: 'k', algorithm: 'HS256', secret: 'tooshort-secret' };
    await expect(mintToken(ana, key)).rejects.toThrow(/^(?!.*tooshort)/);
  });
});

describe('keys', () => {
  it('counts the bytes of a secret, not its letters', async () => {
    const key: SharedTokenKey = { id: 'k', algorithm: 'HS256', secret: 'ü'.repeat(16) };
    const { token } = await mintToken(ana, key);
    expect((await verifyToken(token, [key])).keyId).toBe('k');
  });

  it('let no tenant sign in the name of another', async () => {
    const a: SharedTokenKey = { ...shared, id: 'a', tenants: ['school-a'] };
    const any: SharedTokenKey = { ...shared, id: 'a', tenants: 'any' };
    const { token } = await mintToken({ ...ana, tenant: 'school-b' }, any);
    expect(await codeOf(verifyToken(token, [a]))).toBe('TOKEN_INVALID');
    expect((await verifyToken(token, [any])).tenant).toBe('school-b');
  });

  it('rotate: old and new are good side by side, the removed one no more', async () => {
    const next: SharedTokenKey = { id: 'next', algorithm: 'HS256', secret: 'n'.repeat(32) };
    const { token } = await mintToken(ana, shared);
    expect((await verifyToken(token, [next, shared])).keyId).toBe('shared');
    expect(await codeOf(verifyToken(token, [next]))).toBe('TOKEN_INVALID');
  });

  it('must be there, and one a name', async () => {
    await expect(verifyToken('x', [])).rejects.toThrow(TypeError);
    await expect(verifyToken('x', [shared, shared])).rejects.toThrow(TypeError);
    await expect(verifyToken('x', [privateKey as unknown as TokenVerifyingKey])).rejects.toThrow(TypeError);
  });
});

it('a configured audience replaces ours', async () => {
  const { token } = await mintToken(ana, shared, { now, audience: 'campus' });
  expect(await codeOf(verifyToken(token, keys, { now }))).toBe('TOKEN_INVALID');
  expect((await verifyToken(token, keys, { now, audience: 'campus' })).subject).toBe('4711');
});

it('a token of a megabyte is refused before it is parsed', async () => {
  expect(await codeOf(verifyToken('a'.repeat(1_000_000), keys))).toBe('TOKEN_INVALID');
});
