import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { FakeClass } from '../../session/testing/fake-class.js';
import { roomPage } from './testing/room-page.js';

describe('<session-room>, the class', () => {
  const page = roomPage();
  const { find, inCall, press, render, settled, tiles, until } = page;

  describe('the class', () => {
    it('has a tile for everybody, oneself included, and none for who left', async () => {
      await inCall();
      page.room.enter('ana', 'Ana', { isHost: true });
      page.room.enter('cem', 'Cem');
      await settled();
      expect(tiles()).to.deep.equal(['Ana', 'Ben Okafor', 'Cem']);
      page.room.leave('con-cem');
      await settled();
      expect(tiles()).to.deep.equal(['Ana', 'Ben Okafor']);
    });

    it('follows what one may do, never a role', async () => {
      await inCall({ as: 'host' });
      const can = {
        ...page.room.session.you.can,
        'media.screen': false,
        'hand.raise': false,
        'person.remove': false,
      };
      page.room.session = { ...page.room.session, version: 2, you: { ...page.room.session.you, can } };
      page.room.enter('cem', 'Cem');
      page.room.emit('session-changed', {
        sessionId: page.room.sessionId,
        state: 'live',
        version: 2,
        occurredAt: new Date().toISOString(),
      });
      await until(() => find('[data-tool="screen"]') === null);
      await settled();
      expect(find('[data-tool="hand"]')).to.equal(null);
      await press('people');
      find('.more')?.click();
      await settled();
      expect(find('[data-action="ask"]')).to.not.equal(null);
      expect(find('[data-action="remove"]')).to.equal(null);
    });

    it('removes after asking', async () => {
      await inCall({ as: 'host' });
      page.room.enter('cem', 'Cem');
      await press('people');
      find('.more')?.click();
      await settled();
      find('[data-action="remove"]')?.click();
      await settled();
      expect(find('dialog')?.textContent).to.contain('Cem');
      await press('confirm');
      expect(page.room.client.calls('channel.removePerson')).to.deep.equal([[page.room.sessionId, 'cem']]);
    });

    it('counts what one has not read, and not what was said before', async () => {
      page.room = new FakeClass();
      await render();
      page.room.say({ text: 'before' });
      await page.element.join();
      await settled();
      expect(find('.badge.chat')).to.equal(null);
      page.room.say({ text: 'one' });
      page.room.say({ text: 'two' });
      await settled();
      expect(find('.badge.chat')?.textContent).to.equal('2');
      await press('chat');
      expect(find('.badge.chat')).to.equal(null);
      await press('chat');
      expect(find('.badge.chat')).to.equal(null);
    });

    it('never runs what somebody writes', async () => {
      await inCall();
      await press('chat');
      page.room.say({ text: '<img src=x onerror="window.hacked=1"> javascript:alert(1)' });
      await settled();
      expect(find('.text')?.textContent).to.contain('<img');
      expect(find('.lines img, .lines a')).to.equal(null);
    });

    it('turns on sound in the press', async () => {
      await inCall();
      page.calls[0]?.setSoundBlocked(true);
      await until(() => find('[data-notice="sound"] button') !== null);
      find('[data-notice="sound"] button')?.click();
      await until(() => find('[data-notice="sound"]') === null);
    });

    it('announces a crowd in one sentence', async () => {
      await inCall();
      await until(() => find('.room > [role="status"]')?.textContent === 'You are in the class');
      for (const name of ['Ana', 'Cem', 'Dora']) page.room.enter(name, name);
      page.room.leave('con-Dora');
      await until(() => /joined/.test(find('.room > [role="status"]')?.textContent ?? ''));
      expect(find('.room > [role="status"]')?.textContent?.replace(/[\u2068\u2069]/g, '')).to.equal(
        'Ana and Cem joined',
      );
    });

    it('makes the panel a sheet on a phone', async () => {
      await setViewport({ width: 390, height: 780 });
      await inCall();
      await press('chat');
      const panel = find('lectern-chat-panel');
      expect(panel && getComputedStyle(panel).position).to.equal('absolute');
    });
  });
});
