import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { control, find, findAll, settle, textOf } from '../../testing/settle.js';
import type { RecordingPlayerElement } from './recording-player.element.js';
import {
  mediaUrl,
  mountPlayer,
  onePlayback,
  press,
  revokeAll,
  someTracks,
  until,
  untilLoaded,
  videoOf,
} from './testing/mount-player.js';

const picture = (element: RecordingPlayerElement): HTMLElement => find(element, '.picture');

describe('<recording-player>: keyboard', () => {
  beforeEach(() => localStorage.clear());
  afterEach(revokeAll);

  describe('keyboard', () => {
    it('plays, pauses and moves from the picture', async () => {
      const { element } = await mountPlayer(await onePlayback({ tracks: someTracks() }));
      const target = picture(element);
      const steps: readonly (readonly [key: string, at: number])[] = [
        ['5', 15],
        ['ArrowRight', 25],
        ['j', 15],
        ['ArrowLeft', 5],
        ['l', 15],
        [']', 20],
        ['[', 10],
        ['.', 10.04],
        ['End', 30],
        ['Home', 0],
      ];
      for (const [key, at] of steps) {
        expect(press(target, key), key).to.equal(false);
        expect(element.currentSeconds, key).to.be.closeTo(at, 0.01);
      }
      press(target, ' ');
      expect(element.paused).to.equal(false);
      press(target, 'k');
      expect(element.paused).to.equal(true);
    });

    it('changes volume, sound, speed and captions, and says so', async () => {
      const { element } = await mountPlayer(await onePlayback({ tracks: someTracks() }));
      const video = videoOf(element);
      const target = picture(element);
      press(target, 'ArrowDown');
      await settle(element);
      expect(video.volume).to.equal(0.95);
      expect(textOf(find(element, '.toast'))).to.equal('95% volume');
      press(target, 'm');
      expect(video.muted).to.equal(true);
      press(target, 'm');
      expect(video.muted).to.equal(false);
      press(target, '>');
      expect(video.playbackRate).to.equal(1.25);
      press(target, '<');
      press(target, '<');
      expect(video.playbackRate).to.equal(0.75);
      press(target, 'c');
      expect(video.textTracks[0]?.mode).to.equal('showing');
      press(target, 'c');
      expect(video.textTracks[0]?.mode).to.equal('hidden');
    });

    it('leaves other keys, text fields and pressed buttons alone', async () => {
      const { element } = await mountPlayer(await onePlayback({ tracks: someTracks() }), {}, 1_000);
      const target = picture(element);
      expect(press(target, 'l', { ctrlKey: true })).to.equal(true);
      expect(press(target, 'x')).to.equal(true);
      expect(press(control(element, 'Mute'), ' ')).to.equal(true);
      expect(press(control(element, 'Mute'), 'ArrowUp')).to.equal(true);
      await customElements.whenDefined('lectern-transcript');
      await settle(element);
      const search = find(element, 'lectern-transcript').shadowRoot?.querySelector('input') as Element;
      expect(press(search, 'k')).to.equal(true);
      expect(element.paused).to.equal(true);
      element.shortcutsDisabled = true;
      expect(press(target, 'k')).to.equal(true);
    });

    it('reaches every control by Tab, and closes what Escape closes', async () => {
      const { element } = await mountPlayer(await onePlayback({ tracks: someTracks() }));
      picture(element).focus();
      const names: string[] = [];
      for (let count = 0; count < 10; count += 1) {
        await sendKeys({ press: 'Tab' });
        const host = element.shadowRoot?.activeElement;
        const focused = host?.shadowRoot?.activeElement ?? host;
        names.push(focused?.getAttribute('aria-label') ?? '');
      }
      expect(names).to.deep.equal([
        'Play',
        'Position in the recording',
        'Play',
        'Back 10 seconds',
        'Forward 10 seconds',
        'Mute',
        'Volume',
        'Turn captions on',
        'Show transcript',
        'Settings',
      ]);
      await sendKeys({ press: 'Enter' });
      await until('the settings', () => find<HTMLDialogElement>(element, '.settings').open);
      await sendKeys({ press: 'Escape' });
      await settle(element);
      expect(find<HTMLDialogElement>(element, '.settings').open).to.equal(false);
      expect(element.shadowRoot?.activeElement?.getAttribute('aria-label')).to.equal('Settings');
    });

    it('works two shadow roots deep', async () => {
      const outer = document.createElement('div');
      const inner = document.createElement('div');
      outer.attachShadow({ mode: 'open' }).append(inner);
      document.body.append(outer);
      const element = document.createElement('recording-player');
      element.src = await mediaUrl();
      inner.attachShadow({ mode: 'open' }).append(element);
      try {
        await untilLoaded(element);
        press(picture(element), 'l');
        expect(element.currentSeconds).to.equal(10);
        control(element, 'Full screen').click();
        await until('full screen', () => document.fullscreenElement === outer);
        await until('its button', () => findAll(element, '[aria-label="Leave full screen"]').length === 1);
        control(element, 'Leave full screen').click();
        await until('back', () => !document.fullscreenElement);
      } finally {
        outer.remove();
      }
    });
  });
});
