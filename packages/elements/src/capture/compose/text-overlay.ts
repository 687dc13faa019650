import type { Overlay } from './overlay.js';

const FONT = 'system-ui, sans-serif';
const RTL_START =
  /^[^\p{L}]*[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** Whether a name is written from right to left. */
export function isRightToLeft(text: string): boolean {
  return RTL_START.test(text);
}

/** A name on a dark ground, as wide as it needs, at most `maxWidth`. */
export function nameOverlay(name: string, tileHeight: number, maxWidth: number): Overlay {
  const size = Math.max(14, Math.round(tileHeight / 16));
  const padding = Math.round(size * 0.45);
  const font = `600 ${size}px ${FONT}`;
  const context = canvasContext(2, 2);
  context.font = font;
  const width = even(Math.min(maxWidth, Math.ceil(context.measureText(name).width) + 2 * padding));
  const height = even(Math.round(size * 1.6));
  return draw(width, height, (target) => {
    target.fillStyle = 'rgb(0 0 0 / 65%)';
    target.beginPath();
    target.roundRect(0, 0, width, height, size * 0.3);
    target.fill();
    target.font = font;
    write(target, name, isRightToLeft(name) ? width - padding : padding, height / 2, width - 2 * padding);
  });
}

/** The letters of somebody without a camera, for the middle of the tile. */
export function initialsOverlay(letters: string, tileHeight: number): Overlay {
  const size = Math.round(tileHeight / 3);
  const side = even(size * 2);
  return draw(side, side, (target) => {
    target.fillStyle = 'rgb(90 90 90)';
    target.beginPath();
    target.arc(side / 2, side / 2, side / 2, 0, 2 * Math.PI);
    target.fill();
    target.font = `600 ${size}px ${FONT}`;
    target.textAlign = 'center';
    write(target, letters, side / 2, side / 2, side * 0.9);
  });
}

function write(
  context: OffscreenCanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  maxWidth: number,
): void {
  context.direction = isRightToLeft(text) ? 'rtl' : 'ltr';
  context.textBaseline = 'middle';
  context.fillStyle = 'white';
  context.fillText(text, x, y, maxWidth);
}

function draw(
  width: number,
  height: number,
  paint: (context: OffscreenCanvasRenderingContext2D) => void,
): Overlay {
  const context = canvasContext(width, height);
  paint(context);
  const { data } = context.getImageData(0, 0, width, height);
  const luma = new Uint8Array(width * height);
  const alpha = new Uint8Array(width * height);
  for (let at = 0; at < alpha.length; at += 1) {
    luma[at] = Math.round(16 + ((data[at * 4 + 1] as number) * 219) / 255);
    alpha[at] = data[at * 4 + 3] as number;
  }
  return { width, height, luma, alpha };
}

function canvasContext(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (!context) throw new Error('No 2D context for labels.');
  return context;
}

function even(length: number): number {
  return 2 * Math.ceil(length / 2);
}
