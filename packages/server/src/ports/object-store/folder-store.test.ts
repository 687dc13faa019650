import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { LecternError } from '@lectern/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeObjectStore } from '../../testing/describe-object-store.js';
import { defaultStore } from './default-store.js';
import { folderStore } from './folder-store.js';
import { temporaryStore } from './temporary-store.js';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url));
const PUT_FOREVER = fileURLToPath(new URL('./put-forever.fixture.ts', import.meta.url));

let folder: string;
let folders = 0;
const fresh = (): string => join(folder, String((folders += 1)));
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lectern-store-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describeObjectStore('folder store', {
  describe,
  it,
  expect,
  create: () => Promise.resolve(folderStore(fresh())),
});
describeObjectStore('temporary store', {
  describe,
  it,
  expect,
  create: () => Promise.resolve(temporaryStore()),
});

it('is beside the data, temporary for a database in memory, and nowhere for PostgreSQL', async () => {
  expect(defaultStore('postgres://localhost/lectern')).toBe(undefined);
  await defaultStore(`file:${folder}/data/`)?.put('a', new Uint8Array([1]));
  expect(await readdir(join(folder, 'data-recordings'))).toEqual(['objects', 'temp']);
  const temporary = defaultStore('memory:');
  await temporary?.put('a', new Uint8Array([1]));
  const path = temporary?.local?.path('a') ?? '';
  await temporary?.close();
  await expect(readdir(join(path, '..'))).rejects.toThrow('ENOENT');
});

it('has all of an object or nothing of it when its process is killed', { timeout: 60_000 }, async () => {
  const dir = fresh();
  const store = folderStore(dir);
  for (let from = 0, round = 0; round < 3; round += 1) {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', '--conditions', '@lectern/source', PUT_FOREVER, dir, String(from)],
      { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let said = '';
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (text: Buffer) => {
        said += text.toString();
        // At another point of the next one each time.
        if (said.split('\n').length > 8 + round) child.kill('SIGKILL');
      });
      child.on('close', () => resolve());
    });
    const safe = said.split('\n').slice(0, -1).map(Number);
    expect(safe.length).toBeGreaterThan(7);
    from = (safe.at(-1) ?? 0) + 1;
  }
  const found: number[] = [];
  for await (const { key, size } of store.list('objects/')) {
    expect(size).toBe(40_000);
    found.push(Number(key.slice('objects/'.length)));
  }
  expect(found.slice(0, 24)).toEqual(Array.from({ length: 24 }, (_, n) => n));
});

it('removes what a killed process left behind, a day later', async () => {
  const dir = fresh();
  await mkdir(join(dir, 'temp', 'scratch-old'), { recursive: true });
  await writeFile(join(dir, 'temp', 'old'), 'half');
  await writeFile(join(dir, 'temp', 'young'), 'half');
  const dayBefore = Math.floor(performance.timeOrigin / 1000) - 2 * 86_400;
  for (const name of ['old', 'scratch-old']) await utimes(join(dir, 'temp', name), dayBefore, dayBefore);
  await folderStore(dir).put('a', new Uint8Array([1]));
  expect(await readdir(join(dir, 'temp'))).toEqual(['young']);
});

it('takes a finished file as it is', async () => {
  const { local, head } = folderStore(fresh());
  if (!local) throw new Error('a folder is local');
  const scratch = await local.makeScratch();
  await writeFile(join(scratch, '0.mp4'), 'film');
  expect((await local.adopt('recordings/a/0.mp4', join(scratch, '0.mp4'))).size).toBe(4);
  expect(await readdir(scratch)).toEqual([]);
  expect((await head('recordings/a/0.mp4'))?.size).toBe(4);
  expect(() => local.path('../../etc/passwd')).toThrow(TypeError);
  await expect(local.adopt('../out', join(scratch, 'x'))).rejects.toThrow();
});

it('reads no folder as an object, and follows no file as a folder', async () => {
  const store = folderStore(fresh());
  await store.put('a/b', new Uint8Array([1]));
  expect(await store.head('a/b/c')).toBe(undefined);
  expect(await store.get('a/b/c')).toBe(undefined);
  await store.delete('a/b/c');
  expect((await store.head('a/b'))?.size).toBe(1);
});

const isRoot = process.getuid?.() === 0;
describe.skipIf(!isRoot)(`a full disk${isRoot ? '' : ' [needs root to mount a tmpfs]'}`, () => {
  let disk: string;
  beforeAll(async () => {
    disk = fresh();
    await mkdir(disk);
    await run('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk]);
  });
  afterAll(() => run('umount', ['-l', disk]));

  it('is told apart, keeps what was safe, and takes more once there is room', async () => {
    const store = folderStore(disk);
    const put = (n: number): Promise<unknown> =>
      store.put(`chunks/${String(n)}`, new Uint8Array(300_000).fill(n));
    let safe = 0;
    let error: unknown;
    for (; safe < 20 && error === undefined; safe += 1)
      error = await put(safe).then(
        () => undefined,
        (e: unknown) => e,
      );
    safe -= 1;
    expect(LecternError.is(error) && [error.code, error.retryable]).toEqual(['STORAGE_FULL', true]);
    expect(safe).toBeGreaterThan(3);
    const found: string[] = [];
    for await (const { key, size } of store.list('')) {
      expect(size).toBe(300_000);
      found.push(key);
    }
    expect(found.length).toBe(safe);
    // Nothing is left of the one that did not fit.
    expect(await readdir(join(disk, 'temp'))).toEqual([]);
    await store.delete('chunks/0');
    await put(99);
    expect((await store.head('chunks/99'))?.size).toBe(300_000);
  });
});
