import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export const SECONDS = 7_200;
/** A group of pictures and a fragment, as the recorder makes them. */
const KEY_SECONDS = 2;
const CLIP_SECONDS = 60;

/**
 * Two hours as a recorder uploads them: fragmented MP4 without an index, 800 kbit/s of moving pictures and 48 kbit/s of
 * sound. One minute is encoded and then repeated.
 */
export async function makeTwoHours(dir: string): Promise<string> {
  const [clip, whole] = [join(dir, 'clip.mp4'), join(dir, 'two-hours.mp4')];
  const video = 'testsrc2=size=1280x720:rate=15,noise=alls=12:allf=t';
  await ffmpeg(
    ...[
      '-f',
      'lavfi',
      '-i',
      video,
      '-f',
      'lavfi',
      '-i',
      'sine=440:sample_rate=48000',
      '-t',
      `${CLIP_SECONDS}`,
    ],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', `${15 * KEY_SECONDS}`],
    ...['-b:v', '800k', '-minrate', '800k', '-maxrate', '800k', '-bufsize', '800k'],
    ...['-c:a', 'libopus', '-b:a', '48k', '-ac', '1', clip],
  );
  await ffmpeg(
    ...['-stream_loop', `${SECONDS / CLIP_SECONDS - 1}`, '-i', clip, '-c', 'copy', '-t', `${SECONDS}`],
    ...['-movflags', '+frag_keyframe+empty_moov+default_base_moof', whole],
  );
  return whole;
}

async function ffmpeg(...given: readonly string[]): Promise<void> {
  const child = spawn('ffmpeg', ['-v', 'error', '-y', ...given], { stdio: ['ignore', 'inherit', 'inherit'] });
  const failed = once(child, 'error').then(([error]) => {
    throw new Error('this bench needs ffmpeg (apt-get install ffmpeg)', { cause: error });
  });
  const [code] = (await Promise.race([once(child, 'exit'), failed])) as [number | null];
  if (code !== 0) throw new Error(`ffmpeg ended with ${String(code)}`);
}
