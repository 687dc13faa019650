import { expect } from '@open-wc/testing';
import { PEER_TIMING } from './timing.js';
import { remedyFor, type LinkCondition } from './watchdog.js';

const NEW: LinkCondition = { polite: false, createdAt: 0, everConnected: false, restarts: 0 };
const UP: LinkCondition = { ...NEW, everConnected: true };
const at = (link: LinkCondition, now: number): string | undefined => remedyFor(link, now, PEER_TIMING);

describe('remedyFor', () => {
  it('leaves a healthy link alone', () => {
    expect(at(NEW, 4_999)).to.equal(undefined);
    expect(at(UP, 1e9)).to.equal(undefined);
  });

  it('asks about a link that never connected every 5 s and builds it anew after 15', () => {
    expect(at(NEW, 5_000)).to.equal('sync');
    expect(at({ ...NEW, lastSyncAt: 5_000 }, 9_999)).to.equal(undefined);
    expect(at({ ...NEW, lastSyncAt: 5_000 }, 10_000)).to.equal('sync');
    expect(at({ ...NEW, lastSyncAt: 14_999 }, 15_000)).to.equal('rebuild');
  });

  it('asks for a hole after 1.5 s and about an offer after 4 s', () => {
    expect(at({ ...UP, gapSince: 100 }, 1_599)).to.equal(undefined);
    expect(at({ ...UP, gapSince: 100 }, 1_600)).to.equal('sync');
    expect(at({ ...UP, gapSince: 100, lastSyncAt: 1_600 }, 3_099)).to.equal(undefined);
    expect(at({ ...UP, offerSince: 100 }, 4_099)).to.equal(undefined);
    expect(at({ ...UP, offerSince: 100 }, 4_100)).to.equal('sync');
  });

  it('restarts a broken link: the impolite side first, at most every 6 s', () => {
    const broken = { ...UP, brokenSince: 1_000 };
    expect(at(broken, 3_499)).to.equal(undefined);
    expect(at(broken, 3_500)).to.equal('restart');
    expect(at({ ...broken, polite: true }, 5_999)).to.equal(undefined);
    expect(at({ ...broken, polite: true }, 6_000)).to.equal('restart');
    expect(at({ ...broken, lastRestartAt: 3_500, restarts: 1 }, 9_499)).to.equal(undefined);
    expect(at({ ...broken, lastRestartAt: 3_500, restarts: 1 }, 9_500)).to.equal('restart');
  });

  it('builds anew after four restarts in vain', () => {
    const broken = { ...UP, brokenSince: 1_000, lastRestartAt: 20_000, restarts: 4 };
    expect(at(broken, 26_000)).to.equal('rebuild');
  });
});
