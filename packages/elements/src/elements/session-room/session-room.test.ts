import { aTimeout, expect, fixture, html, oneEvent } from '@open-wc/testing';
import { LecternError } from '@lectern/core/contract';
import { FakeClass } from '../../session/testing/fake-class.js';
import { roomPage } from './testing/room-page.js';

describe('<session-room>', () => {
  const page = roomPage();
  const { find, inCall, press, render, settled, until } = page;

  describe('before the class', () => {
    it('shows one’s own picture and joins with it', async () => {
      await render();
      await until(() => (find<HTMLVideoElement>('video')?.videoWidth ?? 0) > 0);
      find('.join')?.click();
      await until(() => page.element.phase === 'in-call');
      const [, input] = page.room.client.calls('sessions.join')[0] ?? [];
      expect(input).to.deep.include({ media: { mic: true, camera: true, screen: false } });
    });

    it('says what to do without permission, tries again, and joins all the same', async () => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));
      await render();
      await until(() => find('[role="alert"]') !== null);
      expect(find('[role="alert"]')?.textContent).to.contain('allow both');
      await page.element.join();
      expect(page.element.phase).to.equal('in-call');
    });

    it('begins with devices off that were turned off', async () => {
      await render();
      await until(() => page.tracks.length === 2);
      await press('camera');
      await press('microphone');
      await page.element.join();
      expect(page.room.client.calls('sessions.join')[0]?.[1]).to.deep.include({
        media: { mic: false, camera: false, screen: false },
      });
    });

    it('keeps the picture through the waiting room into the class', async () => {
      await render({ waiting: true });
      await until(() => page.tracks.length === 2);
      await page.element.join();
      await settled();
      expect(page.element.phase).to.equal('waiting');
      expect(find('h2')?.textContent).to.equal('You are in the waiting room');
      page.room.admit();
      await until(() => page.element.phase === 'in-call');
      expect(page.tracks.map(({ readyState }) => readyState)).to.deep.equal(['live', 'live']);
      expect(page.tracks.length).to.equal(2);
    });

    it('offers no device that one may not use', async () => {
      page.room = new FakeClass();
      await render({
        session: {
          you: { ...page.room.session.you, can: { ...page.room.session.you.can, 'media.camera': false } },
        },
      });
      await until(() => page.tracks.length === 1);
      expect(find('[data-tool="camera"]')).to.equal(null);
      expect(page.tracks[0]?.kind).to.equal('audio');
    });

    it('reads the session again after a failure', async () => {
      page.room = new FakeClass();
      page.room.client.failNext('sessions.get', new LecternError('NETWORK', 'No server.'));
      page.element = await fixture(
        html`<session-room session-id=${page.room.sessionId} .client=${page.room.client}></session-room>`,
      );
      await until(() => page.element.phase === 'failed');
      await settled();
      await press('again');
      await until(() => page.element.phase === 'prejoin');
    });
  });

  describe('events', () => {
    it('asks before joining and leaving, tells after', async () => {
      await render();
      await until(() => page.element.phase === 'prejoin');
      page.element.addEventListener('room-join', (event) => event.preventDefault(), { once: true });
      await page.element.join();
      expect(page.element.phase).to.equal('prejoin');
      expect(page.room.client.calls('sessions.join').length).to.equal(0);

      const joined = oneEvent(page.element, 'room-after-join');
      await page.element.join();
      expect((await joined).detail).to.deep.equal({ connectionId: page.room.connectionId });

      page.element.addEventListener('room-leave', (event) => event.preventDefault(), { once: true });
      page.element.leave();
      expect(page.element.phase).to.equal('in-call');

      const left = oneEvent(page.element, 'room-after-leave');
      await settled();
      await press('leave');
      expect((await left).detail).to.deep.equal({ reason: 'left' });
      expect(page.room.client.calls('connections.leave').length).to.equal(1);
    });

    it('tells why one is outside, and what failed', async () => {
      await inCall();
      const left = oneEvent(page.element, 'room-after-leave');
      page.room.leave(page.room.connectionId, 'removed');
      expect((await left).detail).to.deep.equal({ reason: 'removed' });
      page.room.client.failNext('sessions.join', new LecternError('CONNECTION_REMOVED', 'No.'));
      const failed = oneEvent(page.element, 'room-error');
      await page.element.join();
      expect((await failed).detail.error.code).to.equal('CONNECTION_REMOVED');
      expect(page.element.phase).to.equal('removed');
    });

    it('ends for everyone only after asking, and only for who may', async () => {
      await inCall();
      expect(find('[data-tool="end"]')).to.equal(null);
      await inCall({ as: 'host' });
      await press('leave');
      await press('end');
      expect(page.room.client.calls('sessions.end').length).to.equal(0);
      const leave = oneEvent(page.element, 'room-leave');
      await press('confirm');
      expect((await leave).detail).to.deep.equal({ forEveryone: true });
      await until(() => page.element.phase === 'ended');
      expect(page.room.client.calls('sessions.end').length).to.equal(1);
    });
  });

  describe('in and out of the page', () => {
    it('keeps the call when it is moved', async () => {
      await inCall();
      const elsewhere = document.createElement('div');
      document.body.append(elsewhere);
      elsewhere.append(page.element);
      await settled();
      await aTimeout(20);
      expect(page.element.phase).to.equal('in-call');
      expect(page.calls.length).to.equal(1);
      expect(page.calls[0]?.closed).to.equal(0);
      expect(page.element.call).to.equal(page.calls[0]);
      expect(page.room.client.calls('connections.leave').length).to.equal(0);
      expect(page.room.client.streams.filter(({ open }) => open).length).to.equal(1);
      expect(find<HTMLVideoElement>('video')?.srcObject).to.not.equal(null);
      elsewhere.remove();
      await aTimeout(20);
    });

    it('leaves and lets everything go when it is taken out', async () => {
      await inCall();
      await until(() => page.tracks.length === 2);
      page.element.remove();
      await aTimeout(20);
      expect(page.calls[0]?.closed).to.equal(1);
      expect(page.room.client.calls('connections.leave').length).to.equal(1);
      expect(page.tracks.every(({ readyState }) => readyState === 'ended')).to.equal(true);
      expect(page.room.client.streams.every(({ open }) => !open)).to.equal(true);
    });

    it('leaves no track after leaving', async () => {
      await inCall();
      await until(() => page.tracks.length === 2);
      page.element.leave();
      expect(page.tracks.length).to.equal(2);
      expect(page.tracks.map(({ readyState }) => readyState)).to.deep.equal(['ended', 'ended']);
      expect(page.element.call).to.equal(undefined);
    });

    it('takes another session when the attribute changes', async () => {
      await inCall();
      page.element.sessionId = 'ses-bbbbbbbbbbbbbbbbbbbbbb';
      await settled();
      await aTimeout(20);
      expect(page.calls[0]?.closed).to.equal(1);
      expect(page.room.client.calls('sessions.get').at(-1)?.[0]).to.equal('ses-bbbbbbbbbbbbbbbbbbbbbb');
    });
  });
});
