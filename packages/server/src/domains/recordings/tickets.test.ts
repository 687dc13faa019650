import { randomBytes } from 'node:crypto';
import { LecternError } from '@lectern/core';
import { SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type OpenedDatabase } from '../../platform/db/open-database.js';
import { describeOnEachEngine } from '../../testing/each-engine.js';
import type { TestDatabase } from '../../testing/test-database.js';
import { readTicketKey } from './ticket-key.js';
import { createTickets } from './tickets.js';

const KEY = new Uint8Array(randomBytes(32));
const NOW = new Date('2026-11-21T10:00:00.000Z');
const LATER = new Date('2026-11-21T10:15:00.000Z');
const tickets = createTickets(() => Promise.resolve(KEY));

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'good',
    (error: unknown) => (LecternError.is(error) ? error.code : `no error of ours: ${String(error)}`),
  );

describe('tickets', () => {
  it('says what was signed, to the second before its end', async () => {
    const ticket = await tickets.sign('play', { rec: 'rec-a', sub: 'ben' }, LATER);
    expect(await tickets.verify('play', ticket, NOW)).toMatchObject({ rec: 'rec-a', sub: 'ben' });
    expect(await codeOf(tickets.verify('play', ticket, new Date(LATER.getTime() - 1)))).toBe('good');
    expect(await codeOf(tickets.verify('play', ticket, LATER))).toBe('TICKET_INVALID');
  });

  it('never lives longer than it was said', async () => {
    const ticket = await tickets.sign('play', {}, new Date(LATER.getTime() + 999));
    expect(await codeOf(tickets.verify('play', ticket, new Date(LATER.getTime() + 999)))).toBe(
      'TICKET_INVALID',
    );
  });

  it('stands in a path as it is', async () => {
    const ticket = await tickets.sign('play', { sub: 'ü / ?#%' }, LATER);
    expect(encodeURIComponent(ticket)).toBe(ticket);
  });

  const forged: readonly (readonly [string, () => Promise<string> | string])[] = [
    ['of another purpose', () => tickets.sign('download', {}, LATER)],
    [
      'of another key',
      () => createTickets(() => Promise.resolve(new Uint8Array(32))).sign('play', {}, LATER),
    ],
    ['without a signature', () => new UnsecuredJWT({ aud: 'play', exp: LATER.getTime() / 1000 }).encode()],
    ['of another algorithm', () => jwt({ alg: 'HS512', typ: 'lectern-ticket+jwt' })],
    ['of another kind, such as a token', () => jwt({ alg: 'HS256', typ: 'JWT' })],
    [
      'without an end',
      () =>
        new SignJWT({ aud: 'play' })
          .setProtectedHeader({ alg: 'HS256', typ: 'lectern-ticket+jwt' })
          .sign(KEY),
    ],
    ['with one character changed', async () => flip(await tickets.sign('play', { rec: 'rec-a' }, LATER))],
    ['cut off', async () => (await tickets.sign('play', {}, LATER)).slice(0, -2)],
    ['too long to read', async () => `${await tickets.sign('play', {}, LATER)}${'A'.repeat(5_000)}`],
    ['empty', () => ''],
    ['of dots', () => '..'],
    ['of other characters', () => 'ü.\u0000.%2e'],
  ];
  it.each(forged)('refuses one %s', async (_name, make) => {
    expect(await codeOf(tickets.verify('play', await make(), NOW))).toBe('TICKET_INVALID');
  });

  it('asks for the key again when it could not be had', async () => {
    let asked = 0;
    const flaky = createTickets(() => {
      asked += 1;
      return asked === 1 ? Promise.reject(new Error('the database is away')) : Promise.resolve(KEY);
    });
    await expect(flaky.sign('play', {}, LATER)).rejects.toThrow('the database is away');
    const ticket = await flaky.sign('play', {}, LATER);
    expect(await codeOf(flaky.verify('play', ticket, NOW))).toBe('good');
    expect(asked).toBe(2);
  });
});

describeOnEachEngine('the key of tickets', (engine) => {
  let made: TestDatabase;
  let database: OpenedDatabase;
  beforeAll(async () => {
    made = await engine.createDatabase();
    database = await openDatabase({
      database: made.database,
      ...(made.template ? { template: made.template } : {}),
    });
  });
  afterAll(async () => {
    await database.close();
    await made.drop();
  });

  it('is one for all who ask at once', async () => {
    const keys = await Promise.all(Array.from({ length: 5 }, () => readTicketKey(database.db, NOW)));
    expect(keys[0]?.byteLength).toBe(32);
    expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(1);
  });
});

function jwt(header: { alg: string; typ: string }): Promise<string> {
  const key = new Uint8Array(64).fill(1);
  key.set(KEY);
  return new SignJWT({ aud: 'play' })
    .setProtectedHeader(header)
    .setExpirationTime(LATER.getTime() / 1000)
    .sign(header.alg === 'HS256' ? KEY : key);
}

function flip(ticket: string): string {
  const [head = '', body = '', signature = ''] = ticket.split('.');
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
  return [
    head,
    Buffer.from(JSON.stringify({ ...claims, rec: 'rec-b' })).toString('base64url'),
    signature,
  ].join('.');
}
