import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { Resampler } from './resampler.js';

describe('a changed sample rate', () => {
  it('keeps the length and the tone, however the blocks are cut', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(8000, 16_000, 32_000, 44_100, 96_000),
        fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 5, maxLength: 20 }),
        (rate, lengths) => {
          const resampler = new Resampler(rate, 48_000);
          const out: number[] = [];
          let at = 0;
          for (const length of lengths) {
            const block = Float32Array.from({ length }, (_, index) =>
              Math.sin((2 * Math.PI * 100 * (at + index)) / rate),
            );
            at += length;
            out.push(...resampler.resample(block));
          }
          expect(out.length).to.be.closeTo((at * 48_000) / rate, 2 + 48_000 / rate);
          // One sample of the source late: what comes next is not known yet.
          const errors = out.map((sample, index) =>
            Math.abs(sample - Math.sin(2 * Math.PI * 100 * (index / 48_000 - 1 / rate))),
          );
          expect(Math.max(0, ...errors.slice(Math.ceil(48_000 / rate)))).to.be.below(0.01);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('leaves the usual rate alone', () => {
    const block = new Float32Array([0.1, 0.2]);
    expect(new Resampler(48_000, 48_000).resample(block)).to.equal(block);
  });
});
