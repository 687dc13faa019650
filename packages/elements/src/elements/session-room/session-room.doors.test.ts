import { LecternError, type Session } from '@lectern/core/contract';
import { expect, fixture, html } from '@open-wc/testing';
import '../../define/session-room.js';
import type { PrejoinElement } from '../../classroom/prejoin.element.js';
import { FakeCall } from '../../call/testing/fake-call.js';
import { FakeClass, type FakeClassOptions } from '../../session/testing/fake-class.js';
import { expectAccessible } from '../../testing/expect-accessible.js';
import { takeOverTime, type FakeTime } from '../../testing/fake-time.js';
import { FAKE_NOW, instant } from '../../testing/fake-world.js';
import { find, settle, textOf } from '../../testing/settle.js';
import type { SessionRoomElement } from './session-room.element.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** The device's clock is wrong by this much. */
const WRONG_BY = -7 * 60 * MINUTE;
const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);

describe('<session-room> before its doors open', () => {
  let time: FakeTime;
  let room: FakeClass;
  let element: SessionRoomElement;
  let asked: string[];
  let tracks: MediaStreamTrack[];

  beforeEach(() => {
    localStorage.removeItem('lectern');
    // A device that opens late belongs to the test that asked for it.
    const [ownAsked, ownTracks] = [(asked = []), (tracks = [])] as [string[], MediaStreamTrack[]];
    navigator.mediaDevices.getUserMedia = async (wants) => {
      ownAsked.push(wants?.video ? 'camera' : 'microphone');
      const stream = await real(wants);
      ownTracks.push(...stream.getTracks());
      return stream;
    };
    time = takeOverTime(FAKE_NOW + WRONG_BY);
  });
  afterEach(() => {
    time.restore();
    navigator.mediaDevices.getUserMedia = real;
  });

  /** A class that begins in so many minutes, where nothing else is said; one can join five minutes before. */
  async function open(
    minutes: number,
    { session, zone, ...options }: FakeClassOptions & { readonly page?: Partial<SessionRoomElement> } = {},
  ): Promise<void> {
    room = new FakeClass({
      now: () => FAKE_NOW + time.elapsed,
      ...(zone ? { zone } : {}),
      session: times(minutes, session),
    });
    element = document.createElement('session-room');
    Object.assign(element, {
      sessionId: room.sessionId,
      client: room.client,
      openCall: (_ticket: unknown, { tracks: own }: { tracks: never }) =>
        Promise.resolve(new FakeCall({ tracks: own })),
      zone: zone ? '' : 'Europe/Berlin',
      ...options.page,
    });
    await fixture(html`<div lang="en">${element}</div>`);
    await settle(element);
  }

  const times = (minutes: number, more: Partial<Session> = {}): Partial<Session> => {
    const start = FAKE_NOW + minutes * MINUTE;
    return {
      startsAt: instant(start),
      endsAt: instant(start + 60 * MINUTE),
      joinOpensAt: instant(start - 5 * MINUTE),
      joinClosesAt: instant(start + 90 * MINUTE),
      ...more,
    };
  };
  const advance = async (ms: number): Promise<void> => {
    time.advance(ms);
    await settle(element);
  };
  const prejoin = (): PrejoinElement => find<PrejoinElement & HTMLElement>(element, 'lectern-prejoin');
  const join = (): HTMLElement => find(prejoin(), '.join');
  const isJoinable = (): boolean => join().getAttribute('aria-disabled') !== 'true';
  const heading = (): string => textOf(find(prejoin(), 'h2'));
  const countdown = (): string => textOf(find(prejoin(), '.countdown'));
  const opening = (): string => textOf(find(prejoin(), '#opening'));
  const outcome = (): string => textOf(find(element, '.outcome'));
  const announced = (): string => textOf(find(element, '.room > [role="status"]'));
  /** Real devices take real time. */
  const until = (fits: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const timer = setInterval(() => {
        if (!fits()) return;
        clearInterval(timer);
        resolve();
      }, 5);
    });

  describe('times', () => {
    it('names the zone, and leaves out the day when it is today', async () => {
      await open(60);
      expect(opening()).to.equal('You can join from 11:55 AM, Berlin (UTC+01:00).');
    });

    it('says the day of another one', async () => {
      await open(26 * 60);
      expect(opening()).to.equal('You can join from Nov 21, 2026, 12:55 PM, Berlin (UTC+01:00).');
      expect(countdown()).to.equal('You can join in 25 hr 55 min');
    });

    it('says UTC once', async () => {
      await open(60, { page: { zone: 'Etc/UTC' } });
      expect(opening()).to.equal('You can join from 10:55 AM, UTC.');
    });

    it('takes the zone of the person where the page names none, and the device’s where nobody does', async () => {
      await open(60, { zone: 'Asia/Tokyo' });
      expect(opening()).to.equal('You can join from 7:55 PM, Tokyo (UTC+09:00).');
      await open(60, { page: { zone: 'Not/AZone' } });
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
      expect(opening()).to.contain((timeZone.split('/').at(-1) ?? '').replaceAll('_', ' '));
    });

    it('takes the page’s zone before the one chosen on this device, and that before the person’s', async () => {
      localStorage.setItem('lectern', JSON.stringify({ zone: 'America/New_York' }));
      await open(60, { zone: 'Asia/Tokyo' });
      expect(opening()).to.contain('5:55 AM, New York');
      element.zone = 'Asia/Kolkata';
      await settle(element);
      expect(opening()).to.contain('4:25 PM, Kolkata (UTC+05:30)');
    });

    it('says them as well when the server does not let one in yet', async () => {
      await open(4);
      const opensAt = instant(FAKE_NOW + 55 * MINUTE);
      room.client.failNext(
        'sessions.join',
        new LecternError('SESSION_NOT_OPEN', 'Not yet.', { details: { opensAt } }),
      );
      await element.join();
      await settle(element);
      expect(outcome()).to.contain(
        'This class is not open yet You can join from 11:55 AM, Berlin (UTC+01:00).',
      );
      // Trying again reads the session, which was moved meanwhile.
      room.session = { ...room.session, ...times(60) };
      find(element, '[data-tool="again"]').click();
      await settle(element);
      expect(element.phase).to.equal('prejoin');
      expect(isJoinable()).to.equal(false);
      expect(room.client.calls('sessions.join').length).to.equal(1);
    });
  });

  describe('joining', () => {
    it('is not offered before, and by itself at the moment the server said', async () => {
      await open(60);
      expect(heading()).to.equal('This class is not open yet');
      expect(countdown()).to.equal('You can join in 55:00');
      expect(isJoinable()).to.equal(false);
      expect(join().getAttribute('aria-describedby')).to.equal('opening');
      join().click();
      await settle(element);
      expect(room.client.calls('sessions.join').length).to.equal(0);
      await advance(54 * MINUTE + 59 * SECOND);
      expect(countdown()).to.equal('You can join in 0:01');
      expect(isJoinable()).to.equal(false);
      await advance(SECOND);
      expect(isJoinable()).to.equal(true);
      expect(heading()).to.equal('Ready to join?');
      expect(countdown()).to.equal('Begins in 5:00');
      expect(announced()).to.equal('You can join now');
      join().click();
      await until(() => element.phase === 'in-call');
    });

    it('is offered at the millisecond, not at the next second', async () => {
      await open(60, { session: { joinOpensAt: instant(FAKE_NOW + 20 * MINUTE + 250) } });
      await advance(20 * MINUTE + 249);
      expect(isJoinable()).to.equal(false);
      await advance(1);
      expect(isJoinable()).to.equal(true);
    });

    it('says nothing of it when it was possible from the beginning', async () => {
      await open(4);
      expect(isJoinable()).to.equal(true);
      expect(announced()).to.equal('');
    });

    it('is offered as soon as the host has begun', async () => {
      await open(60);
      room.update({ state: 'live', startedAt: instant(FAKE_NOW) });
      await settle(element);
      expect(isJoinable()).to.equal(true);
    });

    it('is offered later when the class was moved', async () => {
      await open(4);
      room.update(times(60));
      await settle(element);
      expect(isJoinable()).to.equal(false);
      expect(opening()).to.contain('11:55 AM');
    });

    it('is not offered to who may only look', async () => {
      const { you: own } = new FakeClass().session;
      const you = { ...own, can: { ...own.can, 'session.join': false } };
      await open(4, { session: { you } });
      expect(outcome()).to.contain('You are not allowed to do this.');
      expect(asked).to.deep.equal([]);
    });

    it('asks for the time again after the device slept', async () => {
      await open(60);
      time.sleep(50 * MINUTE);
      room.client.answer('me.get', () => ({
        ...room.client.world.me,
        serverNow: instant(FAKE_NOW + 50 * MINUTE + time.elapsed),
      }));
      await advance(MINUTE);
      expect(countdown()).to.equal('You can join in 4:00');
    });
  });

  describe('camera and microphone', () => {
    it('are not asked for days or an hour ahead, and are when it is near', async () => {
      await open(60);
      await advance(39 * MINUTE);
      expect(asked).to.deep.equal([]);
      await advance(MINUTE);
      await until(() => tracks.length === 2);
      expect(asked).to.have.members(['camera', 'microphone']);
      await advance(15 * MINUTE);
      expect(asked.length).to.equal(2);
    });

    it('can be tried before', async () => {
      await open(60);
      find(prejoin(), '[data-tool="camera"]').click();
      await until(() => tracks.length === 1);
      await settle(element);
      expect(asked).to.deep.equal(['camera']);
      expect(find(prejoin(), '[data-tool="camera"]').getAttribute('aria-pressed')).to.equal('true');
    });

    it('stay off that were turned off before', async () => {
      await open(60);
      const camera = (): HTMLElement => find(prejoin(), '[data-tool="camera"]');
      camera().click();
      await until(() => tracks.length === 1);
      await settle(element);
      camera().click();
      await settle(element);
      await advance(40 * MINUTE);
      await until(() => asked.length === 2);
      expect(asked).to.deep.equal(['camera', 'microphone']);
    });

    it('are the ones that were chosen before', async () => {
      await open(60);
      const picker = find(prejoin(), 'lectern-device-picker') as PrejoinElement;
      await until(() => picker.renderRoot.querySelector('#microphone:not(:disabled)') !== null);
      await settle(picker);
      const select = find<HTMLSelectElement>(picker, '#microphone');
      const wanted = select.options[select.options.length - 1]?.value ?? '';
      select.value = wanted;
      select.dispatchEvent(new Event('change'));
      await settle(element);
      expect(asked).to.deep.equal([]);
      await advance(40 * MINUTE);
      await until(() => tracks.length === 2);
      const microphone = tracks.find(({ kind }) => kind === 'audio');
      expect(microphone?.getSettings().deviceId).to.equal(wanted);
    });

    for (const state of ['ended', 'cancelled'] as const)
      it(`are not asked for by a class that is ${state}`, async () => {
        await open(-10, { session: { state } });
        expect(element.phase).to.equal('ended');
        expect(outcome()).to.contain(state === 'ended' ? 'This class is over' : 'This class was cancelled');
        await advance(MINUTE);
        expect(asked).to.deep.equal([]);
      });

    it('are not asked for by a class that nobody held and that is over', async () => {
      await open(-200);
      expect(outcome()).to.equal('This class is over');
      expect(asked).to.deep.equal([]);
    });

    it('are let go at once when the class is cancelled', async () => {
      await open(4);
      await until(() => tracks.length === 2);
      room.update({ state: 'cancelled' });
      await settle(element);
      expect(outcome()).to.contain('This class was cancelled');
      expect(tracks.map(({ readyState }) => readyState)).to.deep.equal(['ended', 'ended']);
      expect(room.client.streams.every(({ open: isOpen }) => !isOpen)).to.equal(true);
    });

    it('are let go when the time to join has passed', async () => {
      await open(4);
      await until(() => tracks.length === 2);
      await advance(94 * MINUTE);
      expect(element.phase).to.equal('ended');
      expect(tracks.every(({ readyState }) => readyState === 'ended')).to.equal(true);
    });
  });

  describe('trouble', () => {
    it('keeps what it shows while the server is away, and reads again when it is back', async () => {
      await open(60);
      room.client.failNext('sessions.get', new LecternError('NETWORK', 'No server.', { retryable: true }));
      room.update(times(120));
      await settle(element);
      expect(element.phase).to.equal('prejoin');
      expect(opening()).to.contain('11:55 AM');
      await advance(SECOND);
      expect(opening()).to.contain('12:55 PM');
    });

    it('leaves no timer and no stream when it is taken out', async () => {
      await open(60);
      element.remove();
      await advance(0);
      expect(time.waiting).to.equal(0);
      expect(room.client.streams.every(({ open: isOpen }) => !isOpen)).to.equal(true);
    });
  });

  it('passes axe, light and dark', async () => {
    await open(60);
    time.restore();
    await expectAccessible(element);
  });
});
