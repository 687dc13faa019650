import type { PlanarPicture } from './plane.js';

/** Something grey with an opacity, laid over a picture: text. Its sides are even. */
export interface Overlay {
  readonly width: number;
  readonly height: number;
  /** 0 to 255, of limited range. */
  readonly luma: Uint8Array;
  /** 0 to 255. */
  readonly alpha: Uint8Array;
}

/** Blends an overlay into a picture at an even place where it fits. */
export function drawOverlay(overlay: Overlay, to: PlanarPicture, x: number, y: number): void {
  const [luma, u, v] = to.planes;
  const { width, height, alpha } = overlay;
  for (let row = 0; row < height; row += 1) {
    const target = luma.offset + (y + row) * luma.stride + x;
    for (let column = 0; column < width; column += 1) {
      const at = row * width + column;
      const opacity = alpha[at] as number;
      if (opacity === 0) continue;
      luma.data[target + column] = blend(
        luma.data[target + column] as number,
        overlay.luma[at] as number,
        opacity,
      );
    }
  }
  for (let row = 0; row < height >> 1; row += 1)
    for (let column = 0; column < width >> 1; column += 1) {
      const opacity = alpha[row * 2 * width + column * 2] as number;
      if (opacity === 0) continue;
      for (const plane of [u, v]) {
        const at = plane.offset + ((y >> 1) + row) * plane.stride + (x >> 1) + column;
        plane.data[at] = blend(plane.data[at] as number, 128, opacity);
      }
    }
}

function blend(below: number, above: number, opacity: number): number {
  return (below * (255 - opacity) + above * opacity + 127) / 255;
}
