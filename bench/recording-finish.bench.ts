// How long a recording takes from its end to ready, against a raw copy of the same bytes in the same run, and what memory
// uploading and finishing take. Needs ffmpeg for the synthetic film; the server has no use for it.
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLectern, folderStore } from '@lectern/server';
import { ratio } from './table.ts';

const MINUTES = (process.env['LECTERN_BENCH_MINUTES'] ?? '10,30,120').split(',').map(Number);
const CHUNK_SECONDS = 2;
const MB = 1e6;
const folder = mkdtempSync(join(process.env['LECTERN_BENCH_DIR'] ?? tmpdir(), 'lectern-finish-bench-'));

const ffmpeg = (...args: readonly string[]): void =>
  void execFileSync('ffmpeg', ['-v', 'error', '-y', ...args], { stdio: ['ignore', 'inherit', 'inherit'] });

/** As the recorder writes it: 720p, 15 pictures a second, 1 Mbit/s, a key frame every two seconds. */
function makeFilm(minutes: number): string {
  const one = join(folder, 'minute.mp4');
  if (!made.has(one))
    ffmpeg(
      ...['-f', 'lavfi', '-i', 'testsrc2=size=1280x720:rate=15'],
      ...['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000', '-t', '60', '-pix_fmt', 'yuv420p'],
      ...[
        '-c:v',
        'libx264',
        '-preset',
        'ultrafast',
        '-b:v',
        '1000k',
        '-maxrate',
        '1000k',
        '-bufsize',
        '1000k',
      ],
      ...['-g', '30', '-keyint_min', '30', '-sc_threshold', '0', '-bf', '0'],
      ...['-c:a', 'libopus', '-b:a', '48k', '-ac', '1', one],
    );
  made.add(one);
  const path = join(folder, `${minutes}.mp4`);
  ffmpeg(
    ...['-stream_loop', String(minutes - 1), '-i', one, '-c', 'copy'],
    ...['-movflags', 'frag_keyframe+empty_moov+default_base_moof', path],
  );
  return path;
}
const made = new Set<string>();

async function rawCopy(path: string): Promise<number> {
  const started = performance.now();
  const from = await open(path);
  const to = await open(`${path}.copy`, 'w');
  const buffer = new Uint8Array(1024 * 1024);
  for (;;) {
    const { bytesRead } = await from.read(buffer);
    if (bytesRead === 0) break;
    await to.write(buffer, 0, bytesRead);
  }
  await to.sync();
  await Promise.all([from.close(), to.close()]);
  const took = performance.now() - started;
  rmSync(`${path}.copy`);
  return took;
}

/** The highest memory of this process while something runs, in MB. */
async function peakWhile(work: () => Promise<void>): Promise<number> {
  let peak = 0;
  const look = (): void => void (peak = Math.max(peak, process.memoryUsage.rss()));
  const timer = setInterval(look, 50);
  look();
  await work().finally(() => clearInterval(timer));
  return peak / MB;
}

const publicUrl = 'https://lectern.test';
const lectern = createLectern({
  database: 'memory:',
  publicUrl,
  tokenSecret: randomBytes(32),
  objectStore: folderStore(join(folder, 'store')),
  rateLimits: false,
});
await lectern.start();
const teacher = lectern.api.as({ subject: 'teacher', role: 'teacher', courses: ['bench'] });

async function record(
  path: string,
  minutes: number,
): Promise<{ upload: number; finish: number; finishMs: number; processorMs: number }> {
  const session = await teacher.sessions.create({ title: 'Bench', courseId: 'bench', kind: 'community' });
  await teacher.sessions.start(session.id);
  const recording = await teacher.recordings.announce(session.id);
  const part = await teacher.recordings.openPart(recording.id, {
    id: `prt-${createHash('sha256').update(path).digest('hex').slice(0, 22)}`,
    startMs: 0,
    container: 'video/mp4',
    codecs: 'avc1.42c01f,opus',
  });
  const { size } = await stat(path);
  const count = Math.ceil((minutes * 60) / CHUNK_SECONDS);
  const step = Math.ceil(size / count);
  const chunks = Math.ceil(size / step);
  const film = await open(path);
  const upload = await peakWhile(async () => {
    for (let n = 0; n < chunks; n += 1) {
      const bytes = new Uint8Array(Math.min(step, size - n * step));
      await film.read(bytes, 0, bytes.byteLength, n * step);
      const digest = createHash('sha256').update(bytes).digest('base64');
      const { status } = await lectern.fetch(
        new Request(`${part.upload.url}/chunks/${n}`, {
          method: 'PUT',
          headers: { 'content-digest': `sha-256=:${digest}:`, 'content-length': String(bytes.byteLength) },
          body: bytes,
        }),
      );
      if (status !== 204) throw new Error(`chunk ${n} was answered with ${status}`);
    }
  });
  await film.close();
  await teacher.recordings.stop(recording.id);
  const started = performance.now();
  const before = process.cpuUsage();
  const finish = await peakWhile(async () => {
    await lectern.fetch(
      new Request(`${part.upload.url}/finish`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ chunks, durationMs: minutes * 60_000 }),
      }),
    );
    for (;;) {
      const { state, durationMs = 0, gaps } = await teacher.recordings.get(recording.id);
      if (state === 'failed') throw new Error('the recording failed');
      if (state === 'ready') {
        if (Math.abs(durationMs - minutes * 60_000) > 1_000 || gaps.length > 0)
          throw new Error(`${durationMs} ms and ${gaps.length} gaps: no figure`);
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  });
  const finishMs = performance.now() - started;
  const { user, system } = process.cpuUsage(before);
  return { upload, finish, finishMs, processorMs: (user + system) / 1000 };
}

try {
  const rows: Record<string, string>[] = [];
  for (const minutes of MINUTES) {
    const path = makeFilm(minutes);
    const copyMs = await rawCopy(path);
    const idle = process.memoryUsage.rss() / MB;
    const { upload, finish, finishMs, processorMs } = await record(path, minutes);
    const { size } = await stat(path);
    rows.push({
      length: `${minutes} min, ${Math.round(size / MB)} MB`,
      'end to ready': `${(finishMs / 1000).toFixed(1)} s`,
      'processor time': `${(processorMs / 1000).toFixed(1)} s`,
      'raw copy': `${(copyMs / 1000).toFixed(1)} s`,
      'of a raw copy': ratio(finishMs, copyMs),
      'memory before': `${idle.toFixed(0)} MB`,
      'while uploading': `${upload.toFixed(0)} MB`,
      'while finishing': `${finish.toFixed(0)} MB`,
    });
    rmSync(path);
  }
  console.log(
    `from the last chunk to a seekable file, chunks of ${CHUNK_SECONDS} s; memory is of the whole server`,
  );
  console.table(rows);
} finally {
  await lectern.stop();
  rmSync(folder, { recursive: true, force: true });
}
