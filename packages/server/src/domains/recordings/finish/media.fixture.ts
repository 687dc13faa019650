import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { RecordingContainer } from '@lectern/core/contract';
import type { ChunkFile, FinishPart } from './finish-job.js';

const run = promisify(execFile);

/** What a recorder makes: a file that is written as it grows, with a key frame every two seconds. */
export interface RecorderFile {
  readonly container: RecordingContainer;
  readonly codecs: string;
  readonly bytes: Uint8Array;
  readonly seconds: number;
}

export interface RecorderFileOptions {
  readonly container: RecordingContainer;
  readonly seconds: number;
  /** Default: 320x180. */
  readonly size?: string;
  /** Default: 2. */
  readonly keySeconds?: number;
  readonly folder: string;
}

/** Made by ffmpeg: each picture shows its number, the sound is a tone. */
export async function makeRecorderFile(options: RecorderFileOptions): Promise<RecorderFile> {
  const { container, seconds, size = '320x180', keySeconds = 2, folder } = options;
  const isMp4 = container === 'video/mp4';
  const path = join(folder, `recorder-${size}-${String(seconds)}.${isMp4 ? 'mp4' : 'webm'}`);
  const keys = String(15 * keySeconds);
  await mkdir(folder, { recursive: true });
  await run('ffmpeg', [
    ...['-v', 'error', '-y'],
    ...['-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=15`],
    ...['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000'],
    ...['-t', String(seconds), '-pix_fmt', 'yuv420p', '-g', keys, '-keyint_min', keys],
    ...(isMp4
      ? ['-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '0', '-sc_threshold', '0']
      : ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '16', '-b:v', '300k']),
    ...['-c:a', 'libopus', '-b:a', '48k', '-ac', '1'],
    ...(isMp4
      ? ['-movflags', 'frag_keyframe+empty_moov+default_base_moof']
      : ['-f', 'webm', '-live', '1', '-cluster_time_limit', '1000']),
    path,
  ]);
  return {
    container,
    codecs: isMp4 ? 'avc1.42c00c,opus' : 'vp8,opus',
    bytes: await readFile(path),
    seconds,
  };
}

/** The file as a recorder sends it: a chunk for each second, cut anywhere. */
export function cutIntoChunks({ bytes, seconds }: RecorderFile): readonly Uint8Array[] {
  const size = Math.ceil(bytes.byteLength / seconds);
  return Array.from({ length: Math.ceil(bytes.byteLength / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
}

export interface FixturePartOptions {
  readonly startMs?: number;
  /** Chunks that never come. */
  readonly without?: readonly number[];
  /** The recorder never said that it ended. */
  readonly vanished?: boolean;
}

let folders = 0;

/** A part whose chunks lie in a folder. */
export async function writePart(
  folder: string,
  file: RecorderFile,
  { startMs = 0, without = [], vanished = false }: FixturePartOptions = {},
): Promise<FinishPart> {
  const own = join(folder, `part-${String((folders += 1))}`);
  await mkdir(own, { recursive: true });
  const cut = cutIntoChunks(file);
  const chunks: ChunkFile[] = [];
  for (const [n, bytes] of cut.entries()) {
    if (without.includes(n)) continue;
    const path = join(own, String(n));
    await writeFile(path, bytes);
    chunks.push({ n, path, sizeBytes: bytes.byteLength });
  }
  return {
    startMs,
    container: file.container,
    codecs: file.codecs,
    chunks,
    ...(vanished ? {} : { chunkCount: cut.length, durationMs: file.seconds * 1000 }),
  };
}

/** What ffprobe says of a file. */
export interface ProbedFile {
  readonly durationS: number;
  readonly tracks: readonly string[];
  /** By kind: times of all packets in seconds. */
  readonly times: Readonly<Record<'video' | 'audio', readonly number[]>>;
  readonly keyTimes: readonly number[];
}

export async function probe(path: string): Promise<ProbedFile> {
  const { stdout, stderr } = await run(
    'ffprobe',
    [
      '-v',
      'error',
      '-show_format',
      '-show_streams',
      '-show_entries',
      'packet=codec_type,pts_time,flags',
      '-of',
      'json',
      path,
    ],
    { maxBuffer: 512 * 1024 * 1024 },
  );
  if (stderr !== '') throw new Error(`ffprobe says: ${stderr}`);
  const said = JSON.parse(stdout) as {
    readonly format: { readonly duration: string };
    readonly streams: readonly { readonly codec_name: string }[];
    readonly packets: readonly { codec_type: 'video' | 'audio'; pts_time: string; flags: string }[];
  };
  const timesOf = (kind: 'video' | 'audio'): readonly number[] =>
    said.packets.flatMap((packet) => (packet.codec_type === kind ? [Number(packet.pts_time)] : []));
  return {
    durationS: Number(said.format.duration),
    tracks: said.streams.map(({ codec_name: name }) => name),
    times: { video: timesOf('video'), audio: timesOf('audio') },
    keyTimes: said.packets.flatMap((packet) =>
      packet.codec_type === 'video' && packet.flags.startsWith('K') ? [Number(packet.pts_time)] : [],
    ),
  };
}

/** What a decoder complains of; empty when it plays without a fault. */
export async function decode(path: string): Promise<string> {
  const { stderr } = await run('ffmpeg', ['-v', 'warning', '-i', path, '-f', 'null', '-'], {
    maxBuffer: 64 * 1024 * 1024,
  });
  return stderr;
}
