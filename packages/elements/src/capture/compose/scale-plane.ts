import type { PlanarPicture, Plane } from './plane.js';

const LUMA_TO_LIMITED = Uint8Array.from({ length: 256 }, (_, value) => Math.round(16 + (value * 219) / 255));
const CHROMA_TO_LIMITED = Uint8Array.from({ length: 256 }, (_, value) =>
  Math.round(128 + ((value - 128) * 224) / 255),
);

/** Scales a picture into another, which keeps its size. The target is of limited range. */
export function scalePicture(from: PlanarPicture, to: PlanarPicture): void {
  from.planes.forEach((plane, index) => {
    const target = to.planes[index];
    if (!target) return;
    scalePlane(plane, target);
    if (from.fullRange) mapPlane(target, index === 0 ? LUMA_TO_LIMITED : CHROMA_TO_LIMITED);
  });
}

/** Scales one plane into another: rows are copied at 1:1, four neighbours are averaged when it gets smaller. */
export function scalePlane(from: Plane, to: Plane): void {
  if (from.width === to.width && from.height === to.height && from.step === 1) {
    copyRows(from, to);
    return;
  }
  if (from.width > to.width || from.height > to.height) average(from, to);
  else nearest(from, to);
}

function copyRows(from: Plane, to: Plane): void {
  for (let row = 0; row < to.height; row += 1) {
    const start = from.offset + row * from.stride;
    to.data.set(from.data.subarray(start, start + to.width), to.offset + row * to.stride);
  }
}

function nearest(from: Plane, to: Plane): void {
  const columns = columnMap(from.width, to.width, from.step, 0.5);
  const { data } = from;
  const out = to.data;
  let last = -1;
  for (let row = 0; row < to.height; row += 1) {
    const source = Math.floor(((row + 0.5) * from.height) / to.height);
    const target = to.offset + row * to.stride;
    if (source === last) {
      out.copyWithin(target, target - to.stride, target - to.stride + to.width);
      continue;
    }
    last = source;
    const start = from.offset + source * from.stride;
    for (let column = 0; column < to.width; column += 1)
      out[target + column] = data[start + (columns[column] as number)] as number;
  }
}

function average(from: Plane, to: Plane): void {
  const left = columnMap(from.width, to.width, from.step, 0.25);
  const right = columnMap(from.width, to.width, from.step, 0.75);
  const { data } = from;
  const out = to.data;
  for (let row = 0; row < to.height; row += 1) {
    const upper = from.offset + Math.floor(((row + 0.25) * from.height) / to.height) * from.stride;
    const lower = from.offset + Math.floor(((row + 0.75) * from.height) / to.height) * from.stride;
    const target = to.offset + row * to.stride;
    for (let column = 0; column < to.width; column += 1) {
      const a = left[column] as number;
      const b = right[column] as number;
      out[target + column] =
        ((data[upper + a] as number) +
          (data[upper + b] as number) +
          (data[lower + a] as number) +
          (data[lower + b] as number) +
          2) >>
        2;
    }
  }
}

function mapPlane(plane: Plane, table: Uint8Array): void {
  for (let row = 0; row < plane.height; row += 1) {
    const start = plane.offset + row * plane.stride;
    for (let at = start; at < start + plane.width; at += 1)
      plane.data[at] = table[plane.data[at] as number] as number;
  }
}

const maps = new Map<string, Int32Array>();
const MOST_MAPS = 64;

/** Which column each column comes from: the same for every row and every picture. */
function columnMap(from: number, to: number, step: number, phase: number): Int32Array {
  const key = `${from}/${to}/${step}/${phase}`;
  const known = maps.get(key);
  if (known) return known;
  const map = Int32Array.from({ length: to }, (_, x) => Math.floor(((x + phase) * from) / to) * step);
  // A window that is shared and resized gives a new size with every frame.
  if (maps.size >= MOST_MAPS) maps.clear();
  maps.set(key, map);
  return map;
}
