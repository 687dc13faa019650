import { expect } from '@open-wc/testing';
import { createFakeClient, type FakeClient } from '../../testing/fake-client.js';
import { takeOverTime, type FakeTime } from '../../testing/fake-time.js';
import { FAKE_NOW, instant } from '../../testing/fake-world.js';
import { find, findAll, settle, textOf } from '../../testing/settle.js';
import { MINUTE, session, mount, upcoming, countdown } from './testing/list-page.js';
import '../../define/session-list.js';

describe('<session-list>: time and live changes', () => {
  beforeEach(() => localStorage.clear());

  describe('time', () => {
    let time: FakeTime;
    // The device is wrong by a day: only the server's clock counts.
    beforeEach(() => {
      time = takeOverTime(FAKE_NOW + 86_400_000);
    });
    afterEach(() => time.restore());

    const at =
      (ms: number): (() => number) =>
      () =>
        FAKE_NOW + time.elapsed + ms;

    it('counts by the server’s clock: by the minute, and by the second in the last ten', async () => {
      const element = await mount(createFakeClient({ now: at(0), sessions: [session(12)] }));
      expect(countdown(element)).to.equal('in 12 minutes');
      time.advance(59_999);
      await settle(element);
      expect(countdown(element)).to.equal('in 12 minutes');
      time.advance(1);
      await settle(element);
      expect(countdown(element)).to.equal('in 11 minutes');
      time.advance(60_000 + 1_000);
      await settle(element);
      expect(countdown(element)).to.equal('in 9 min 59 sec');
      time.advance(1_000);
      await settle(element);
      expect(countdown(element)).to.equal('in 9 min 58 sec');
      element.remove();
    });

    it('shows Join at five minutes and says so once', async () => {
      const element = await mount(createFakeClient({ now: at(0), sessions: [session(6)] }));
      expect(findAll(element, '[part=join]')).to.deep.equal([]);
      time.advance(MINUTE - 1);
      await settle(element);
      expect(findAll(element, '[part=join]')).to.deep.equal([]);
      time.advance(1);
      await settle(element);
      expect(findAll(element, '[part=join]')).to.have.length(1);
      expect(textOf(find(element, '.surface > [role=status]'))).to.equal(
        'You can join German conversation now.',
      );
      element.remove();
    });

    it('turns to now at the start, and to the past when it is over', async () => {
      const client = createFakeClient({ now: at(0), sessions: [session(1)] });
      const element = await mount(client);
      time.advance(MINUTE);
      await settle(element);
      expect(upcoming(element)[0]).to.contain('Now');
      // An hour and the quarter in which one may still join.
      time.advance(75 * MINUTE);
      await settle(element);
      expect(upcoming(element)).to.deep.equal([]);
      element.remove();
    });

    it('rests while the page is hidden and is right at once when it is back', async () => {
      const element = await mount(createFakeClient({ now: at(0), sessions: [session(30)] }));
      const hide = (hidden: boolean): void => {
        Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
        document.dispatchEvent(new Event('visibilitychange'));
      };
      hide(true);
      expect(time.waiting).to.equal(0);
      time.advance(5 * MINUTE);
      await settle(element);
      expect(countdown(element)).to.equal('in 30 minutes');
      hide(false);
      await settle(element);
      expect(countdown(element)).to.equal('in 25 minutes');
      delete (document as { hidden?: boolean }).hidden;
      element.remove();
    });

    it('asks for the time again after the device slept', async () => {
      let slept = 0;
      const client = createFakeClient({
        now: () => FAKE_NOW + time.elapsed + slept,
        sessions: [session(30)],
      });
      const element = await mount(client);
      slept = 10 * MINUTE;
      time.sleep(slept);
      time.advance(MINUTE);
      await settle(element);
      expect(countdown(element)).to.equal('in 19 minutes');
      element.remove();
    });

    it('leaves no timer behind', async () => {
      const element = await mount(createFakeClient({ now: at(0), sessions: [session(30)] }));
      expect(time.waiting).to.equal(1);
      element.remove();
      await settle(element);
      expect(time.waiting).to.equal(0);
    });
  });

  describe('live', () => {
    for (const event of [
      {
        type: 'session-changed',
        data: { sessionId: 'ses-30', state: 'cancelled', version: 2, occurredAt: instant(FAKE_NOW) },
      },
      { type: 'booking-changed', data: { bookingId: 'bkg-1', sessionId: 'ses-30' } },
      { type: 'reset', data: { cursor: '1-1' } },
    ] as const) {
      it(`reads again on ${event.type}`, async () => {
        const client = createFakeClient({ sessions: [session(30)] });
        const element = await mount(client);
        expect(client.streams[0]?.topics).to.deep.equal(['me']);
        client.world.sessions = [];
        client.emit(event);
        await settle(element);
        expect(upcoming(element)).to.deep.equal([]);
      });
    }

    it('reads once more for any number of events during a reading', async () => {
      const client = createFakeClient({ sessions: [session(30)] });
      const element = await mount(client, { pastHidden: true });
      const before = client.calls('sessions.list').length;
      const release = client.hold('sessions.list');
      for (let count = 0; count < 5; count += 1) client.emit({ type: 'reset', data: { cursor: '1-1' } });
      await settle(element);
      expect(client.calls('sessions.list')).to.have.length(before + 1);
      release();
      await settle(element);
      expect(client.calls('sessions.list')).to.have.length(before + 2);
    });

    it('shares one stream with other lists of the same client and closes it with the last', async () => {
      const client = createFakeClient();
      const one = await mount(client);
      const two = await mount(client);
      expect(client.streams).to.have.length(1);
      one.remove();
      await settle(one);
      expect(client.streams[0]?.open).to.equal(true);
      two.remove();
      await settle(two);
      expect(client.streams[0]?.open).to.equal(false);
    });

    it('does without a stream', async () => {
      const { sessions } = createFakeClient({ sessions: [session(30)] });
      const element = await mount({ sessions } as FakeClient);
      expect(upcoming(element)).to.have.length(1);
    });
  });
});
