import { LecternError, type Recording } from '@lectern/core/contract';
import { expect, fixture, html } from '@open-wc/testing';
import type { CalendarMenuElement } from '../../calendar-menu/calendar-menu.element.js';
import { expectAccessible } from '../../testing/expect-accessible.js';
import { createFakeClient, type FakeClient } from '../../testing/fake-client.js';
import { fakeRecording } from '../../testing/fake-recordings.js';
import { FAKE_NOW, instant } from '../../testing/fake-world.js';
import { find, findAll, settle, textOf } from '../../testing/settle.js';
import type { SessionListElement } from './session-list.element.js';
import type { RecordingOpenEvent } from './session-list.events.js';
import { MINUTE, session, past, mount } from './testing/list-page.js';
import '../../define/session-list.js';

describe('<session-list>: recordings and calendars', () => {
  beforeEach(() => localStorage.clear());

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
});
