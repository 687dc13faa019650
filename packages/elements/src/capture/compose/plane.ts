/** One plane of a picture, or a part of one: `step` is 2 where two planes are interleaved. */
export interface Plane {
  readonly data: Uint8Array;
  readonly offset: number;
  readonly stride: number;
  readonly step: number;
  readonly width: number;
  readonly height: number;
}

/** A picture in Y, U and V. The chroma planes are half as wide and half as high. */
export interface PlanarPicture {
  readonly width: number;
  readonly height: number;
  readonly planes: readonly [y: Plane, u: Plane, v: Plane];
  /** Whether its values use 0 to 255; the recording uses 16 to 235 (luma) and 16 to 240 (chroma). */
  readonly fullRange: boolean;
}

/** Three planes in one buffer, one after the other, as `VideoFrame` calls I420. */
export function planarPicture(
  data: Uint8Array,
  width: number,
  height: number,
  fullRange = false,
): PlanarPicture {
  const chromaWidth = (width + 1) >> 1;
  const chromaHeight = (height + 1) >> 1;
  const luma = width * height;
  const chroma = { data, stride: chromaWidth, step: 1, width: chromaWidth, height: chromaHeight };
  return {
    width,
    height,
    fullRange,
    planes: [
      { data, offset: 0, stride: width, step: 1, width, height },
      { ...chroma, offset: luma },
      { ...chroma, offset: luma + chromaWidth * chromaHeight },
    ],
  };
}

/** How many bytes `planarPicture` needs. */
export function planarBytes(width: number, height: number): number {
  return width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1);
}

/** A part of a picture, all numbers even. */
export function cutOut(
  picture: PlanarPicture,
  rect: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): PlanarPicture {
  const [y, u, v] = picture.planes;
  const part = (plane: Plane, shift: number): Plane => ({
    ...plane,
    offset: plane.offset + (rect.y >> shift) * plane.stride + (rect.x >> shift) * plane.step,
    width: rect.width >> shift,
    height: rect.height >> shift,
  });
  return { ...picture, width: rect.width, height: rect.height, planes: [part(y, 0), part(u, 1), part(v, 1)] };
}

/** Fills a picture with one colour. */
export function fillPicture(
  picture: PlanarPicture,
  colour: readonly [y: number, u: number, v: number],
): void {
  picture.planes.forEach((plane, index) => {
    for (let row = 0; row < plane.height; row += 1) {
      const start = plane.offset + row * plane.stride;
      plane.data.fill(colour[index] ?? 128, start, start + plane.width);
    }
  });
}
