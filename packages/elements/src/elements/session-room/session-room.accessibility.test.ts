import { expect } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import { LecternError } from '@lectern/core/contract';
import '../../translations/ar.js';
import { roomPage } from './testing/room-page.js';

describe('<session-room>, for everybody', () => {
  const page = roomPage();
  const { find, inCall, press, render, settled, tool, until } = page;

  describe('accessibility', function () {
    this.timeout(30_000);
    const states: Record<string, () => Promise<void>> = {
      prejoin: () => render(),
      'prejoin without permission': async () => {
        navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));
        await render();
        await until(() => find('[role="alert"]') !== null);
      },
      waiting: async () => {
        await render({ waiting: true, session: { startsAt: new Date(Date.now() + 90_000).toISOString() } });
        await until(() => page.element.phase === 'prejoin');
        await page.element.join();
        await settled();
      },
      alone: () => inCall(),
      'in call with everybody': async () => {
        await inCall();
        page.room.enter('ana', 'Ana Kovač', { isHost: true });
        page.room.enter('cem', 'Cem', { media: { mic: false, camera: false, screen: false } });
        page.room.setHand('cem', true);
        page.calls[0]?.setPeer('con-ana', { audioLevel: 0.5 });
        page.calls[0]?.setPeer('con-cem', { state: 'reconnecting' });
        await settled();
      },
      chat: async () => {
        await inCall();
        page.room.say({ text: 'Hello' });
        page.room.say({ text: 'Hi', personId: 'ben', name: 'Ben Okafor', isHost: false });
        await press('chat');
      },
      people: async () => {
        await inCall({ as: 'host' });
        page.room.enter('cem', 'Cem');
        page.room.setHand('cem', true);
        await press('people');
      },
      notices: async () => {
        await inCall();
        page.calls[0]?.setSoundBlocked(true);
        page.calls[0]?.setState('reconnecting');
        page.room.client.failNext('channel.setHand', new LecternError('FORBIDDEN', 'No.'));
        await press('hand');
        await until(() => find('[data-notice="sound"]') !== null);
      },
      'own screen': async () => {
        await inCall();
        await press('screen');
        await until(() => find('.own-screen') !== null);
      },
      'people, everything one may do': async () => {
        await inCall({ as: 'host' });
        page.room.enter('cem', 'Cem');
        page.room.setHand('cem', true);
        page.room.lockChat(true);
        await press('people');
        find('.more')?.click();
      },
      'the question before a removal': async () => {
        await inCall({ as: 'host' });
        page.room.enter('cem', 'Cem');
        await press('people');
        find('.more')?.click();
        await settled();
        find('[data-action="remove"]')?.click();
      },
      reactions: async () => {
        // What fades is read in no moment but by a number.
        await emulateMedia({ reducedMotion: 'reduce' });
        await inCall();
        page.room.react('clap');
        page.room.react('heart');
        await press('react');
      },
      'a request to speak': async () => {
        await inCall();
        await press('microphone');
        await until(() => tool('microphone').getAttribute('aria-pressed') === 'false');
        page.room.ask('unmute');
        await until(() => find('[data-notice="asked"]') !== null);
      },
      'muted by somebody': async () => {
        await inCall();
        await until(() => tool('microphone').getAttribute('aria-pressed') === 'true');
        page.room.ask('mute');
        await until(() => find('[data-notice="muted"]') !== null);
      },
      'locked chat': async () => {
        await inCall();
        page.room.lockChat(true);
        await press('chat');
      },
      'chat locked for the others': async () => {
        await inCall({ as: 'host' });
        page.room.lockChat(true);
        await press('chat');
      },
      help: async () => {
        await inCall();
        await press('help');
        await until(() => find('lectern-room-help') !== null);
      },
      'leave menu': async () => {
        await inCall({ as: 'host' });
        await press('leave');
      },
      'end dialog': async () => {
        await inCall({ as: 'host' });
        await press('leave');
        await press('end');
      },
      devices: async () => {
        await inCall();
        await press('devices');
      },
      moved: async () => {
        await inCall();
        page.room.leave(page.room.connectionId, 'superseded');
      },
      removed: async () => {
        await inCall();
        page.room.leave(page.room.connectionId, 'removed');
      },
      ended: async () => {
        await inCall();
        page.room.end();
      },
      left: async () => {
        await inCall();
        page.element.leave();
      },
    };
    afterEach(() => emulateMedia({ reducedMotion: 'no-preference' }));
    for (const [name, arrange] of Object.entries(states))
      it(`has no violation: ${name}`, async () => {
        await arrange();
        await settled();
        await expect(page.element).to.be.accessible();
      });

    it('has no violation in the dark and from right to left', async () => {
      await emulateMedia({ colorScheme: 'dark' });
      document.documentElement.style.colorScheme = 'light dark';
      await inCall({ as: 'host' });
      page.element.lang = 'ar';
      page.room.enter('cem', 'Cem');
      await press('people');
      await expect(page.element).to.be.accessible();
      expect(find('.room')?.getAttribute('dir')).to.equal('rtl');
      document.documentElement.style.colorScheme = '';
      await emulateMedia({ colorScheme: 'light' });
    });

    it('names everybody on the stage with what is off and up', async () => {
      await inCall();
      page.room.enter('cem', 'Cem', { media: { mic: false, camera: false, screen: false } });
      page.room.setHand('cem', true);
      await settled();
      const tile = find('lectern-tile[name="Cem"]');
      expect(find('[role="group"]', tile ?? undefined)?.getAttribute('aria-label')).to.equal(
        'Video of Cem, microphone off, camera off, hand raised',
      );
    });
  });
});
