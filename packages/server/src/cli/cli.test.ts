import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { run } from './run.js';

const PROVIDER = fileURLToPath(new URL('../testing/test-provider.ts', import.meta.url));
let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lectern-cli-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const config = (database: string, secret = 'x'.repeat(32)): Promise<void> =>
  writeFile(
    join(dir, 'lectern.config.mjs'),
    `import { createTestProvider } from ${JSON.stringify(PROVIDER)};
export default { database: ${JSON.stringify(database)}, providers: { peer: createTestProvider() },
  publicUrl: 'http://127.0.0.1', tokenSecret: ${JSON.stringify(secret)} };`,
  );

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

async function lectern(
  args: readonly string[],
  onLine?: (line: string, stop: () => void) => void,
): Promise<Ran> {
  const out: string[] = [];
  const error: string[] = [];
  let stop = (): void => undefined;
  const stopped = new Promise<void>((resolve) => (stop = resolve));
  const code = await run(args, {
    env: {},
    cwd: dir,
    out(line) {
      out.push(line);
      onLine?.(line, stop);
    },
    error: (line) => void error.push(line),
    untilStopped: () => stopped,
  });
  return { code, out: out.join('\n'), error: error.join('\n') };
}

it.each([
  [[], /Name a command/],
  [['dance'], /no command dance/],
  [['serve', 'now'], /Too many words/],
  [['serve', '--prot', '1'], /--prot/],
  [['serve'], /lectern\.config\.mjs/],
])('explains %j', async (args, message) => {
  const { code, error } = await lectern(args);
  expect(code).toBe(2);
  expect(error).toMatch(message);
  expect(error).toContain('Usage: lectern');
});

it('explains a port that is none, an empty config and a wrong option', async () => {
  await config('memory:', 'short');
  expect(await lectern(['serve', '--port', 'x'])).toMatchObject({
    code: 2,
    error: expect.stringContaining('not a port') as string,
  });
  expect(await lectern(['serve', '--port', '0'])).toMatchObject({
    code: 1,
    error: expect.stringContaining('32 bytes') as string,
  });
  await writeFile(join(dir, 'empty.mjs'), 'export const a = 1;');
  expect(await lectern(['serve', '--config', 'empty.mjs'])).toMatchObject({ code: 2 });
});

it('says how it is used', async () => {
  expect(await lectern(['--help'])).toMatchObject({
    code: 0,
    out: expect.stringContaining('migrate') as string,
  });
});

it('brings the database up to date, once', async () => {
  await config(`file:${join(dir, 'data')}`);
  expect((await lectern(['migrate'])).out).toContain('0001-outbox');
  expect((await lectern(['migrate'])).out).toContain('up to date');
});

it.each([
  [['replay'], /Say which deliveries/],
  [['replay', '--state', 'received'], /no state to replay/],
  [['replay', '--since', 'yesterday'], /no instant/],
])('explains %j', async (args, message) => {
  await config('memory:');
  const { code, error } = await lectern(args);
  expect(code).toBe(2);
  expect(error).toMatch(message);
});

it('has nothing to replay in an empty database, and changes nothing when only asked', async () => {
  await config(`file:${join(dir, 'data')}`);
  expect((await lectern(['replay', '--all', '--dry-run'])).out).toBe('Nothing was changed.');
  expect(await lectern(['replay', '--state', 'dead', '--since', '2026-11-20T18:00:00Z'])).toMatchObject({
    code: 0,
    out: '0 deliveries will be processed again.',
  });
});

it('serves until it is told to stop, and ends cleanly', async () => {
  await config('memory:');
  let answered: Promise<number> | undefined;
  const ran = await lectern(['serve', '--port', '0'], (line, stop) => {
    const [url] = /http:\S+/.exec(line) ?? [];
    if (url === undefined) return;
    answered = fetch(`${url}/readyz`).then(({ status }) => status);
    void answered.finally(stop);
  });
  expect(await answered).toBe(200);
  expect(ran).toMatchObject({ code: 0, error: '' });
  expect(ran.out).toContain('stopping');
});
