import { expect, oneEvent } from '@open-wc/testing';
import { emulateMedia, sendKeys } from '@web/test-runner-commands';
import { expectAccessible } from '../../testing/expect-accessible.js';
import { hearWarnings } from '../../testing/hear-warnings.js';
import { control, find, findAll, settle, textOf } from '../../testing/settle.js';
import type { RecordingPlayerElement } from './recording-player.element.js';
import type { RecordingSeekEvent } from './recording-player.events.js';
import {
  mediaUrl,
  mountPlayer,
  onePlayback,
  openSettings,
  place,
  press,
  revokeAll,
  secondShown,
  someTracks,
  until,
  untilLoaded,
  untilSeeked,
  videoOf,
  vttUrl,
  CAPTIONS,
  CHAPTERS,
} from './testing/mount-player.js';
import '../../translations/ar.js';

const picture = (element: RecordingPlayerElement): HTMLElement => find(element, '.picture');
const seekBar = (element: RecordingPlayerElement): HTMLElement => find(element, 'lectern-seek-bar');
const slider = (element: RecordingPlayerElement): HTMLInputElement | null | undefined =>
  seekBar(element).shadowRoot?.querySelector('input');

describe('<recording-player>', () => {
  beforeEach(() => localStorage.clear());
  afterEach(revokeAll);

  describe('accessibility', () => {
    it('passes axe before it plays, beside its transcript, light and dark', async () => {
      const { element } = await mountPlayer(await onePlayback({ tracks: someTracks() }), {}, 1_000);
      expect(findAll(element, 'lectern-transcript')).to.have.length(1);
      await expectAccessible(element);
    });

    it('passes axe while it plays with captions, on a phone', async () => {
      const { element } = await mountPlayer(await onePlayback({ tracks: someTracks() }), {}, 360);
      await element.play();
      control(element, 'Turn captions on').click();
      element.pause();
      await settle(element);
      await expectAccessible(element);
    });

    for (const width of [800, 360])
      it(`passes axe with its settings open, ${width} px wide`, async () => {
        const { element } = await mountPlayer(
          await onePlayback({ tracks: someTracks(), canDownload: true }),
          {},
          width,
        );
        await openSettings(element);
        expect(find<HTMLDialogElement>(element, '.settings').matches(':modal')).to.equal(width < 560);
        await expectAccessible(element);
      });

    it('passes axe with the list of shortcuts, and with a place to go on from', async () => {
      const { element } = await mountPlayer(
        await onePlayback({ resume: { atMs: 15_000, updatedAt: '2026-11-20T09:00:00Z' } }),
      );
      await expectAccessible(element);
      press(picture(element), '?');
      await until('the list', () => find<HTMLDialogElement>(element, '.shortcuts').open);
      await expectAccessible(element);
    });

    it('names its slider in words, with the chapter', async () => {
      const { element } = await mountPlayer(await onePlayback({ tracks: someTracks() }));
      element.seekTo(11);
      await untilSeeked(element, 11);
      expect(slider(element)?.getAttribute('aria-label')).to.equal('Position in the recording');
      expect(slider(element)?.getAttribute('aria-valuetext')).to.equal(
        '11 seconds of 30 seconds, The Plough',
      );
    });

    it('keeps the time line from left to right in a right-to-left language', async () => {
      const { element } = await mountPlayer(
        await onePlayback({ tracks: someTracks() }),
        { lang: 'ar' },
        1_000,
      );
      expect(getComputedStyle(find(element, '[part=base]')).direction).to.equal('rtl');
      expect(getComputedStyle(slider(element) as Element).direction).to.equal('ltr');
      press(slider(element) as Element, 'ArrowRight');
      await untilSeeked(element, 10);
      await expectAccessible(element);
    });
  });

  describe('from src and <track> alone', () => {
    async function plain(more: Partial<RecordingPlayerElement> = {}): Promise<RecordingPlayerElement> {
      const element = document.createElement('recording-player');
      element.innerHTML = `
        <track kind="subtitles" srclang="en" label="English" src="${vttUrl(CAPTIONS)}">
        <track kind="chapters" srclang="en" src="${vttUrl(CHAPTERS)}">
        <track kind="metadata" src="/nothing.vtt">`;
      Object.assign(element, { src: await mediaUrl(), label: 'Night', ...more });
      await place(element, 1_000);
      await untilLoaded(element);
      return element;
    }

    it('plays, without a server and without a word about one', async () => {
      const warnings = hearWarnings();
      try {
        const element = await plain();
        expect(element.durationSeconds).to.be.closeTo(30, 0.2);
        expect(element.paused).to.equal(true);
        const plays = oneEvent(element, 'recording-play');
        control(element, 'Play').click();
        await plays;
        await until('it goes on', () => element.currentSeconds > 0.3);
        expect(control(element, 'Pause')).to.be.instanceOf(HTMLElement);
        expect(warnings.texts).to.deep.equal([]);
      } finally {
        warnings.restore();
      }
    });

    it('shows the second it was asked for', async () => {
      const element = await plain();
      for (const second of [17.5, 3.5, 28.5]) {
        element.seekTo(second);
        await untilSeeked(element, second);
        expect(secondShown(element)).to.equal(Math.floor(second));
      }
    });

    it('has the lines of its captions, who says them, and the chapters', async () => {
      const element = await plain();
      const transcript = find(element, 'lectern-transcript');
      await until('its lines', () => Boolean(transcript.shadowRoot?.querySelector('.line')));
      const lines = [...(transcript.shadowRoot?.querySelectorAll('.line') ?? [])].map(textOf);
      expect(lines[0]).to.equal('0:01 Ana: Good evening, everybody.');
      expect(lines[2]).to.equal('0:12 Ben: Is the café near Polaris?');
      expect(lines).to.have.length(4);
      expect(seekBar(element).shadowRoot?.querySelectorAll('.tick')).to.have.length(2);
    });

    it('takes a <track> that comes later, and captions on by default', async () => {
      const element = document.createElement('recording-player');
      element.src = await mediaUrl();
      await place(element, 1_000);
      await untilLoaded(element);
      expect(findAll(element, 'lectern-transcript')).to.have.length(0);
      const track = document.createElement('track');
      Object.assign(track, { kind: 'captions', srclang: 'en', src: vttUrl(CAPTIONS), default: true });
      element.append(track);
      await until('the captions', () => videoOf(element).textTracks[0]?.mode === 'showing');
      await until('the transcript', () => findAll(element, 'lectern-transcript').length === 1);
    });

    it('begins where the page or the address says', async () => {
      const started = await plain({ startSeconds: 12 });
      await untilSeeked(started, 12);
      const linked = await plain({ src: `${await mediaUrl()}#t=21` });
      await untilSeeked(linked, 21);
    });

    it('remembers on this device where one stopped, without what the address carries', async () => {
      const address = await mediaUrl();
      const element = await plain({ src: address });
      await element.play();
      element.seekTo(15);
      await untilSeeked(element, 15);
      element.pause();
      expect(localStorage.getItem('lectern')).to.contain('15');
      element.remove();
      const again = await plain({ src: address });
      await untilSeeked(again, 15);
      const resume = control(again, 'Continue at 0:15');
      control(again, 'Start over').click();
      await until('from the start', () => again.currentSeconds < 3 && !again.paused);
      expect(resume.isConnected).to.equal(false);
    });

    it('says what to do when the file is none, and plays once it is one', async () => {
      const warnings = hearWarnings();
      const element = document.createElement('recording-player');
      element.src = vttUrl(CAPTIONS);
      const fails = oneEvent(element, 'recording-error');
      await place(element);
      expect(((await fails) as CustomEvent<{ code: string }>).detail.code).to.equal('unsupported');
      await settle(element);
      expect(textOf(find(element, '[role=alert]'))).to.contain('This browser cannot play it');
      await expectAccessible(element);
      element.src = await mediaUrl();
      await untilLoaded(element);
      expect(findAll(element, '.failure')).to.have.length(0);
      warnings.restore();
    });
  });

  describe('what it tells the page', () => {
    it('fires what happens, in order, and time not up the tree', async () => {
      const { element } = await mountPlayer(await onePlayback());
      const heard: string[] = [];
      const names = ['play', 'pause', 'seek', 'ended', 'time'];
      for (const name of names)
        element.parentElement?.addEventListener(`recording-${name}`, () => heard.push(name));
      await element.play();
      element.seekTo(29.5);
      await until('its end', () => heard.includes('ended'));
      expect(heard).to.deep.equal(['play', 'seek', 'pause', 'ended']);
      expect(control(element, 'Play again')).to.be.instanceOf(HTMLElement);
      expect(element.currentSeconds).to.equal(element.durationSeconds);
    });

    it('tells the time four times a second at most, and from where to where one went', async () => {
      const { element } = await mountPlayer(await onePlayback());
      const times: number[] = [];
      element.addEventListener('recording-time', () => times.push(performance.now()));
      await element.play();
      await until('some', () => times.length >= 4);
      element.pause();
      const between = times.slice(1).map((time, index) => time - (times[index] ?? 0));
      expect(Math.min(...between)).to.be.at.least(249);
      const from = element.currentSeconds;
      const seeks = oneEvent(element, 'recording-seek') as Promise<RecordingSeekEvent>;
      element.seekTo(400);
      expect((await seeks).detail).to.deep.equal({ fromSeconds: from, toSeconds: 30 });
    });
  });

  describe('controls', () => {
    beforeEach(() => emulateMedia({ reducedMotion: 'reduce' }));

    it('hide while it plays and nobody moves, and never while paused or focused', async () => {
      const real = globalThis.setTimeout;
      const { element } = await mountPlayer(await onePlayback());
      const player = find(element, '.player');
      const waits: (() => void)[] = [];
      globalThis.setTimeout = ((run: () => void, ms?: number) =>
        ms === 3_000 ? waits.push(run) : real(run, ms)) as typeof setTimeout;
      const idle = async (): Promise<boolean> => {
        waits.at(-1)?.();
        await settle(element);
        return player.classList.contains('is-quiet');
      };
      try {
        const stir = (): boolean =>
          player.dispatchEvent(new PointerEvent('pointermove', { bubbles: true, pointerType: 'mouse' }));
        stir();
        expect(await idle(), 'paused').to.equal(false);
        await element.play();
        expect(await idle(), 'playing').to.equal(true);
        stir();
        await settle(element);
        expect(player.classList.contains('is-quiet')).to.equal(false);
        picture(element).focus();
        await sendKeys({ press: 'Tab' });
        expect(await idle(), 'focused').to.equal(false);
        (document.activeElement as HTMLElement).blur();
        find(element, '.settings-button').click();
        await settle(element);
        expect(await idle(), 'in the settings').to.equal(false);
      } finally {
        globalThis.setTimeout = real;
      }
    });

    it('keeps speed, volume and captions for the next recording', async () => {
      const first = await mountPlayer(await onePlayback({ tracks: someTracks() }));
      await openSettings(first.element);
      const choose = (value: string): void =>
        findAll<HTMLInputElement>(first.element, '.settings input')
          .find((one) => one.value === value)
          ?.click();
      choose('1.5');
      choose('en');
      choose('150');
      first.element.remove();
      const { element } = await mountPlayer(await onePlayback({ tracks: someTracks() }));
      const video = videoOf(element);
      expect(video.playbackRate).to.equal(1.5);
      expect(video.textTracks[0]?.mode).to.equal('showing');
      expect(video.className).to.equal('size-150');
    });

    it('tells of what is missing on the slider, and jumps over it', async () => {
      const { element } = await mountPlayer(await onePlayback({ gaps: [{ startMs: 5_000, endMs: 9_000 }] }));
      const bar = seekBar(element);
      expect(bar.shadowRoot?.querySelectorAll('.gap')).to.have.length(1);
      const box = bar.getBoundingClientRect();
      bar.shadowRoot
        ?.querySelector('.seek')
        ?.dispatchEvent(
          new PointerEvent('pointermove', { clientX: box.left + box.width * 0.2, bubbles: true }),
        );
      await settle(element);
      expect(textOf(bar)).to.contain('4 seconds missing here').and.to.contain('0:06');
      element.seekTo(4.6);
      await element.play();
      await until('behind it', () => element.currentSeconds >= 9);
      await settle(element);
      expect(textOf(find(element, '.toast'))).to.equal('4 seconds missing here');
      element.pause();
      element.seekTo(6);
      expect(element.currentSeconds).to.equal(9);
    });
  });

  describe('on the page', () => {
    it('stops when it is taken out, and stands where it was when it comes back', async () => {
      const { element } = await mountPlayer(await onePlayback({ tracks: someTracks() }));
      const place = element.parentElement;
      await element.play();
      element.seekTo(17);
      await untilSeeked(element, 17);
      const video = videoOf(element);
      element.remove();
      expect(video.getAttribute('src')).to.equal(null);
      expect(element.paused).to.equal(true);
      place?.append(element);
      await until('loaded again', () => videoOf(element).readyState >= 2);
      expect(element.currentSeconds).to.be.closeTo(17, 0.6);
      expect(element.paused).to.equal(true);
    });

    it('shows another recording when it is told to', async () => {
      const { element, client } = await mountPlayer(await onePlayback());
      client.world.playbacks.set('rec-b', await onePlayback({ recordingId: 'rec-b', title: 'Another one' }));
      await element.play();
      element.recordingId = 'rec-b';
      await until('the other', () => textOf(find(element, '.top')) === 'Another one');
      expect(element.paused).to.equal(true);
      expect(element.currentSeconds).to.equal(0);
    });

    it('says who plays to the system, and takes it back', async () => {
      const { element } = await mountPlayer(await onePlayback());
      await element.play();
      expect(navigator.mediaSession.metadata?.title).to.equal('The night sky');
      element.remove();
      expect(navigator.mediaSession.metadata).to.equal(null);
    });

    it('writes no address into an attribute of its own', async () => {
      const { element } = await mountPlayer(await onePlayback({ poster: '/secret-ticket.png' }));
      expect(element.outerHTML).not.to.contain('blob:').and.not.to.contain('secret');
    });
  });
});
