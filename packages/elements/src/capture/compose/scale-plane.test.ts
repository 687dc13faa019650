import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { cutOut, fillPicture, planarBytes, planarPicture, type Plane } from './plane.js';
import { drawRgb } from './rgb-picture.js';
import { scalePicture, scalePlane } from './scale-plane.js';

const plane = (width: number, height: number, values: (x: number, y: number) => number, step = 1): Plane => {
  const data = new Uint8Array(width * height * step);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) data[(y * width + x) * step] = values(x, y);
  return { data, offset: 0, stride: width * step, step, width, height };
};
const sides = fc.integer({ min: 2, max: 70 });

describe('scaling', () => {
  it('copies at the same size', () => {
    const from = plane(6, 4, (x, y) => x * 10 + y);
    const to = plane(6, 4, () => 0);
    scalePlane(from, to);
    expect(to.data).to.deep.equal(from.data);
  });

  it('keeps one colour one colour, and a slope a slope, at all sizes', () => {
    fc.assert(
      fc.property(
        sides,
        sides,
        sides,
        sides,
        fc.constantFrom(1, 2),
        (width, height, toWidth, toHeight, step) => {
          const slope = plane(
            width,
            height,
            (x, y) => (200 * (x + 0.5)) / width + (50 * (y + 0.5)) / height,
            step,
          );
          const to = plane(toWidth, toHeight, () => 0);
          scalePlane(slope, to);
          // One source pixel of either direction, and what rounding takes.
          const slack = 200 / width + 50 / height + 2;
          for (let y = 0; y < toHeight; y += 1)
            for (let x = 0; x < toWidth; x += 1) {
              const wanted = (200 * (x + 0.5)) / toWidth + (50 * (y + 0.5)) / toHeight;
              expect(to.data[y * toWidth + x]).to.be.closeTo(wanted, slack);
            }
        },
      ),
    );
  });

  it('writes nothing outside of its part', () => {
    fc.assert(
      fc.property(sides, sides, (width, height) => {
        const whole = planarPicture(new Uint8Array(planarBytes(64, 48)), 64, 48);
        fillPicture(whole, [7, 8, 9]);
        const from = planarPicture(new Uint8Array(planarBytes(width, height)).fill(100), width, height);
        scalePicture(from, cutOut(whole, { x: 16, y: 12, width: 32, height: 24 }));
        whole.planes.forEach((each, index) => {
          const shift = index === 0 ? 0 : 1;
          for (let y = 0; y < each.height; y += 1)
            for (let x = 0; x < each.width; x += 1) {
              const inside = x >= 16 >> shift && x < 48 >> shift && y >= 12 >> shift && y < 36 >> shift;
              expect(each.data[each.offset + y * each.stride + x]).to.equal(inside ? 100 : 7 + index);
            }
        });
      }),
      { numRuns: 20 },
    );
  });

  it('brings full range into the limits', () => {
    const from = planarPicture(new Uint8Array(6), 2, 2, true);
    from.planes[0].data.set([0, 255, 128, 64, 0, 255]);
    const to = planarPicture(new Uint8Array(6), 2, 2);
    scalePicture(from, to);
    expect([...to.planes[0].data]).to.deep.equal([16, 235, 126, 71, 16, 240]);
  });
});

describe('RGB', () => {
  it('becomes what the standard says', () => {
    const colours = {
      black: [
        [0, 0, 0],
        [16, 128, 128],
      ],
      white: [
        [255, 255, 255],
        [235, 128, 128],
      ],
      red: [
        [255, 0, 0],
        [63, 102, 240],
      ],
      green: [
        [0, 255, 0],
        [173, 42, 26],
      ],
      blue: [
        [0, 0, 255],
        [32, 240, 118],
      ],
    } as const;
    for (const [name, [rgb, yuv]] of Object.entries(colours)) {
      const bytes = Uint8Array.from({ length: 16 }, (_, at) => rgb[at % 4] ?? 255);
      const to = planarPicture(new Uint8Array(6), 2, 2);
      drawRgb(bytes, to);
      expect([to.planes[0].data[3], to.planes[0].data[4], to.planes[0].data[5]], name).to.deep.equal([
        ...yuv,
      ]);
      const swapped = Uint8Array.from({ length: 16 }, (_, at) => rgb[[2, 1, 0, 3][at % 4] ?? 3] ?? 255);
      drawRgb(swapped, to, 2);
      expect(to.planes[0].data[4], `${name}, blue first`).to.equal(yuv[1]);
    }
  });
});
