import { LecternError, type Recording, type Session } from '@lectern/core/contract';
import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import '../../define/session-list.js';
import type { CalendarMenuElement } from '../../calendar-menu/calendar-menu.element.js';
import { expectAccessible } from '../../testing/expect-accessible.js';
import { createFakeClient, type FakeClient } from '../../testing/fake-client.js';
import { takeOverTime, type FakeTime } from '../../testing/fake-time.js';
import { fakeRecording } from '../../testing/fake-recordings.js';
import { allowed, FAKE_NOW, fakeSession, instant } from '../../testing/fake-world.js';
import { control, find, findAll, settle, textOf } from '../../testing/settle.js';
import '../../translations/ar.js';
import type { SessionListElement } from './session-list.element.js';
import type { RecordingOpenEvent, SessionJoinEvent, SessionListErrorEvent } from './session-list.events.js';

const MINUTE = 60_000;

/** A session so many minutes from now. */
function session(minutes: number, more: Partial<Session> = {}): Session {
  return fakeSession({ id: `ses-${minutes}`, startsAt: instant(FAKE_NOW + minutes * MINUTE), ...more });
}

const past = (days: number, more: Partial<Session> = {}): Session => {
  const startsAt = instant(FAKE_NOW - days * 1_440 * MINUTE);
  return session(0, { id: `ses-past-${days}`, startsAt, startedAt: startsAt, state: 'ended', ...more });
};

async function mount(
  client: FakeClient,
  more: Partial<SessionListElement> = {},
): Promise<SessionListElement> {
  const element = document.createElement('session-list');
  Object.assign(element, { zone: 'Europe/Berlin', client, ...more });
  await fixture(html`<div lang="en">${element}</div>`);
  await settle(element);
  return element;
}

const upcoming = (element: SessionListElement): string[] => findAll(element, '.upcoming .item').map(textOf);
const countdown = (element: SessionListElement): string => textOf(find(element, '.countdown'));

describe('<session-list>', () => {
  beforeEach(() => localStorage.clear());

  describe('accessibility', () => {
    const states: Record<string, () => Promise<SessionListElement>> = {
      'while loading': () => {
        const client = createFakeClient();
        client.hold('sessions.list');
        return mount(client);
      },
      'with sessions to come and past ones': () =>
        mount(
          createFakeClient({
            sessions: [session(-10, { state: 'live' }), session(4), past(1), past(2, { state: 'cancelled' })],
          }),
          { attendanceUrl: '/attendance/{id}' },
        ),
      'with nothing': () => mount(createFakeClient()),
      'when loading failed': () => {
        const client = createFakeClient();
        client.failNext('sessions.list', new LecternError('NETWORK', 'No connection.'));
        return mount(client);
      },
    };
    for (const [name, make] of Object.entries(states)) {
      it(`passes axe ${name}, light and dark`, async () => {
        const element = await make();
        await expectAccessible(element);
        expect(findAll(element, '[style]')).to.deep.equal([]);
      });
    }

    it('passes axe from right to left', async () => {
      const element = await mount(createFakeClient({ sessions: [session(4), past(1)] }), { lang: 'ar' });
      expect(getComputedStyle(find(element, '[part=base]')).direction).to.equal('rtl');
      await expectAccessible(element);
    });
  });

  describe('what is shown', () => {
    it('shows the next three in order, one that is on first', async () => {
      const element = await mount(
        createFakeClient({
          sessions: [
            session(300),
            session(60),
            session(-20, { title: 'On now', state: 'live' }),
            session(120),
            session(30),
          ],
        }),
      );
      expect(upcoming(element)).to.have.length(3);
      expect(upcoming(element)[0]).to.contain('On now').and.to.contain('Now');
      expect(upcoming(element)[1]).to.contain('in 30 minutes');
      expect(upcoming(element)[2]).to.contain('in 1 hour');
    });

    it('names the others: the teacher to a student, the students to a teacher', async () => {
      const attendees = ['Ben', 'Chiyo', 'Dalia'].map((name) => ({ id: name, name }));
      const element = await mount(
        createFakeClient({
          sessions: [
            session(30),
            session(60, { attendees, you: { relation: 'host', role: 'teacher', can: allowed() } }),
          ],
        }),
      );
      expect(upcoming(element)[0]).to.contain('with Ana Kovač');
      expect(upcoming(element)[1]).to.contain('with Ben and 2 others');
    });

    it('shows the past newest first, and more of it when asked', async () => {
      const client = createFakeClient({
        sessions: [past(3), past(1), past(2, { state: 'cancelled' }), past(4)],
      });
      const element = await mount(client, { pastLimit: 3, attendanceUrl: '/attendance/{id}?x=1' });
      const items = findAll(element, '.item-past');
      expect(items.map((item) => /Nov \d+/.exec(textOf(item))?.[0])).to.deep.equal([
        'Nov 19',
        'Nov 18',
        'Nov 17',
      ]);
      expect(items.map((item) => /Completed|Cancelled/.exec(textOf(item))?.[0])).to.deep.equal([
        'Completed',
        'Cancelled',
        'Completed',
      ]);
      expect(items.map((item) => item.querySelector('a')?.getAttribute('href') ?? '')).to.deep.equal([
        new URL('/attendance/ses-past-1?x=1', location.href).href,
        '',
        new URL('/attendance/ses-past-3?x=1', location.href).href,
      ]);
      client.answer('sessions.list', ({ cursor } = {}) => ({
        items: cursor === 'more' ? [past(4)] : [],
        serverNow: instant(FAKE_NOW),
      }));
      control(element, 'Show more').click();
      await settle(element);
      expect(findAll(element, '.item-past')).to.have.length(4);
      expect(textOf(element)).not.to.contain('Show more');
    });

    it('links to no attendance that the person may not see', async () => {
      const element = await mount(
        createFakeClient({
          sessions: [past(1, { you: { relation: 'course', role: 'student', can: allowed() } })],
        }),
        { attendanceUrl: '/attendance/{id}' },
      );
      expect(findAll(element, 'a')).to.deep.equal([]);
    });

    it('asks for no past that is hidden', async () => {
      const client = createFakeClient({ sessions: [past(1)] });
      const element = await mount(client, { pastHidden: true });
      expect(textOf(element)).not.to.contain('Past sessions');
      expect(
        client.calls('sessions.list').every(([input]) => (input as { when: string }).when === 'upcoming'),
      ).to.equal(true);
    });

    it('says that nothing is planned, with what the page adds', async () => {
      const element = await mount(createFakeClient());
      element.innerHTML = '<a slot="empty" href="/book">Book one</a>';
      expect(textOf(element)).to.contain('No sessions planned');
      expect(find<HTMLSlotElement>(element, 'slot[name=empty]').assignedElements()).to.have.length(1);
    });

    for (const value of ['0', '-3', 'many', '']) {
      it(`takes an upcoming-limit of "${value}" for the default`, async () => {
        const element = document.createElement('session-list');
        element.setAttribute('upcoming-limit', value);
        element.client = createFakeClient({ sessions: [10, 20, 30, 40].map((minutes) => session(minutes)) });
        await fixture(html`<div lang="en">${element}</div>`);
        await settle(element);
        expect(upcoming(element)).to.have.length(3);
      });
    }
  });

  describe('recordings', () => {
    const of = (id: string, more: Partial<Recording> = {}): Recording =>
      fakeRecording({ id: `rec-${id}`, sessionId: 'ses-past-1', durationMs: 48 * MINUTE, ...more });
    const recordings = (element: SessionListElement): HTMLElement[] => findAll(element, '[part=recording]');

    it('links to those of past sessions, with their length', async () => {
      const client = createFakeClient({ sessions: [past(1), past(2)], recordings: [of('a')] });
      const element = await mount(client, { recordingUrl: '/recordings/{id}' });
      expect(recordings(element).map((link) => link.getAttribute('href'))).to.deep.equal([
        new URL('/recordings/rec-a', location.href).href,
      ]);
      expect(textOf(recordings(element)[0] as HTMLElement)).to.match(
        /^Recording 48 minutes, German conversation, Nov 19/,
      );
      await expectAccessible(element);
      expect(client.calls('recordings.list')).to.have.length(1);
    });

    it('says that one is being prepared, and shows it when it is ready', async () => {
      const client = createFakeClient({
        sessions: [past(1)],
        recordings: [of('a', { state: 'processing' })],
      });
      const element = await mount(client);
      expect(textOf(element)).to.contain('Recording is being prepared');
      expect(recordings(element)).to.have.length(0);
      client.world.recordings = [of('a')];
      const { sessionId, startedAt, recordedBy } = of('a');
      client.emit({
        type: 'recording-changed',
        data: { sessionId, recording: { id: 'rec-a', state: 'ready', startedAt, recordedBy } },
      });
      await settle(element);
      expect(recordings(element)).to.have.length(1);
    });

    it('fires an event that the page can answer itself', async () => {
      const client = createFakeClient({ sessions: [past(1)], recordings: [of('a')] });
      const element = await mount(client, { recordingUrl: '/recordings/{id}' });
      let heard: RecordingOpenEvent | undefined;
      element.addEventListener('recording-open', (event) => {
        heard = event;
        event.preventDefault();
      });
      const click = new MouseEvent('click', { bubbles: true, cancelable: true });
      expect(recordings(element)[0]?.dispatchEvent(click)).to.equal(false);
      expect(heard?.detail.recording.id).to.equal('rec-a');
      expect(heard?.detail.url).to.contain('/recordings/rec-a');
    });

    it('shows none that failed or that one may not see, and nothing where there are no recordings', async () => {
      const { can } = of('a').you;
      const hidden = of('b', { you: { can: { ...can, 'recording.view': false } } });
      const some = createFakeClient({
        sessions: [past(1)],
        recordings: [of('a', { state: 'failed' }), hidden],
      });
      expect(recordings(await mount(some))).to.have.length(0);
      const without = createFakeClient({ sessions: [past(1)] });
      without.failNext('recordings.list', new LecternError('NOT_FOUND', 'No such route.'));
      const element = await mount(without);
      expect(textOf(element)).to.contain('Completed');
      expect(findAll(element, '[role=alert]')).to.have.length(0);
      const { sessions, events } = createFakeClient({ sessions: [past(1)] });
      const lean = document.createElement('session-list');
      lean.client = { sessions, events };
      await fixture(html`<div lang="en">${lean}</div>`);
      await settle(lean);
      expect(textOf(lean)).to.contain('Completed');
    });
  });

  describe('in one’s own calendar', () => {
    it('adds what is to come, with its page and its file', async () => {
      const client = createFakeClient({
        sessions: [session(-5, { state: 'live' }), session(30, { url: '/room?session=ses-30' })],
      });
      const element = await mount(client);
      const menus = findAll<CalendarMenuElement>(element, 'lectern-calendar-menu');
      expect(menus).to.have.length(1);
      expect(menus[0]?.entry).to.deep.equal({
        title: 'German conversation',
        startsAt: instant(FAKE_NOW + 30 * MINUTE),
        endsAt: instant(FAKE_NOW + 90 * MINUTE),
        zone: 'Europe/Berlin',
        url: new URL('/room?session=ses-30', document.baseURI).href,
      });
      expect(await (await menus[0]?.loadFile?.())?.text()).to.contain('UID:ses-30');
      await expectAccessible(element);
    });

    it('is offered as a link only where the client has calendars', async () => {
      const client = createFakeClient({ sessions: [session(30)] });
      const element = await mount(client);
      expect(findAll(element, 'lectern-calendar-feed')).to.have.length(1);
      const bare = await mount({ sessions: client.sessions } as FakeClient);
      expect(findAll(bare, 'lectern-calendar-feed')).to.deep.equal([]);
      expect(find<CalendarMenuElement>(bare, 'lectern-calendar-menu').loadFile).to.equal(undefined);
    });
  });

  describe('joining', () => {
    it('offers Join in the server’s window only, and while the session is live', async () => {
      const joins = async (minutes: number, more: Partial<Session> = {}): Promise<boolean> =>
        findAll(await mount(createFakeClient({ sessions: [session(minutes, more)] })), '[part=join]')
          .length === 1;
      expect(await joins(6)).to.equal(false);
      expect(await joins(5)).to.equal(true);
      expect(await joins(-30)).to.equal(true);
      expect(await joins(6, { state: 'live' })).to.equal(true);
      expect(await joins(6, { joinOpensAt: instant(FAKE_NOW) })).to.equal(true);
      expect(await joins(5, { you: { relation: 'course', role: 'student', can: allowed() } })).to.equal(
        false,
      );
    });

    it('is a link to the session, whose event carries it', async () => {
      const element = await mount(createFakeClient({ sessions: [session(4, { url: '/room/1' })] }));
      const join = control(element, 'Join German conversation');
      const heard = oneEvent(element, 'session-join') as Promise<SessionJoinEvent>;
      join.addEventListener('click', (event) => event.preventDefault());
      join.click();
      const { detail } = await heard;
      expect(detail.session.id).to.equal('ses-4');
      expect(detail.url)
        .to.equal(new URL('/room/1', location.href).href)
        .and.to.equal((join as HTMLAnchorElement).href);
    });

    it('goes nowhere when the page cancels the event', async () => {
      const element = await mount(createFakeClient({ sessions: [session(4)] }), { sessionUrl: '/room/{id}' });
      element.addEventListener('session-join', (event) => event.preventDefault());
      const click = new MouseEvent('click', { bubbles: true, cancelable: true, composed: true });
      control(element, 'Join German conversation').dispatchEvent(click);
      expect(click.defaultPrevented).to.equal(true);
    });

    it('follows no address that is a script', async () => {
      const element = await mount(
        createFakeClient({ sessions: [session(4, { url: 'javascript:alert(1)' })] }),
      );
      expect(find(element, '[part=join]').localName).to.equal('button');
    });
  });

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

  describe('errors', () => {
    it('says what failed, fires it and tries again', async () => {
      const client = createFakeClient({ sessions: [session(30)] });
      const element = document.createElement('session-list');
      const error = new LecternError('NETWORK', 'No connection.');
      client.failNext('sessions.list', error);
      const { events: _events, ...quiet } = client;
      element.client = quiet;
      const heard = oneEvent(element, 'session-list-error') as Promise<SessionListErrorEvent>;
      await fixture(html`<div lang="en">${element}</div>`);
      expect((await heard).detail.error).to.equal(error);
      await settle(element);
      expect(textOf(find(element, '[role=alert]'))).to.contain('No connection to the server');
      control(element, 'Try again').click();
      await settle(element);
      expect(upcoming(element)).to.have.length(1);
    });

    it('keeps what it has when a later reading fails', async () => {
      const client = createFakeClient({ sessions: [session(30)] });
      const element = await mount(client);
      client.failNext('sessions.list', new LecternError('UNAVAILABLE', 'Busy.'));
      client.emit({ type: 'reset', data: { cursor: '1-1' } });
      await settle(element);
      expect(textOf(find(element, '[role=alert]'))).to.contain('Many people');
      expect(upcoming(element)).to.have.length(1);
    });
  });

  describe('leaving and coming back', () => {
    it('gives up its requests and reads again when it is back', async () => {
      const client = createFakeClient({ sessions: [session(30)] });
      const release = client.hold('sessions.list');
      const element = await mount(client);
      element.remove();
      await settle(element);
      expect(client.aborted).to.deep.equal(['sessions.list', 'sessions.list']);
      release();
      document.body.append(element);
      await settle(element);
      expect(upcoming(element)).to.have.length(1);
      element.remove();
    });
  });
});
