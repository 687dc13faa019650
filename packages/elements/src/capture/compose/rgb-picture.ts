import type { PlanarPicture } from './plane.js';

/** Converts 4 bytes a pixel into an even-sized picture, BT.709, limited range. `red` is 2 where blue comes first. */
export function drawRgb(bytes: Uint8Array | Uint8ClampedArray, to: PlanarPicture, red: 0 | 2 = 0): void {
  const [luma, blueDifference, redDifference] = to.planes;
  const blue = 2 - red;
  const { width, height } = to;
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1) {
      const at = (row * width + column) * 4;
      const r = bytes[at + red] as number;
      const g = bytes[at + 1] as number;
      const b = bytes[at + blue] as number;
      // Fixed point, 16 bits.
      luma.data[luma.offset + row * luma.stride + column] =
        (11_966 * r + 40_254 * g + 4_064 * b + 32_768 + (16 << 16)) >> 16;
      if ((row | column) & 1) continue;
      const chroma = (row >> 1) * blueDifference.stride + (column >> 1);
      blueDifference.data[blueDifference.offset + chroma] =
        (-6_596 * r - 22_189 * g + 28_784 * b + 32_768 + (128 << 16)) >> 16;
      redDifference.data[redDifference.offset + chroma] =
        (28_784 * r - 26_145 * g - 2_639 * b + 32_768 + (128 << 16)) >> 16;
    }
}
