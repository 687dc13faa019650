import { describe, expect, it } from 'vitest';
import { LecternError } from '../errors.js';
import { fromBase64, toBase64, toHex } from './base64.js';
import type { DigestAlgorithm } from './digest-algorithm.js';
import * as node from './hmac.node.js';
import * as web from './hmac.web.js';
import { signWebhook, verifyWebhook, type IncomingHeaders } from './standard-webhooks.js';
import { turnCredentials } from './turn-credentials.js';
import vectors from './vectors.json';

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'));
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function codeOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'no error',
    (error: unknown) => (LecternError.is(error) ? error.code : error),
  );
}

describe.each([
  ['node:crypto', node],
  ['Web Crypto', web as typeof node],
])('#hmac over %s', (_name, { hmac, digest, equalBytes }) => {
  it.each(vectors.hmac)('HMAC of $source', async ({ algorithm, key, message, mac }) => {
    expect(toHex(await hmac(algorithm as DigestAlgorithm, hex(key), hex(message)))).toBe(mac);
  });

  it.each(vectors.digest)('digest of $source', async ({ algorithm, message, digest: expected }) => {
    expect(toHex(await digest(algorithm as DigestAlgorithm, hex(message)))).toBe(expected);
  });

  it('signs a view of a larger buffer as the view alone', async () => {
    const view = bytes('xxHi Therexx').subarray(2, 10);
    const key = hex(vectors.hmac[2]!.key);
    expect(toHex(await hmac('SHA-256', key, view))).toBe(vectors.hmac[2]!.mac);
  });

  it('compares by content and length', async () => {
    expect(await equalBytes(bytes('abc'), bytes('abc'))).toBe(true);
    expect(await equalBytes(bytes('abc'), bytes('abd'))).toBe(false);
    expect(await equalBytes(bytes('abc'), bytes('abcd'))).toBe(false);
    expect(await equalBytes(bytes(''), bytes(''))).toBe(true);
    expect(await equalBytes(bytes(''), bytes('a'))).toBe(false);
  });
});

describe('base64', () => {
  it('goes there and back', () => {
    for (const text of ['', 'a', 'ab', 'abc', '\0\u00ff']) {
      expect(new TextDecoder().decode(fromBase64(toBase64(bytes(text))))).toBe(text);
    }
  });

  it.each(['a-b_', 'abcd\n', 'ab cd', 'a', '=', 'ab=c', 'ü'])('%j is none', (text) => {
    expect(fromBase64(text)).toBeUndefined();
  });
});

describe('turnCredentials', () => {
  it.each(vectors.turn)('$source', async ({ secretText, identity, now, ttlSeconds, ...expected }) => {
    const made = await turnCredentials({ secret: secretText, identity, ttlSeconds, now: new Date(now) });
    expect(JSON.parse(JSON.stringify(made))).toMatchObject({
      username: expected.username,
      credential: expected.credential,
      expiresAt: expected.expiresAt,
    });
  });

  it.each([{ secret: '' }, { identity: '' }, { ttlSeconds: 0 }, { ttlSeconds: 1.5 }])(
    '%j is a TypeError',
    async (fault) => {
      const input = { secret: 'north', identity: '4711', ttlSeconds: 3_600, ...fault };
      await expect(turnCredentials(input)).rejects.toThrow(TypeError);
    },
  );
});

describe('Standard Webhooks', () => {
  const vector = vectors.standardWebhooks[0]!;
  const now = new Date(vector.timestamp * 1_000);
  const secrets = [vector.secret];
  const other = `whsec_${toBase64(bytes('another secret of 24 byte'))}`;
  const headers = {
    'webhook-id': vector.id,
    'webhook-timestamp': `${vector.timestamp}`,
    'webhook-signature': vector.signature,
  };

  it('signs as the vector says', async () => {
    expect(await signWebhook(vector.bodyText, { secrets, id: vector.id, now })).toEqual(headers);
  });

  it('verifies the vector, from text, bytes and any kind of headers', async () => {
    const expected = { id: vector.id, timestamp: now, payload: { test: 2_432_232_314 } };
    const shouting = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toUpperCase(), [value]]),
    );
    for (const given of [headers, new Headers(headers), shouting] as IncomingHeaders[]) {
      expect(await verifyWebhook(vector.bodyText, given, { secrets, now })).toEqual(expected);
      expect(await verifyWebhook(bytes(vector.bodyText), given, { secrets, now })).toEqual(expected);
    }
  });

  it('signs with all secrets, so that either side may rotate first', async () => {
    const both = await signWebhook('{}', { secrets: [other, vector.secret], id: 'a', now });
    expect(both['webhook-signature'].split(' ')).toHaveLength(2);
    for (const secret of [other, vector.secret]) {
      expect((await verifyWebhook('{}', both, { secrets: [secret], now })).id).toBe('a');
      const one = await signWebhook('{}', { secrets: [secret], id: 'a', now });
      expect((await verifyWebhook('{}', one, { secrets: [other, vector.secret], now })).id).toBe('a');
    }
  });

  it('passes over versions it does not know', async () => {
    const given = { ...headers, 'webhook-signature': `v2,abc v1a,xyz ${vector.signature}` };
    expect((await verifyWebhook(vector.bodyText, given, { secrets, now })).id).toBe(vector.id);
  });

  it.each<[string, string, Record<string, string | string[]>]>([
    ['another body', '{"test": 2432232315}', {}],
    ['a body parsed and written again', '{"test":2432232314}', {}],
    ['another id', vector.bodyText, { 'webhook-id': 'msg_other' }],
    ['another time', vector.bodyText, { 'webhook-timestamp': '1614265331' }],
    ['a time that only a lenient reader takes', vector.bodyText, { 'webhook-timestamp': '1614265330abc' }],
    ['a time with a sign', vector.bodyText, { 'webhook-timestamp': '+1614265330' }],
    ['an id with a dot', vector.bodyText, { 'webhook-id': `${vector.id}.x` }],
    ['an id sent twice', vector.bodyText, { 'webhook-id': [vector.id, vector.id] }],
    ['an id joined of two', vector.bodyText, { 'webhook-id': `${vector.id}, ${vector.id}` }],
    ['a signature cut short', vector.bodyText, { 'webhook-signature': vector.signature.slice(0, 20) }],
    [
      'a signature with junk in it',
      vector.bodyText,
      { 'webhook-signature': vector.signature.replace('h', 'h*') },
    ],
    ['a signature without its version', vector.bodyText, { 'webhook-signature': vector.signature.slice(3) }],
    [
      'the signature under another version',
      vector.bodyText,
      { 'webhook-signature': vector.signature.replace('v1', 'v2') },
    ],
    [
      'eleven signatures',
      vector.bodyText,
      { 'webhook-signature': Array.from({ length: 11 }, () => vector.signature).join(' ') },
    ],
  ])('refuses %s', async (_name, body, fault) => {
    const code = await codeOf(verifyWebhook(body, { ...headers, ...fault }, { secrets, now }));
    expect(code).toBe('SIGNATURE_MISMATCH');
  });

  it('refuses the right signature of the wrong secret', async () => {
    expect(await codeOf(verifyWebhook(vector.bodyText, headers, { secrets: [other], now }))).toBe(
      'SIGNATURE_MISMATCH',
    );
  });

  it.each(Object.keys(headers))('says when %s is missing', async (name) => {
    const rest = { ...headers, [name]: undefined } as unknown as IncomingHeaders;
    expect(await codeOf(verifyWebhook(vector.bodyText, rest, { secrets, now }))).toBe('SIGNATURE_MISSING');
  });

  it.each([
    [300, undefined, 'no error'],
    [-300, undefined, 'no error'],
    [301, undefined, 'SIGNATURE_EXPIRED'],
    [-301, undefined, 'SIGNATURE_EXPIRED'],
    [0, 0, 'no error'],
    [1, 0, 'SIGNATURE_EXPIRED'],
    [1e9, Infinity, 'no error'],
  ])('at %i s with a tolerance of %s: %s', async (seconds, toleranceSeconds, expected) => {
    const at = new Date(now.getTime() + seconds * 1_000);
    const options = { secrets, now: at, ...(toleranceSeconds !== undefined && { toleranceSeconds }) };
    expect(await codeOf(verifyWebhook(vector.bodyText, headers, options))).toBe(expected);
  });

  it('looks at the signature before the time', async () => {
    expect(await codeOf(verifyWebhook('x', headers, { secrets, now: new Date(0) }))).toBe(
      'SIGNATURE_MISMATCH',
    );
  });

  it('takes an empty body, and says when a body is no JSON', async () => {
    const empty = await signWebhook('', { secrets, id: 'a', now });
    expect((await verifyWebhook('', empty, { secrets, now })).payload).toBeUndefined();
    for (const body of [bytes('{'), new Uint8Array([0x22, 0xff, 0x22])]) {
      const signed = await signWebhook(body, { secrets, id: 'a', now });
      expect(await codeOf(verifyWebhook(body, signed, { secrets, now }))).toBe('INVALID_JSON');
    }
  });

  it.each([
    ['no secret', []],
    ['an empty one', ['']],
    ['one of 23 bytes', [toBase64(new Uint8Array(23))]],
    ['one of 65 bytes', [toBase64(new Uint8Array(65))]],
    ['text that is no base64', ['whsec_not base64 at all, but long enough to be']],
    ['eleven', Array.from({ length: 11 }, () => vector.secret)],
  ])('%s is a TypeError, without the secret in it', async (_name, faulty) => {
    const error = await codeOf(verifyWebhook('{}', headers, { secrets: faulty, now }));
    expect(error).toBeInstanceOf(TypeError);
    for (const secret of faulty) if (secret) expect((error as Error).message).not.toContain(secret);
  });

  it('a parsed body is a TypeError that says so', async () => {
    await expect(verifyWebhook({} as string, headers, { secrets, now })).rejects.toThrow(/raw body/);
    await expect(signWebhook({} as string, { secrets, id: 'a', now })).rejects.toThrow(/raw body/);
  });

  it.each(['', 'a.b', 'ü', 'x'.repeat(257), 'a b'])('the id %j is a TypeError', async (id) => {
    await expect(signWebhook('{}', { secrets, id, now })).rejects.toThrow(TypeError);
  });
});
