import { LecternError, type Session } from '@lectern/core/contract';
import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { expectAccessible } from '../../testing/expect-accessible.js';
import { createFakeClient } from '../../testing/fake-client.js';
import { allowed, FAKE_NOW, instant } from '../../testing/fake-world.js';
import { control, find, findAll, settle, textOf } from '../../testing/settle.js';
import type { SessionListElement } from './session-list.element.js';
import type { SessionJoinEvent, SessionListErrorEvent } from './session-list.events.js';
import { session, past, mount, upcoming } from './testing/list-page.js';
import '../../define/session-list.js';
import '../../translations/ar.js';

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
