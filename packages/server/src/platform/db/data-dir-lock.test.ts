import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { silentLog } from '../../ports/log/log.js';
import { lockDataDir } from './data-dir-lock.js';
import { processStartedAt } from './process-started-at.js';

let root: string;
let dir: string;
let path: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'lectern-lock-'));
  dir = join(root, 'data');
  path = `${dir}.lock`;
});
afterEach(() => rm(root, { recursive: true, force: true }));

const lock = (): ReturnType<typeof lockDataDir> => lockDataDir(dir, silentLog);
const write = (holder: Record<string, unknown>): Promise<void> =>
  writeFile(path, JSON.stringify({ startedAt: null, host: hostname(), nonce: 'n', ...holder }));
const locked = { code: 'DATABASE_LOCKED' };

async function withChild(work: (pid: number) => Promise<void>): Promise<number> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  const pid = child.pid ?? 0;
  try {
    await work(pid);
  } finally {
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await exited;
  }
  return pid;
}

it('is taken once, and again after it was given back', async () => {
  const first = await lock();
  await expect(lock()).rejects.toMatchObject(locked);
  await first.release();
  await (await lock()).release();
  await expect(readFile(path)).rejects.toMatchObject({ code: 'ENOENT' });
});

it('is refused while its process lives, and taken over when that was killed', async () => {
  const pid = await withChild(async (living) => {
    await write({ pid: living, startedAt: await processStartedAt(living) });
    await expect(lock()).rejects.toMatchObject({
      ...locked,
      message: expect.stringContaining(String(living)) as string,
    });
  });
  expect(await readFile(path, 'utf8')).toContain(String(pid));
  await (await lock()).release();
});

it('is taken over from a process whose number another has now', async () => {
  await withChild(async (pid) => {
    await write({ pid, startedAt: 'another boot/1' });
    await (await lock()).release();
  });
});

it('is taken over when it is broken', async () => {
  for (const text of ['', '{', '{}', 'null', '[1]']) {
    await writeFile(path, text);
    await (await lock()).release();
  }
});

it('of another machine is respected while it is touched', async () => {
  await write({ pid: 1, host: 'elsewhere' });
  await expect(lock()).rejects.toMatchObject({
    ...locked,
    message: expect.stringContaining('elsewhere') as string,
  });
  const longAgo = new Date('2020-01-01T00:00:00Z');
  await utimes(path, longAgo, longAgo);
  await (await lock()).release();
});

it('that is stale goes to exactly one of many', async () => {
  for (let round = 0; round < 20; round += 1) {
    await write({ pid: 2 ** 22 + 1 });
    const results = await Promise.allSettled(Array.from({ length: 8 }, lock));
    const won = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(won).toHaveLength(1);
    await won[0]?.release();
  }
});

it('of somebody else is not given back', async () => {
  const first = await lock();
  await write({ pid: 7, nonce: 'other' });
  await first.release();
  expect(await readFile(path, 'utf8')).toContain('other');
});
