import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordingContainer } from '@lectern/core/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FinishPart, FinishResult } from './finish-job.js';
import { finishMedia } from './finish-media.js';
import { decode, makeRecorderFile, probe, writePart, type RecorderFile } from './media.fixture.js';

const SECONDS = 20;
const CONTAINERS: readonly RecordingContainer[] = ['video/mp4', 'video/webm'];

let folder: string;
let jobs = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lectern-finish-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function finish(...parts: FinishPart[]): Promise<FinishResult> {
  const own = join(folder, `job-${String((jobs += 1))}`);
  await mkdir(own);
  return finishMedia({ parts, folder: own });
}

describe.each(CONTAINERS)('finishing %s', (container) => {
  let file: RecorderFile;
  beforeAll(async () => {
    file = await makeRecorderFile({ container, seconds: SECONDS, folder });
  }, 60_000);
  const only = (result: FinishResult): FinishResult['files'][number] => {
    expect(result.files.length).toBe(1);
    const [first] = result.files;
    if (!first) throw new Error('no file');
    return first;
  };

  it('makes a file that has a length and can be sought in', async () => {
    const result = await finish(await writePart(folder, file));
    const made = only(result);
    expect(result.gaps).toEqual([]);
    expect(result.notes).toEqual([]);
    expect(made.durationMs).toBeGreaterThan(SECONDS * 1000 - 200);
    expect(made.durationMs).toBeLessThan(SECONDS * 1000 + 200);
    expect(made.type).toMatch(container === 'video/mp4' ? /^video\/mp4; codecs="avc1\.\w+, opus"$/ : /vp8/);
    const probed = await probe(made.path);
    expect(Math.abs(probed.durationS - SECONDS)).toBeLessThan(0.2);
    expect(probed.times.video.length).toBe(SECONDS * 15);
    expect(await decode(made.path)).toBe('');
  });

  it('keeps the times of sound and picture', async () => {
    const made = only(await finish(await writePart(folder, file)));
    const raw = await probe(join(folder, `recorder-320x180-20.${made.extension}`));
    const probed = await probe(made.path);
    for (const kind of ['video', 'audio'] as const) {
      const before = raw.times[kind].filter((time) => time >= 0);
      const after = probed.times[kind].slice(-before.length);
      const worst = Math.max(...after.map((time, index) => Math.abs(time - (before[index] ?? 0))));
      // WebM says how long its decoder needs to settle; readers count that into the first time or do not.
      expect(worst).toBeLessThan(0.01);
    }
  });

  it('loses at most five seconds with a chunk that never came, and says which', async () => {
    const result = await finish(await writePart(folder, file, { without: [9] }));
    const made = only(result);
    expect(Math.abs(made.durationMs - SECONDS * 1000)).toBeLessThan(200);
    expect(result.gaps.length).toBe(1);
    const [gap] = result.gaps;
    expect(gap && gap.endMs - gap.startMs).toBeLessThan(5_000);
    expect(gap?.startMs).toBeGreaterThan(5_000);
    expect(gap?.endMs).toBeLessThan(14_000);
    const { times, keyTimes } = await probe(made.path);
    expect(times.video.length).toBeGreaterThan((SECONDS - 5) * 15);
    // The picture begins again with one that needs no other.
    const again = times.video.find((time) => time * 1000 >= (gap?.endMs ?? 0) - 50);
    expect(keyTimes.some((time) => Math.abs(time - (again ?? 0)) < 0.01)).toBe(true);
    expect(await decode(made.path)).not.toMatch(/error/i);
  });

  it('reads everything of a recorder that vanished, up to where its bytes end', async () => {
    const { length } = (await writePart(folder, file)).chunks;
    const cut = Array.from({ length: 5 }, (_, index) => length - 1 - index);
    const made = only(await finish(await writePart(folder, file, { without: cut, vanished: true })));
    expect(made.durationMs).toBeGreaterThan((SECONDS - 5 - 3) * 1000);
    expect(await decode(made.path)).not.toMatch(/error/i);
  });

  it('says that the end is missing when its recorder knew of more', async () => {
    const { length } = (await writePart(folder, file)).chunks;
    const result = await finish(await writePart(folder, file, { without: [length - 1, length - 2] }));
    expect(result.gaps.at(-1)?.endMs).toBe(SECONDS * 1000);
  });

  it('joins parts of one kind on one time line', async () => {
    const first = await writePart(folder, file);
    const second = await writePart(folder, file, { startMs: 25_000 });
    const result = await finish(first, second);
    const made = only(result);
    expect(Math.abs(made.durationMs - 45_000)).toBeLessThan(200);
    expect(result.gaps.length).toBe(1);
    expect(Math.abs((result.gaps[0]?.startMs ?? 0) - 20_000)).toBeLessThan(100);
    expect(Math.abs((result.gaps[0]?.endMs ?? 0) - 25_000)).toBeLessThan(100);
    const { times } = await probe(made.path);
    expect(times.video.length).toBe(2 * SECONDS * 15);
    expect(Math.abs((times.video[SECONDS * 15] ?? 0) - 25)).toBeLessThan(0.1);
  });

  it('moves a part that claims to begin before the other ends behind it', async () => {
    const first = await writePart(folder, file);
    const second = await writePart(folder, file, { startMs: 19_000 });
    const made = only(await finish(first, second));
    expect(Math.abs(made.durationMs - 40_000)).toBeLessThan(200);
    expect((await probe(made.path)).times.video.length).toBe(2 * SECONDS * 15);
  });

  it('reads a part without its first chunk by the header of another', async () => {
    const result = await finish(
      await writePart(folder, file),
      await writePart(folder, file, { startMs: 20_000, without: [0] }),
    );
    const made = only(result);
    expect(Math.abs(made.durationMs - 40_000)).toBeLessThan(200);
    expect(result.gaps.length).toBe(1);
    expect(result.gaps[0]?.endMs).toBeLessThan(25_000);
  });

  it('fails rather than leave out a chunk that was acknowledged', async () => {
    const part = await writePart(folder, file);
    for (const n of [0, 7]) {
      const path = join(folder, 'not there');
      const chunks = part.chunks.map((chunk) => (chunk.n === n ? { ...chunk, path } : chunk));
      await expect(finish({ ...part, chunks })).rejects.toThrow('ENOENT');
      const short = part.chunks.map((chunk) =>
        chunk.n === n ? { ...chunk, sizeBytes: chunk.sizeBytes + 1 } : chunk,
      );
      await expect(finish({ ...part, chunks: short })).rejects.toThrow('not what came');
    }
  });

  it('makes nothing of nothing, and of what is no film', async () => {
    expect((await finish()).files).toEqual([]);
    const cut = { ...file, bytes: file.bytes.subarray(0, 100), seconds: 1 };
    expect((await finish(await writePart(folder, cut))).files).toEqual([]);
    const noise = { ...file, bytes: new Uint8Array(5_000).fill(0x1f), seconds: 1 };
    const result = await finish(await writePart(folder, noise));
    expect(result.files).toEqual([]);
    expect(result.notes).toContain('part 0 could not be read');
  });
});

it('puts parts of other kinds into files of their own, one after the other', async () => {
  const mp4 = await makeRecorderFile({ container: 'video/mp4', seconds: 4, folder });
  const webm = await makeRecorderFile({ container: 'video/webm', seconds: 4, folder });
  const wide = await makeRecorderFile({ container: 'video/mp4', seconds: 4, size: '480x270', folder });
  const { files, gaps } = await finish(
    await writePart(folder, mp4),
    await writePart(folder, webm, { startMs: 5_000 }),
    await writePart(folder, wide, { startMs: 9_100 }),
  );
  expect(files.map(({ extension, startMs }) => [extension, startMs])).toEqual([
    ['mp4', 0],
    ['webm', 5_000],
    ['mp4', 9_100],
  ]);
  expect(gaps.length).toBe(1);
  for (const { path } of files) expect(Math.abs((await probe(path)).durationS - 4)).toBeLessThan(0.2);
}, 60_000);
