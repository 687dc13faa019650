import { expect } from '@open-wc/testing';
import { fitGrid } from './fit-grid.js';

const WIDE = { gap: 8, narrowest: 16 / 9 };

describe('fitGrid', () => {
  for (const [count, width, height, columns, rows] of [
    [1, 1280, 720, 1, 1],
    [2, 1280, 600, 2, 1],
    [2, 400, 700, 1, 2],
    [3, 1280, 720, 2, 2],
    [4, 1280, 720, 2, 2],
    [5, 1280, 720, 3, 2],
    [6, 1280, 720, 3, 2],
    [6, 390, 800, 1, 6],
    [9, 1280, 720, 3, 3],
  ] as const)
    it(`puts ${count} in ${columns} by ${rows} of ${width} by ${height}`, () => {
      const fit = fitGrid(count, { width, height, ...WIDE });
      expect([fit.columns, fit.rows]).to.deep.equal([columns, rows]);
    });

  it('never leaves the box and keeps 16:9, whatever the numbers', () => {
    for (let count = 1; count <= 12; count += 1)
      for (const [width, height] of [
        [320, 480],
        [1920, 900],
        [700, 120],
      ] as const) {
        const fit = fitGrid(count, { width, height, ...WIDE });
        expect(fit.columns * fit.rows).to.be.at.least(count);
        expect(fit.columns * fit.width + (fit.columns - 1) * 8).to.be.at.most(width);
        expect(fit.rows * fit.height + (fit.rows - 1) * 8).to.be.at.most(height);
        expect(fit.width / fit.height).to.be.closeTo(16 / 9, 0.15);
      }
  });

  it('uses a tall box by narrower tiles where they are allowed', () => {
    const box = { width: 360, height: 560, gap: 8 };
    const flexible = fitGrid(2, { ...box, narrowest: 0.8 });
    const strict = fitGrid(2, { ...box, narrowest: 16 / 9 });
    expect(flexible.width * flexible.height).to.be.greaterThan(strict.width * strict.height);
  });

  it('answers an empty box and no tiles with nothing', () => {
    expect(fitGrid(0, { width: 0, height: 0, ...WIDE })).to.deep.equal({
      columns: 1,
      rows: 1,
      width: 0,
      height: 0,
    });
  });
});
