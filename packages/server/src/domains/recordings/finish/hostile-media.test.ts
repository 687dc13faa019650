import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FinishResult } from './finish-job.js';
import { finishMedia } from './finish-media.js';
import { makeRecorderFile, probe, type RecorderFile } from './media.fixture.js';

const SECONDS = 4;
const DAY_MS = 86_400_000;

describe('files that somebody has tampered with', () => {
  let dir: string;
  let mp4: RecorderFile;
  let webm: RecorderFile;
  let count = 0;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'lectern-hostile-'));
    mp4 = await makeRecorderFile({ container: 'video/mp4', seconds: SECONDS, folder: dir });
    webm = await makeRecorderFile({ container: 'video/webm', seconds: SECONDS, folder: dir });
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));
  beforeEach(() => {
    // The reader says what it stumbles over.
    vi.spyOn(console, 'error').mockReturnValue();
    vi.spyOn(console, 'warn').mockReturnValue();
  });

  const finish = async ({ container, codecs }: RecorderFile, bytes: Uint8Array): Promise<FinishResult> => {
    const folder = await mkdtemp(join(dir, `${String((count += 1))}-`));
    const path = join(folder, 'chunk');
    await writeFile(path, bytes);
    const chunks = [{ n: 0, path, sizeBytes: bytes.byteLength }];
    return finishMedia({
      folder,
      parts: [{ startMs: 0, container, codecs, chunks, chunkCount: 1, durationMs: SECONDS * 1000 }],
    });
  };

  it('lets no packet say that it is of another age', async () => {
    const bytes = new Uint8Array(mp4.bytes);
    const at = positionsOf(bytes, 'tfdt').at(-1)!;
    new DataView(bytes.buffer).setBigUint64(at + 8, 2n ** 60n);
    const { files, gaps } = await finish(mp4, bytes);
    expect(files).toHaveLength(1);
    expect(files[0]!.durationMs).toBeLessThanOrEqual(SECONDS * 1000 + 100);
    for (const { endMs } of gaps) expect(endMs).toBeLessThanOrEqual(SECONDS * 1000);
    expect((await probe(files[0]!.path)).durationS).toBeLessThan(SECONDS + 0.1);
  });

  it('begins with the first picture that needs no other', async () => {
    const bytes = new Uint8Array(mp4.bytes);
    hideKeyFrames(bytes, 1);
    const { files } = await finish(mp4, bytes);
    expect(files).toHaveLength(1);
    const { keyTimes, times } = await probe(files[0]!.path);
    expect(times.video[0]).toBe(keyTimes.find((time) => time >= 1.9));
    expect(times.audio[0]).toBeLessThan(0.1);
  });

  it('keeps the sound of a picture that can never be shown', async () => {
    const bytes = new Uint8Array(mp4.bytes);
    hideKeyFrames(bytes, Infinity);
    const { files } = await finish(mp4, bytes);
    expect((await probe(files[0]!.path)).tracks).toEqual(['opus']);
  });

  it('goes on where the times go back', async () => {
    const bytes = new Uint8Array(mp4.bytes);
    for (const at of positionsOf(bytes, 'tfdt').slice(2)) new DataView(bytes.buffer).setBigUint64(at + 8, 0n);
    const { files } = await finish(mp4, bytes);
    expect(files).toHaveLength(1);
    expect(files[0]!.durationMs).toBeLessThanOrEqual(SECONDS * 1000 + 100);
  });

  it('comes to an end with any bytes, and to no length that cannot be', async () => {
    const change = fc.record({
      inHead: fc.boolean(),
      where: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      bytes: fc.oneof(
        fc.uint8Array({ minLength: 1, maxLength: 8 }),
        fc.constantFrom(new Uint8Array(4), new Uint8Array(7).fill(255)),
      ),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.array(change, { minLength: 1, maxLength: 12 }),
        async (isMp4, changes) => {
          const file = isMp4 ? mp4 : webm;
          const bytes = new Uint8Array(file.bytes);
          for (const { inHead, where, bytes: others } of changes) {
            const at = Math.floor(where * (inHead ? 1_500 : bytes.byteLength));
            bytes.set(others.subarray(0, bytes.byteLength - at), at);
          }
          for (const { durationMs, startMs } of (await finish(file, bytes)).files)
            expect(startMs + durationMs).toBeLessThanOrEqual(2 * DAY_MS);
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** Says of the first so many key frames that they depend on others. */
function hideKeyFrames(bytes: Uint8Array<ArrayBuffer>, count: number): void {
  const view = new DataView(bytes.buffer);
  const withFlags = positionsOf(bytes, 'trun').filter((at) => (view.getUint32(at + 4) & 4) !== 0);
  for (const at of withFlags.slice(0, count)) {
    const hasOffset = (view.getUint32(at + 4) & 1) !== 0;
    view.setUint32(at + 12 + (hasOffset ? 4 : 0), 0x01_01_00_00);
  }
}

/** Where the names of boxes of a kind stand. */
function positionsOf(bytes: Uint8Array, name: string): readonly number[] {
  const found: number[] = [];
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = all.indexOf(name); at >= 0; at = all.indexOf(name, at + 1)) found.push(at);
  return found;
}
