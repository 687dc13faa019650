import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderStore } from '../../ports/object-store/folder-store.js';
import { createTestLectern, type TestLectern } from '../../testing/create-test-lectern.js';
import { cutIntoChunks, makeRecorderFile } from './finish/media.fixture.js';
import { atMinute, TestRecorder } from './recorder.fixture.js';

const run = promisify(execFile);
const SECONDS = 20;
const isRoot = process.getuid?.() === 0;

describe.skipIf(!isRoot)(
  `recording onto a full disk${isRoot ? '' : ' [needs root to mount a tmpfs]'}`,
  () => {
    let folder: string;
    let disk: string;
    let server: TestLectern;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'lectern-full-'));
      disk = join(folder, 'disk');
      await mkdir(disk);
    });
    afterAll(async () => {
      await server.stop();
      // Lazily: the thread that finishes may not have let go of its files.
      await run('umount', ['-l', disk]);
      await rm(folder, { recursive: true, force: true });
    });

    it(
      'loses nothing it acknowledged, says so, and goes on once there is room',
      { timeout: 120_000 },
      async () => {
        const film = await makeRecorderFile({ container: 'video/mp4', seconds: SECONDS, folder });
        const chunks = cutIntoChunks(film);
        // Room for the chunks and a little more, but not for the file that is made of them.
        const size = Math.ceil(film.bytes.byteLength * 1.4);
        await run('mount', ['-t', 'tmpfs', '-o', `size=${String(size)}`, 'tmpfs', disk]);
        const ballast = join(disk, 'ballast');
        await writeFile(ballast, new Uint8Array(Math.floor(size * 0.6)));
        server = await createTestLectern({ objectStore: folderStore(disk) });
        const lesson = await TestRecorder.start(server);
        const { id } = await lesson.announce();
        const { url } = await lesson.open(id, 'a', { container: 'video/mp4', codecs: film.codecs });

        const safe: number[] = [];
        let refused: number | undefined;
        for (const [n, bytes] of chunks.entries()) {
          const { status } = await lesson.put(url, n, bytes);
          if (status === 204) safe.push(n);
          else {
            expect(status).toBe(507);
            refused = n;
            break;
          }
        }
        expect(refused).toBeGreaterThan(2);
        expect(await lesson.get(id)).toMatchObject({ state: 'uploading', failure: 'storage-full' });
        expect(await lesson.received(url)).toMatchObject({ ranges: [[0, safe.length - 1]] });

        await rm(ballast);
        for (const [n, bytes] of chunks.entries())
          if (!safe.includes(n)) expect((await lesson.put(url, n, bytes)).status).toBe(204);
        expect(await lesson.get(id)).not.toHaveProperty('failure');

        // The finished file does not fit beside the chunks.
        await lesson.finish(url, { chunks: chunks.length, durationMs: SECONDS * 1000 });
        await lesson.stop(id);
        await server.settle();
        expect(await lesson.get(id)).toMatchObject({ state: 'failed', failure: 'storage-full' });
        await run('mount', ['-o', `remount,size=${String(size * 2)}`, disk]);
        await server.setTime(atMinute(16));
        const ready = await lesson.get(id);
        expect(ready).toMatchObject({ state: 'ready', gaps: [] });
        expect(Math.abs((ready.durationMs ?? 0) - SECONDS * 1000)).toBeLessThan(300);
      },
    );
  },
);
