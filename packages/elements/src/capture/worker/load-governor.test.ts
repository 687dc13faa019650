import { expect } from '@open-wc/testing';
import { LoadGovernor } from './load-governor.js';

describe('the governor of the load', () => {
  const looks = (governor: LoadGovernor, fps: number, from: number, count: number): string[] =>
    Array.from({ length: count }, (_, index) => governor.see(fps, from + index * 2000));

  it('shows everybody while all goes well, and through a hiccup', () => {
    const governor = new LoadGovernor();
    expect(looks(governor, 15, 0, 10)).not.to.include('single');
    expect(looks(governor, 2, 20_000, 2)).not.to.include('single');
    expect(looks(governor, 14, 24_000, 1)).not.to.include('single');
    expect(looks(governor, 2, 26_000, 2)).not.to.include('single');
  });

  it('shows one after six slow seconds, and everybody again after a rest', () => {
    const governor = new LoadGovernor();
    expect(looks(governor, 4, 0, 3).at(-1)).to.equal('single');
    expect(looks(governor, 15, 6000, 14)).not.to.include('everybody');
    expect(governor.see(15, 34_000)).to.equal('everybody');
  });

  it('does not come back while one alone is too much, and rests longer each time', () => {
    const governor = new LoadGovernor();
    looks(governor, 4, 0, 3);
    expect(governor.see(4, 90_000)).to.equal('single');
    expect(governor.see(15, 92_000)).to.equal('everybody');
    expect(looks(governor, 4, 94_000, 3).at(-1)).to.equal('single');
    expect(governor.see(15, 98_000 + 59_000)).to.equal('single');
    expect(governor.see(15, 98_000 + 60_000)).to.equal('everybody');
  });
});
