import type { Session } from '@lectern/core/contract';
import { expect } from '@open-wc/testing';
import { FAKE_NOW, fakeSession, instant } from '../testing/fake-world.js';
import { doorsOf, untilDoorsChange, type Doors } from './doors.js';

const MINUTE = 60_000;

describe('doors', () => {
  // Starts at 30, opens at 25, ends at 90, closes at 120.
  const session = fakeSession({
    startsAt: instant(FAKE_NOW + 30 * MINUTE),
    joinClosesAt: instant(FAKE_NOW + 120 * MINUTE),
  });
  const at = (minutes: number): number => FAKE_NOW + minutes * MINUTE;

  for (const [minutes, doors, left] of [
    [0, 'closed', 10],
    [10, 'near', 15],
    [24.99, 'near', 0.01],
    [25, 'open', 95],
    [100, 'open', 20],
    [120, 'over', undefined],
  ] as const)
    it(`are ${doors} at minute ${minutes}`, () => {
      expect(doorsOf(session, at(minutes))).to.equal(doors);
      const wait = untilDoorsChange(session, at(minutes));
      expect(wait && Math.round(wait)).to.equal(left && Math.round(left * MINUTE));
    });

  const cases: Record<string, readonly [Partial<Session>, number, Doors]> = {
    'open as soon as the host began early': [{ state: 'live' }, 0, 'open'],
    'open as long as it runs over': [{ state: 'live' }, 500, 'open'],
    'over once it was ended, whatever the time': [{ state: 'ended' }, 40, 'over'],
    'over once it was cancelled': [{ state: 'cancelled' }, 0, 'over'],
  };
  for (const [name, [change, minutes, doors]] of Object.entries(cases))
    it(`are ${name}`, () => {
      expect(doorsOf({ ...session, ...change }, at(minutes))).to.equal(doors);
    });

  it('never close where a community has no times', () => {
    const { startsAt: _s, endsAt: _e, joinOpensAt: _o, joinClosesAt: _c, ...community } = session;
    expect(doorsOf(community, at(0))).to.equal('open');
    expect(untilDoorsChange(community, at(0))).to.equal(undefined);
  });
});
