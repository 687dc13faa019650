import { execFileSync } from 'node:child_process';
import type { Page } from 'playwright-core';
import { type Rgb, type Tint, toldSecond, toYuv } from './second-camera.ts';

const GRID = { width: 320, height: 180 };

/** Where somebody's tile is in a picture of a recording, and what their camera tells. */
export interface FoundTile {
  /** As shares of the picture. */
  readonly width: number;
  readonly height: number;
  readonly second: number;
}

/** Goes to a moment in the player of a page and looks for each tint. */
export async function lookAt(
  page: Page,
  seconds: number,
  tints: Readonly<Record<string, Tint>>,
): Promise<Record<string, FoundTile | undefined>> {
  const pixels = await page.locator('recording-player video').evaluate(
    async (element, { at, width, height }) => {
      const video = element as HTMLVideoElement;
      video.pause();
      const sought = new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }));
      video.currentTime = at;
      await sought;
      const canvas = document.createElement('canvas');
      canvas.width = width;
      canvas.height = height;
      const context = canvas.getContext('2d')!;
      context.drawImage(video, 0, 0, width, height);
      return [...context.getImageData(0, 0, width, height).data];
    },
    { at: seconds, ...GRID },
  );
  return Object.fromEntries(Object.entries(tints).map(([who, tint]) => [who, findTile(pixels, tint)]));
}

function colourAt(pixels: readonly number[], x: number, y: number): Tint & { readonly y: number } {
  const at = (y * GRID.width + x) * 4;
  const [r = 0, g = 0, b = 0] = pixels.slice(at, at + 3);
  return toYuv({ r, g, b } satisfies Rgb, '709');
}

function findTile(pixels: readonly number[], { u, v }: Tint): FoundTile | undefined {
  const columns: number[] = [];
  const rows: number[] = [];
  for (let y = 0; y < GRID.height; y += 1)
    for (let x = 0; x < GRID.width; x += 1) {
      const colour = colourAt(pixels, x, y);
      if (Math.abs(colour.u - u) > 10 || Math.abs(colour.v - v) > 10 || colour.y < 30) continue;
      columns.push(x);
      rows.push(y);
    }
  // Nothing, or the edge of something else.
  if (columns.length < 200) return undefined;
  // The outermost hundredth is what the encoder smeared.
  const range = (values: number[]): { from: number; to: number } => {
    const sorted = values.sort((a, b) => a - b);
    const cut = Math.floor(sorted.length / 100);
    return { from: sorted[cut] ?? 0, to: (sorted[sorted.length - 1 - cut] ?? 0) + 1 };
  };
  const x = range(columns);
  const y = range(rows);
  // The name stands at the lower left.
  const column = Math.floor(x.from + (x.to - x.from) * 0.75);
  const luma = (share: number): number =>
    colourAt(pixels, column, Math.floor(y.from + (y.to - y.from) * share)).y;
  return {
    width: (x.to - x.from) / GRID.width,
    height: (y.to - y.from) / GRID.height,
    second: toldSecond(luma(0.25), luma(0.65)),
  };
}

/** The moments at which tones begin in a file, in ms. */
export function toneOnsets(path: string): number[] {
  const rate = 8000;
  const raw = execFileSync(
    'ffmpeg',
    ['-v', 'error', '-i', path, '-map', '0:a', '-ac', '1', '-ar', String(rate), '-f', 's16le', '-'],
    { maxBuffer: 1 << 28 },
  );
  const onsets: number[] = [];
  let lastLoud = -Infinity;
  for (let at = 0; at < raw.length / 2; at += 1) {
    if (Math.abs(raw.readInt16LE(at * 2)) < 700) continue;
    if (at - lastLoud > rate / 4) onsets.push((at * 1000) / rate);
    lastLoud = at;
  }
  return onsets;
}

/** The lower luma of the tile that fills this part of the picture, of every picture of a file. */
export function lumas(
  path: string,
  part: { readonly x: number; readonly y: number },
): { readonly ms: number; readonly luma: number }[] {
  const times = execFileSync(
    'ffprobe',
    ['-v', 'error', '-select_streams', 'v', '-show_entries', 'frame=pts_time', '-of', 'csv=p=0', path],
    { maxBuffer: 1 << 28, encoding: 'utf8' },
  )
    .split('\n')
    .map((line) => Number.parseFloat(line))
    .filter((time) => !Number.isNaN(time));
  const raw = execFileSync(
    'ffmpeg',
    [
      ...['-v', 'error', '-i', path, '-map', '0:v', '-fps_mode', 'passthrough'],
      ...['-vf', `crop=2:2:${String(part.x)}:${String(part.y)},format=yuv420p`, '-f', 'rawvideo', '-'],
    ],
    { maxBuffer: 1 << 28 },
  );
  return times.map((time, index) => ({ ms: time * 1000, luma: raw[index * 6] ?? 0 }));
}

/** How long a file is for ffprobe, in ms. */
export function probedDuration(path: string): number {
  return (
    1000 *
    Number(
      execFileSync('ffprobe', ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', path], {
        encoding: 'utf8',
      }),
    )
  );
}
