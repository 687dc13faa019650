import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const WIDTH = 640;
const HEIGHT = 360;
const FRAMES_PER_SECOND = 10;
const SECONDS = 2;

const folder = mkdtempSync(join(tmpdir(), 'lectern-cameras-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/**
 * A camera that sees a drawn person, who moves a little: a YUV4MPEG2 file, which Chromium plays in a loop.
 *
 * @param page - Any page of the playground: it has the drawing, and a canvas to draw it on.
 */
export async function drawnCamera(page, person) {
  const frames = [];
  for (let index = 0; index < FRAMES_PER_SECOND * SECONDS; index += 1) {
    const planes = await page.evaluate(drawFrame, {
      person,
      seconds: index / FRAMES_PER_SECOND,
      width: WIDTH,
      height: HEIGHT,
    });
    frames.push(Buffer.from('FRAME\n'), Buffer.from(planes, 'base64'));
  }
  const path = join(folder, `${person}.y4m`);
  const header = `YUV4MPEG2 W${WIDTH} H${HEIGHT} F${FRAMES_PER_SECOND}:1 Ip A1:1 C420jpeg\n`;
  writeFileSync(path, Buffer.concat([Buffer.from(header), ...frames]));
  return path;
}

/** Runs in the page: one picture as planes of luma and, at half the size, chroma; BT.601, limited range. */
/* global document */
async function drawFrame({ person, seconds, width, height }) {
  const { drawPerson } = await import('/portrait.ts');
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const draw = canvas.getContext('2d', { willReadFrequently: true });
  drawPerson(draw, person, seconds);
  const { data } = draw.getImageData(0, 0, width, height);
  const luma = width * height;
  const planes = new Uint8Array((luma * 3) / 2);
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1) {
      const at = row * width + column;
      const [r, g, b] = [data[at * 4], data[at * 4 + 1], data[at * 4 + 2]];
      planes[at] = 16 + (65.481 * r + 128.553 * g + 24.966 * b) / 255;
      if (row % 2 || column % 2) continue;
      const half = (row / 2) * (width / 2) + column / 2;
      planes[luma + half] = 128 + (-37.797 * r - 74.203 * g + 112 * b) / 255;
      planes[luma * 1.25 + half] = 128 + (112 * r - 93.786 * g - 18.214 * b) / 255;
    }
  let text = '';
  for (let at = 0; at < planes.length; at += 8192)
    text += String.fromCharCode(...planes.subarray(at, at + 8192));
  return btoa(text);
}
