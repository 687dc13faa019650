import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { roomPage } from './testing/room-page.js';

describe('<session-room>, by keys', () => {
  const page = roomPage();
  const { find, focused, inCall, press, render, settled, tool, until } = page;

  describe('keyboard', () => {
    it('joins by Tab and Enter, and the focus stays in the room', async () => {
      await render();
      await until(() => page.element.phase === 'prejoin');
      await settled();
      for (let count = 0; count < 10 && !focused()?.classList.contains('join'); count += 1)
        await sendKeys({ press: 'Tab' });
      expect(focused()?.classList.contains('join')).to.equal(true);
      await sendKeys({ press: 'Enter' });
      await until(() => page.element.phase === 'in-call');
      await settled();
      expect(page.element.matches(':focus-within')).to.equal(true);
    });

    it('has shortcuts in the room, and none in a text field', async () => {
      await inCall();
      for (const name of ['microphone', 'camera'])
        await until(() => tool(name).getAttribute('aria-pressed') === 'true');
      find('.room')?.focus();
      await sendKeys({ press: 'm' });
      await until(() => tool('microphone').getAttribute('aria-pressed') === 'false');
      await sendKeys({ press: 'v' });
      await until(() => tool('camera').getAttribute('aria-pressed') === 'false');
      await sendKeys({ press: 'h' });
      await until(() => tool('hand').getAttribute('aria-pressed') === 'true');
      await sendKeys({ press: 'c' });
      await settled();
      expect(focused()?.localName).to.equal('textarea');
      await sendKeys({ type: 'much' });
      expect((focused() as HTMLTextAreaElement).value).to.equal('much');
      expect(tool('microphone').getAttribute('aria-pressed')).to.equal('false');
    });

    it('moves among the tools by arrows, and by one Tab past them', async () => {
      await inCall({ as: 'host' });
      const at = (): string | undefined => (focused() as HTMLElement | null)?.dataset['tool'];
      tool('microphone').focus();
      await sendKeys({ press: 'ArrowRight' });
      expect(at()).to.equal('camera');
      await sendKeys({ press: 'End' });
      expect(at()).to.equal('leave');
      await sendKeys({ press: 'ArrowRight' });
      expect(at()).to.equal('microphone');
      await sendKeys({ press: 'ArrowLeft' });
      await sendKeys({ press: 'ArrowLeft' });
      expect(at()).to.equal('devices');
      await sendKeys({ press: 'Tab' });
      expect(page.element.matches(':focus-within')).to.equal(false);
    });

    it('sends by Enter, breaks the line by Shift+Enter, and leaves Enter to an input method', async () => {
      await inCall();
      await press('chat');
      await sendKeys({ type: 'one' });
      await sendKeys({ down: 'Shift' });
      await sendKeys({ press: 'Enter' });
      await sendKeys({ up: 'Shift' });
      await sendKeys({ type: 'two' });
      const field = focused() as HTMLTextAreaElement;
      field.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, composed: true }),
      );
      expect(page.room.client.calls('channel.postChat').length).to.equal(0);
      await sendKeys({ press: 'Enter' });
      await settled();
      expect(
        page.room.client.calls('channel.postChat').map(([, input]) => (input as { text: string }).text),
      ).to.deep.equal(['one\ntwo']);
      expect(field.value).to.equal('');
    });

    it('closes a panel by Escape and gives the focus back', async () => {
      await inCall();
      await press('people');
      await sendKeys({ press: 'Escape' });
      await settled();
      expect(find('lectern-people-panel')).to.equal(null);
      expect((focused() as HTMLElement | null)?.dataset['tool']).to.equal('people');
    });

    it('leaves by the menu, which Escape closes', async () => {
      await inCall({ as: 'host' });
      tool('leave').focus();
      await sendKeys({ press: 'Enter' });
      await settled();
      expect(tool('leave').getAttribute('aria-expanded')).to.equal('true');
      await sendKeys({ press: 'Escape' });
      await settled();
      expect(tool('leave').getAttribute('aria-expanded')).to.equal('false');
      await sendKeys({ press: 'Enter' });
      await sendKeys({ press: 'Tab' });
      await sendKeys({ press: 'Enter' });
      await settled();
      expect(page.element.phase).to.equal('left');
      expect(focused()?.localName).to.equal('h2');
    });
  });
});
