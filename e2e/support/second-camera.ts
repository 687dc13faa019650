import { closeSync, mkdtempSync, openSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'lectern-seconds-'));
const SIZE = { width: 160, height: 90 };
const FPS = 20;
const LEVELS = 16;
const DARKEST = 40;
const STEP = 10;

/** The chroma tells whose camera it is. */
export interface Tint {
  readonly u: number;
  readonly v: number;
}

/**
 * A camera whose colour tells the second: the lower half counts to sixteen, the upper half how often it did. Chromium plays
 * the file in a loop.
 */
export function secondCamera(name: string, { u, v }: Tint, seconds: number): string {
  const path = join(folder, `${name}.y4m`);
  const file = openSync(path, 'w');
  writeSync(file, `YUV4MPEG2 W${SIZE.width} H${SIZE.height} F${FPS}:1 Ip A1:1 C420jpeg\n`);
  const luma = SIZE.width * SIZE.height;
  const chroma = Buffer.concat([Buffer.alloc(luma / 4, u), Buffer.alloc(luma / 4, v)]);
  for (let second = 0; second < seconds; second += 1) {
    const half = (level: number): Buffer => Buffer.alloc(luma / 2, DARKEST + (level % LEVELS) * STEP);
    const picture = Buffer.concat([
      Buffer.from('FRAME\n'),
      half(Math.floor(second / LEVELS)),
      half(second),
      chroma,
    ]);
    for (let frame = 0; frame < FPS; frame += 1) writeSync(file, picture);
  }
  closeSync(file);
  return path;
}

/** The second that two lumas of one picture tell, upper half first. */
export function toldSecond(upper: number, lower: number): number {
  const level = (luma: number): number =>
    Math.min(LEVELS - 1, Math.max(0, Math.round((luma - DARKEST) / STEP)));
  return level(upper) * LEVELS + level(lower);
}

export interface Rgb {
  readonly r: number;
  readonly g: number;
  readonly b: number;
}

/** Y, U and V (limited range) of what the browser drew: 601 for Chromium's camera files, 709 for our recordings. */
export function toYuv({ r, g, b }: Rgb, matrix: '601' | '709'): Tint & { readonly y: number } {
  const [kr, kb] = matrix === '601' ? [0.299, 0.114] : [0.2126, 0.0722];
  const luma = kr * r + (1 - kr - kb) * g + kb * b;
  return {
    y: 16 + (luma * 219) / 255,
    u: 128 + (((b - luma) / (2 - 2 * kb)) * 224) / 255,
    v: 128 + (((r - luma) / (2 - 2 * kr)) * 224) / 255,
  };
}
