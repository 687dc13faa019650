import { expect } from '@open-wc/testing';
import { roomPage } from './testing/room-page.js';

const steady = performance.now.bind(performance);

describe('<session-room>, sound before the class', () => {
  const page = roomPage();
  const { find, render, settled, until } = page;
  const contexts: AudioContext[] = [];

  /** A microphone that is open, and from which nothing comes, or a tone. */
  function microphone(hertz?: number): void {
    navigator.mediaDevices.getUserMedia = (wants) => {
      if (wants?.video) return Promise.reject(new DOMException('', 'NotFoundError'));
      const context = new AudioContext();
      contexts.push(context);
      const out = context.createMediaStreamDestination();
      if (hertz) {
        const tone = context.createOscillator();
        tone.frequency.value = hertz;
        tone.connect(out);
        tone.start();
      }
      return Promise.resolve(out.stream);
    };
  }
  const pass = (ms: number): void => {
    performance.now = () => steady() + ms;
  };
  afterEach(() => {
    performance.now = steady;
    for (const context of contexts.splice(0)) void context.close();
  });

  const check = (): HTMLElement | null => find('.sound-check');

  it('says after a while that nobody will hear one, and takes it back with the first sound', async () => {
    microphone();
    await render();
    await until(() => find('meter') !== null);
    await settled();
    expect(check()?.getAttribute('role')).to.equal('status');
    expect(check()?.textContent.trim()).to.equal('');
    pass(7_000);
    await until(() => check()?.querySelector('.notice') !== null);
    expect(check()?.textContent).to.contain('Nobody will hear you');
    await expect(page.element).to.be.accessible();
    // Another microphone, and this one is heard.
    microphone(440);
    find('[data-tool="microphone"]')?.click();
    await until(() => find('[data-tool="microphone"]')?.getAttribute('aria-pressed') === 'false');
    expect(check()?.textContent.trim()).to.equal('');
  });

  it('says once that it works, and shows how loud it is', async () => {
    microphone(440);
    await render();
    await until(() => check()?.textContent.includes('Your microphone works') === true);
    const said: string[] = [];
    const watch = new MutationObserver(() => said.push(check()?.textContent ?? ''));
    watch.observe(check()!, { childList: true, characterData: true, subtree: true });
    const prejoin = find('lectern-prejoin')!;
    const levels = new Set<string>();
    await until(() => levels.add(prejoin.style.getPropertyValue('--_level')).size > 0 && levels.has('1'));
    pass(60_000);
    await settled();
    expect(said).to.deep.equal([]);
    watch.disconnect();
    expect(find<HTMLMeterElement>('meter')?.value).to.be.above(0);
  });

  describe('the test of the speaker', () => {
    const real = {
      play: HTMLMediaElement.prototype.play,
      setSinkId: HTMLMediaElement.prototype.setSinkId,
    };
    let sinks: string[];
    beforeEach(() => {
      sinks = [];
      localStorage.setItem('lectern', JSON.stringify({ speakerId: 'headset' }));
      HTMLMediaElement.prototype.setSinkId = (id) => {
        sinks.push(id);
        return id === 'gone' ? Promise.reject(new DOMException('', 'NotFoundError')) : Promise.resolve();
      };
    });
    afterEach(() => Object.assign(HTMLMediaElement.prototype, real));

    const button = (): HTMLElement => find('[data-tool="test-speaker"]')!;
    const told = (): string => find('.speaker p')?.textContent.trim() ?? '';

    it('plays two notes through the chosen output, once at a time', async () => {
      await render();
      button().click();
      await settled();
      expect(told()).to.equal('Playing a sound…');
      expect(button().getAttribute('aria-disabled')).to.equal('true');
      button().click();
      await until(() => told() === '');
      expect(sinks).to.deep.equal(['headset']);
      expect(button().getAttribute('aria-disabled')).to.equal(null);
    });

    it('says when an output is gone, and can be tried again', async () => {
      localStorage.setItem('lectern', JSON.stringify({ speakerId: 'gone' }));
      await render();
      button().click();
      await until(() => told().includes('cannot play'));
      localStorage.setItem('lectern', JSON.stringify({ speakerId: 'headset' }));
      button().click();
      await until(() => told() === '');
      expect(sinks).to.deep.equal(['gone', 'headset']);
    });
  });
});
