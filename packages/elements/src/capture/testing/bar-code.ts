import type { PlanarPicture } from '../compose/plane.js';

const CELLS = 28;
const WIDTH = 640;
const HEIGHT = 360;
const TOP = 160;
const CELL = { width: 20, height: 40 };
const LEFT = (WIDTH - CELLS * CELL.width) / 2;
const BLACK = 30;
const WHITE = 220;
const MS_BITS = 20;

/** What a test camera's picture says. */
export interface BarCode {
  /** 0 to 15. */
  readonly id: number;
  /** Of the camera's clock, modulo 2^20. */
  readonly ms: number;
}

function bits({ id, ms }: BarCode): number[] {
  const word = id * 2 ** MS_BITS + (ms % 2 ** MS_BITS);
  const value = word * 16 + check(word);
  return Array.from({ length: CELLS }, (_, cell) => Math.floor(value / 2 ** (CELLS - 1 - cell)) % 2);
}

function check(word: number): number {
  let sum = 0;
  for (let rest = word; rest > 0; rest = Math.floor(rest / 16)) sum ^= rest % 16;
  return sum;
}

/** Writes the code into the middle of a 640 × 360 luma plane. */
export function drawBarCode(luma: Uint8Array, code: BarCode): void {
  bits(code).forEach((bit, cell) => {
    for (let row = TOP; row < TOP + CELL.height; row += 1) {
      const start = row * WIDTH + LEFT + cell * CELL.width;
      luma.fill(bit ? WHITE : BLACK, start, start + CELL.width);
    }
  });
}

/** Reads the code of a tile, of whatever size. Undefined where there is none. */
export function readBarCode(tile: PlanarPicture): BarCode | undefined {
  const [luma] = tile.planes;
  const row = Math.floor(((TOP + CELL.height / 2) / HEIGHT) * tile.height);
  let value = 0;
  for (let cell = 0; cell < CELLS; cell += 1) {
    const column = Math.floor(((LEFT + (cell + 0.5) * CELL.width) / WIDTH) * tile.width);
    value = value * 2 + ((luma.data[luma.offset + row * luma.stride + column] ?? 0) > 125 ? 1 : 0);
  }
  const word = Math.floor(value / 16);
  if (check(word) !== value % 16 || word === 0) return undefined;
  return { id: Math.floor(word / 2 ** MS_BITS), ms: word % 2 ** MS_BITS };
}
