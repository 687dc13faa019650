import { expect } from '@open-wc/testing';
import { SilenceWatch } from './silence-watch.js';

describe('SilenceWatch', () => {
  it('waits some seconds before it says that nothing comes', () => {
    const watch = new SilenceWatch();
    expect([0, 1_000, 5_999, 6_000].map((now) => watch.hear(0, 100 + now))).to.deep.equal([
      'listening',
      'listening',
      'listening',
      'silent',
    ]);
  });

  it('believes one sound, also a late one, and lets a person be quiet afterwards', () => {
    const watch = new SilenceWatch();
    watch.hear(0, 0);
    expect([watch.hear(0, 9_000), watch.hear(0.1, 9_100), watch.hear(0, 60_000)]).to.deep.equal([
      'silent',
      'heard',
      'heard',
    ]);
  });
});
