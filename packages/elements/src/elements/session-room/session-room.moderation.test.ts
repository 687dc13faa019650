import { expect } from '@open-wc/testing';
import { emulateMedia, sendKeys } from '@web/test-runner-commands';
import { LecternError } from '@lectern/core/contract';
import { roomPage } from './testing/room-page.js';

describe('<session-room>, moderated', () => {
  const page = roomPage();
  const { find, focused, inCall, press, settled, tool, until } = page;

  const act = async (action: string): Promise<void> => {
    find(`[data-action="${action}"]`)?.click();
    await settled();
  };
  const more = async (): Promise<void> => {
    find('.more')?.click();
    await settled();
  };
  const isMicrophoneOn = (): boolean => tool('microphone').getAttribute('aria-pressed') === 'true';
  const writeField = (): HTMLTextAreaElement | null => find<HTMLTextAreaElement>('textarea');

  describe('reactions', () => {
    afterEach(() => emulateMedia({ reducedMotion: 'no-preference' }));

    it('are sent from the menu, and float for everybody, oneself included', async () => {
      await inCall();
      await press('react');
      expect(tool('react').getAttribute('aria-expanded')).to.equal('true');
      find('[data-reaction="clap"]')?.click();
      await until(() => find('.floating') !== null);
      expect(page.room.client.calls('channel.sendReaction')).to.deep.equal([[page.room.sessionId, 'clap']]);
      page.room.react('heart');
      await settled();
      expect(page.element.renderRoot.querySelector('lectern-reactions')?.renderRoot.textContent).to.match(
        /👏.*Ben Okafor.*❤️.*Ana/su,
      );
      // It stays for who claps on, and goes with the focus.
      expect(tool('react').getAttribute('aria-expanded')).to.equal('true');
    });

    it('are a number each where motion is unwanted', async () => {
      await emulateMedia({ reducedMotion: 'reduce' });
      await inCall();
      for (let count = 0; count < 3; count += 1) page.room.react('clap');
      page.room.react('heart');
      await settled();
      const shown = find('.counts');
      expect(shown?.textContent.replace(/\s+/gu, '')).to.equal('👏3❤️1');
      expect(getComputedStyle(find('.count')!).display).to.equal('block');
      expect(getComputedStyle(find('.floating')!).display).to.equal('none');
    });

    it('are reached by keys, and Escape gives the focus back', async () => {
      await inCall();
      tool('react').focus();
      await sendKeys({ press: 'Enter' });
      await settled();
      await sendKeys({ press: 'Tab' });
      expect(focused()?.getAttribute('data-reaction')).to.equal('thumbs-up');
      await sendKeys({ press: 'ArrowRight' });
      await sendKeys({ press: 'Enter' });
      await sendKeys({ press: 'ArrowLeft' });
      await sendKeys({ press: 'ArrowLeft' });
      expect(focused()?.getAttribute('data-reaction')).to.equal('celebrate');
      await sendKeys({ press: 'Escape' });
      await settled();
      expect(focused()).to.equal(tool('react'));
      expect(tool('react').getAttribute('aria-expanded')).to.equal('false');
      expect(page.room.client.calls('channel.sendReaction')).to.deep.equal([[page.room.sessionId, 'clap']]);
    });

    it('are not there for who may not', async () => {
      await inCall();
      const { you } = page.room.session;
      await inCall({
        session: { state: 'live', you: { ...you, can: { ...you.can, 'reaction.send': false } } },
      });
      expect(find('[data-tool="react"]')).to.equal(null);
      expect(find('.reactions')).to.equal(null);
    });
  });

  describe('the people panel', () => {
    it('mutes who speaks, asks who does not, and lowers a hand', async () => {
      await inCall({ as: 'host' });
      page.room.enter('cem', 'Cem');
      page.room.setHand('cem', true);
      await press('people');
      await more();
      expect(find('.actions')?.textContent).to.contain('Mute');
      await act('ask');
      expect(find('.actions')).to.equal(null);
      expect(focused()?.className).to.contain('more');
      page.room.change('con-cem', { media: { mic: false, camera: true, screen: false } });
      await settled();
      await more();
      await act('ask');
      await more();
      await act('lower');
      const { client, sessionId } = page.room;
      expect(client.calls('channel.askMedia')).to.deep.equal([
        [sessionId, { ask: 'mute', personId: 'cem' }],
        [sessionId, { ask: 'unmute', personId: 'cem' }],
      ]);
      expect(client.calls('channel.setHand')).to.deep.equal([[sessionId, 'cem', false]]);
    });

    it('gives the focus back to the person after the question', async () => {
      await inCall({ as: 'host' });
      page.room.enter('cem', 'Cem');
      await press('people');
      await more();
      await act('remove');
      expect(find<HTMLDialogElement>('dialog')?.open).to.equal(true);
      await sendKeys({ press: 'Escape' });
      await settled();
      expect(find('dialog')).to.equal(null);
      expect(focused()?.getAttribute('aria-label')).to.equal('Actions for Cem');
      expect(page.room.client.calls('channel.removePerson')).to.deep.equal([]);
    });

    it('closes what one may do by Escape, and then itself', async () => {
      await inCall({ as: 'host' });
      page.room.enter('cem', 'Cem');
      await press('people');
      await more();
      find('[data-action="ask"]')?.focus();
      await sendKeys({ press: 'Escape' });
      await settled();
      expect(find('.actions')).to.equal(null);
      expect(focused()?.className).to.contain('more');
      await sendKeys({ press: 'Escape' });
      await settled();
      expect(find('lectern-people-panel')).to.equal(null);
      expect(focused()).to.equal(tool('people'));
    });

    it('acts on everybody at once', async () => {
      await inCall({ as: 'host' });
      page.room.enter('cem', 'Cem');
      await press('people');
      expect(find('[data-action="lower-all"]')).to.equal(null);
      page.room.setHand('cem', true);
      await settled();
      await act('mute-all');
      await act('lower-all');
      await act('lock-chat');
      const { client, sessionId } = page.room;
      expect(client.calls('channel.askMedia')).to.deep.equal([[sessionId, { ask: 'mute' }]]);
      expect(client.calls('channel.lowerHands')).to.deep.equal([[sessionId]]);
      expect(client.calls('channel.lockChat')).to.deep.equal([[sessionId, true]]);
      expect(find('[data-action="lock-chat"]')?.textContent.trim()).to.equal('Unlock chat');
      await act('lock-chat');
      expect(client.calls('channel.lockChat').at(-1)).to.deep.equal([sessionId, false]);
    });

    it('lets a student do nothing to anybody', async () => {
      await inCall();
      page.room.enter('cem', 'Cem');
      page.room.setHand('cem', true);
      await press('people');
      expect([find('.more'), find('.everyone'), find('.small-button')]).to.deep.equal([null, null, null]);
    });

    it('tells when somebody has left meanwhile', async () => {
      await inCall({ as: 'host' });
      page.room.enter('cem', 'Cem');
      await press('people');
      await more();
      page.room.client.failNext('channel.askMedia', new LecternError('NOT_FOUND', 'Not in.'));
      await act('ask');
      await until(() => find('[data-notice="error"]') !== null);
    });
  });

  describe('what is asked of one', () => {
    it('mutes at once, says who did it, and lets one speak again', async () => {
      await inCall();
      await until(isMicrophoneOn);
      page.room.ask('mute');
      await until(() => !isMicrophoneOn() && find('[data-notice="muted"]') !== null);
      const notice = find('[data-notice="muted"]');
      expect(notice?.textContent).to.contain('Ana Kovač').and.to.contain('turned your microphone off');
      expect(notice?.getAttribute('role')).to.equal('status');
      await press('microphone');
      await until(isMicrophoneOn);
      await settled();
      expect(find('[data-notice="muted"]')).to.equal(null);
    });

    it('asks before it turns anything on, and takes no for an answer', async () => {
      await inCall();
      await until(isMicrophoneOn);
      await press('microphone');
      await until(() => !isMicrophoneOn());
      page.room.ask('unmute');
      await until(() => find('[data-notice="asked"]') !== null);
      // Whoever is writing goes on writing.
      expect(focused()).to.not.equal(tool('answer-yes'));
      await press('answer-no');
      expect([find('[data-notice="asked"]'), isMicrophoneOn()]).to.deep.equal([null, false]);
      page.room.ask('unmute');
      await until(() => find('[data-notice="asked"]') !== null);
      await press('answer-yes');
      await until(isMicrophoneOn);
    });
  });

  describe('a locked chat', () => {
    it('cannot be written in, keeps what one was writing, and the focus', async () => {
      await inCall();
      await press('chat');
      const field = writeField()!;
      field.focus();
      await sendKeys({ type: 'half a sent' });
      page.room.lockChat(true);
      await settled();
      expect(writeField()).to.equal(null);
      expect(find('lectern-chat-panel')?.shadowRoot?.textContent).to.contain('The chat is locked');
      expect(focused()?.getAttribute('role')).to.equal('log');
      page.room.lockChat(false);
      await settled();
      expect(writeField()?.value).to.equal('half a sent');
    });

    it('is open to who leads the class, and says so', async () => {
      await inCall({ as: 'host' });
      page.room.lockChat(true);
      await press('chat');
      expect(writeField()).to.not.equal(null);
      expect(find('.not-allowed')?.textContent).to.contain('for everyone else');
    });

    it('says why a line that was on its way did not come through', async () => {
      await inCall();
      page.room.client.failNext('channel.postChat', new LecternError('CHAT_LOCKED', 'Locked.'));
      await press('chat');
      writeField()!.focus();
      await sendKeys({ type: 'Hi' });
      await sendKeys({ press: 'Enter' });
      await until(() => find('[data-notice="error"]') !== null);
      expect(find('[data-notice="error"]')?.textContent).to.contain('The chat is locked');
      expect(find('.line.failed')?.textContent).to.contain('Not sent');
    });
  });

  describe('help', () => {
    it('opens by its button and by ?, and gives the focus back', async () => {
      await inCall();
      tool('help').focus();
      await press('help');
      await until(() => find('lectern-room-help') !== null);
      await settled();
      expect(find<HTMLDialogElement>('dialog')?.open).to.equal(true);
      await sendKeys({ press: 'Escape' });
      await settled();
      expect(focused()).to.equal(tool('help'));
      await sendKeys({ press: '?' });
      await until(() => find('lectern-room-help') !== null);
    });

    it('turns single keys off, for good and with what is shown of them', async () => {
      await inCall();
      await until(isMicrophoneOn);
      await press('help');
      await until(() => find('[data-setting="shortcuts"]') !== null);
      find('[data-setting="shortcuts"]')?.click();
      await sendKeys({ press: 'Escape' });
      await settled();
      tool('help').focus();
      await sendKeys({ press: 'm' });
      await sendKeys({ press: '?' });
      await sendKeys({ press: 'c' });
      await settled();
      expect([isMicrophoneOn(), find('dialog'), find('lectern-chat-panel')]).to.deep.equal([
        true,
        null,
        null,
      ]);
      await until(() => !tool('microphone').hasAttribute('aria-keyshortcuts'));
      expect(JSON.parse(localStorage.getItem('lectern') ?? '{}')).to.include({ shortcuts: false });
    });

    it('keeps what is not to be read aloud', async () => {
      await inCall();
      await press('help');
      await until(() => find('[data-setting="chat"]') !== null);
      find('[data-setting="chat"]')?.click();
      expect(JSON.parse(localStorage.getItem('lectern') ?? '{}').unannounced).to.deep.equal(['chat']);
      find('[data-setting="chat"]')?.click();
      expect(JSON.parse(localStorage.getItem('lectern') ?? '{}').unannounced).to.deep.equal([]);
    });
  });
});
