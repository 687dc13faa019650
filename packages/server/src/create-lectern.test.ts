import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { createLectern } from './create-lectern.js';
import type { Lectern } from './platform/server/lectern.js';
import type { LecternOptions } from './platform/server/options.js';
import { silentLog } from './ports/log/log.js';
import { createTestProvider } from './testing/test-provider.js';

const good: LecternOptions = {
  database: 'memory:',
  providers: { peer: createTestProvider() },
  publicUrl: 'https://lms.example.edu',
  tokenSecret: 'x'.repeat(32),
  log: silentLog,
};
const { publicKey, privateKey } = generateKeyPairSync('ed25519', {
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

let open: Lectern[] = [];
afterEach(async () => {
  await Promise.all(open.map((lectern) => lectern.stop()));
  open = [];
});
const make = (options: Partial<LecternOptions> = {}): Lectern => {
  const lectern = createLectern({ ...good, ...options });
  open.push(lectern);
  return lectern;
};

it.each([
  ['a short secret', { tokenSecret: 'x'.repeat(31) }, /32 bytes/],
  ['no key', { tokenSecret: undefined }, /tokenSecret or tokenKeys/],
  ['both', { tokenKeys: [] }, /either/],
  ['no keys', { tokenSecret: undefined, tokenKeys: [] }, /at least one/],
  [
    'only half a key',
    { tokenSecret: undefined, tokenKeys: [{ id: 'k', algorithm: 'EdDSA', privateKey }] },
    /publicKey/,
  ],
  [
    'a tenant without a key',
    { tokenSecret: undefined, tenants: { b: {} }, tokenKeys: [{ id: 'k', algorithm: 'EdDSA', publicKey }] },
    /tenant b/,
  ],
  ['no database', { database: '' }, /database/],
  ['another database', { database: 'mysql://x' }, /database/],
  ['no providers', { providers: {} }, /at least one/],
  ['a bad provider key', { providers: { 'My Video': createTestProvider() } }, /provider key/],
  ['an adapter in place of a provider', { providers: { peer: { name: 'peer' } } }, /createProvider/],
  ['no address', { publicUrl: 'lms.example.edu' }, /publicUrl/],
  ['an address with a query', { publicUrl: 'https://a.example?x' }, /publicUrl/],
  ['an origin with a path', { tenants: { default: { origins: ['https://a.example/'] } } }, /not an origin/],
  ['every origin', { tenants: { default: { origins: ['*'] } } }, /not an origin/],
  ['a typing mistake', { publicURL: 'https://a.example' }, /no option publicURL/],
])('refuses %s before anything starts', (_name, wrong, message) => {
  const options = Object.fromEntries(
    Object.entries({ ...good, ...wrong }).filter(([, value]) => value !== undefined),
  ) as unknown as LecternOptions;
  expect(() => createLectern(options)).toThrow(TypeError);
  expect(() => createLectern(options)).toThrow(message);
  expect(() => createLectern(options)).not.toThrow(/xxxx/);
});

it('starts by itself, once, and not again after it was stopped', async () => {
  const lectern = make();
  const responses = await Promise.all(
    [1, 2, 3].map(() => lectern.fetch(new Request('https://lms.example.edu/readyz'))),
  );
  expect(responses.map(({ status }) => status)).toEqual([200, 200, 200]);
  await lectern.stop();
  await lectern.stop();
  const late = await lectern.fetch(new Request('https://lms.example.edu/readyz'));
  expect(late.status).toBe(503);
  expect(await late.json()).toMatchObject({ error: { code: 'UNAVAILABLE' } });
  await expect(lectern.start()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});

it('speaks for an admin and for others', async () => {
  const lectern = make({
    tokenSecret: undefined,
    // It can verify and not sign: its own calls work nevertheless.
    tokenKeys: [{ id: 'k', algorithm: 'EdDSA', publicKey }],
  } as unknown as LecternOptions);
  expect(await lectern.api.me.get()).toMatchObject({ role: 'admin' });
  expect(await lectern.api.as({ subject: 'ana', role: 'student', name: 'Ana' }).me.get()).toMatchObject({
    id: 'ana',
    role: 'student',
    name: 'Ana',
  });
  await expect(lectern.tokens.mint({ subject: 'ana', role: 'student', name: 'Ana' })).rejects.toThrow(
    TypeError,
  );
});

it('mints with a pair and verifies what it minted', async () => {
  const lectern = make({
    tokenSecret: undefined,
    tokenKeys: [{ id: 'k', algorithm: 'EdDSA', publicKey, privateKey }],
  } as unknown as LecternOptions);
  const { token } = await lectern.tokens.mint({ subject: 'ana', role: 'student', name: 'Ana' });
  const me = await lectern.fetch(
    new Request('https://lms.example.edu/v1/me', { headers: { authorization: `Bearer ${token}` } }),
  );
  expect(me.status).toBe(200);
});

it('has a folder to itself, gives it back, and finds everything again', async () => {
  const root = await mkdtemp(join(tmpdir(), 'lectern-file-'));
  const database = `file:${join(root, 'deep', 'data')}`;
  const lockFile = join(root, 'deep', 'data.lock');
  try {
    const first = make({ database });
    await first.start();
    expect(JSON.parse(await readFile(lockFile, 'utf8'))).toMatchObject({ pid: process.pid });
    const rival = make({ database });
    await expect(rival.start()).rejects.toMatchObject({ code: 'DATABASE_LOCKED' });
    const refused = await rival.fetch(new Request('https://lms.example.edu/readyz'));
    expect(refused.status).toBe(503);
    await first.api.people.put('ana', { name: 'Ana', role: 'student' });
    await first.stop();
    await expect(readFile(lockFile)).rejects.toMatchObject({ code: 'ENOENT' });
    // The rival may try again.
    expect((await rival.fetch(new Request('https://lms.example.edu/readyz'))).status).toBe(200);
  } finally {
    await Promise.all(open.map((lectern) => lectern.stop()));
    await rm(root, { recursive: true, force: true });
  }
});

it('leaves no lock behind when the folder cannot be opened', async () => {
  const root = await mkdtemp(join(tmpdir(), 'lectern-file-'));
  try {
    await writeFile(join(root, 'data'), 'a file, not a folder');
    await expect(make({ database: `file:${join(root, 'data')}` }).start()).rejects.toThrow();
    await expect(readFile(join(root, 'data.lock'))).rejects.toMatchObject({ code: 'ENOENT' });
  } finally {
    await rm(root, { recursive: true, force: true });
  }
});

it('holds calls between browsers when no video server is named', async () => {
  const { providers: _left, ...without } = good;
  const lectern = createLectern(without);
  open.push(lectern);
  const session = await lectern.api.sessions.create({ title: 'Fractions' });
  const { connectionId } = await lectern.api.sessions.join(session.id, { deviceId: 'laptop' });
  expect(await lectern.api.connections.ticket(connectionId)).toMatchObject({
    kind: 'peer',
    maxParticipants: 6,
  });
});
