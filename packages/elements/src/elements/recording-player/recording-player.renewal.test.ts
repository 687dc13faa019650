import { LecternError, type Playback } from '@lectern/core/contract';
import { expect } from '@open-wc/testing';
import { hearWarnings, type HeardWarnings } from '../../testing/hear-warnings.js';
import { FAKE_NOW, instant } from '../../testing/fake-world.js';
import { control, find, findAll, settle, textOf } from '../../testing/settle.js';
import {
  mediaUrl,
  mountPlayer,
  onePlayback,
  revokeAll,
  secondShown,
  SHORT_SECONDS,
  until,
  untilSeeked,
  videoOf,
  type MountedPlayer,
} from './testing/mount-player.js';

const MINUTE = 60_000;

/** Addresses that are over already, unless said otherwise. */
const over: Partial<Playback> = { expiresAt: instant(FAKE_NOW - 1), renewAfter: instant(FAKE_NOW - MINUTE) };

/** The video says that it cannot go on, as it does when its address is refused. */
function fail(video: HTMLVideoElement, code: number): void {
  Object.defineProperty(video, 'error', { configurable: true, value: { code } });
  video.addEventListener('loadstart', () => Reflect.deleteProperty(video, 'error'), { once: true });
  video.dispatchEvent(new Event('error'));
}

describe('addresses that run out', () => {
  let warnings: HeardWarnings;
  beforeEach(() => {
    localStorage.clear();
    warnings = hearWarnings();
  });
  afterEach(() => {
    warnings.restore();
    revokeAll();
  });

  /** The next playback has an address of its own that is good. */
  async function renewable(more: Partial<Playback> = {}): Promise<MountedPlayer & { readonly next: string }> {
    const mounted = await mountPlayer(await onePlayback(more));
    const playback = await onePlayback();
    mounted.client.world.playbacks.set(playback.recordingId, playback);
    return { ...mounted, next: playback.sources[0]?.src ?? '' };
  }
  const asked = ({ client }: MountedPlayer): number => client.calls('recordings.playback').length;

  it('goes on playing from the same place when one is refused, without a click', async () => {
    const mounted = await renewable();
    const { element, next } = mounted;
    await element.play();
    element.seekTo(12);
    await untilSeeked(element, 12);
    const at = element.currentSeconds;
    fail(videoOf(element), 2);
    await until('the new address', () => videoOf(element).src === next);
    await until('playing', () => !videoOf(element).paused && videoOf(element).readyState >= 3);
    expect(element.currentSeconds).to.be.closeTo(at, 0.5);
    expect(secondShown(element)).to.be.closeTo(at, 1.1);
    expect(element.paused).to.equal(false);
    expect(asked(mounted)).to.equal(2);
    expect(findAll(element, '.failure')).to.have.length(0);
  });

  it('stays paused, where it is, when that happens while paused', async () => {
    const { element, next } = await renewable();
    element.seekTo(20);
    await untilSeeked(element, 20);
    fail(videoOf(element), 4);
    await until('the new address', () => videoOf(element).src === next);
    await untilSeeked(element, 20);
    expect(element.paused).to.equal(true);
    expect(videoOf(element).paused).to.equal(true);
  });

  it('asks first when it ran out while paused: one click plays, within half a second of the place', async () => {
    const mounted = await renewable(over);
    const { element, next } = mounted;
    element.seekTo(12);
    await until('renewed for the seek, or not yet', () => !videoOf(element).seeking);
    control(element, 'Play').click();
    await until('playing', () => videoOf(element).src === next && videoOf(element).currentTime > 12.1);
    expect(element.currentSeconds).to.be.closeTo(12.2, 0.5);
    expect(asked(mounted)).to.equal(2);
  });

  it('plays on with the rate and volume that were chosen', async () => {
    const { element, next } = await renewable();
    await element.play();
    videoOf(element).playbackRate = 1.5;
    await until('the rate', () => findAll(element, '.rate').length === 1);
    expect(textOf(find(element, '.rate'))).to.equal('1.5×');
    fail(videoOf(element), 2);
    await until('the new address', () => videoOf(element).src === next && videoOf(element).readyState >= 2);
    await until('the rate again', () => videoOf(element).playbackRate === 1.5);
  });

  it('asks ahead of time while it plays, and uses it only when it has to', async () => {
    const real = globalThis.setTimeout;
    const waits: { readonly run: () => void; readonly ms: number }[] = [];
    const mounted = await renewable();
    const { element, next } = mounted;
    const first = videoOf(element).src;
    globalThis.setTimeout = ((run: () => void, ms = 0) =>
      ms > 60_000 ? waits.push({ run, ms }) : real(run, ms)) as typeof setTimeout;
    try {
      await element.play();
      expect(waits.map(({ ms }) => Math.round(ms / MINUTE))).to.deep.equal([50]);
      waits[0]?.run();
      await until('asked', () => asked(mounted) === 2);
      await settle(element);
      expect(videoOf(element).src).to.equal(first);
      expect(waits).to.have.length(2);
      fail(videoOf(element), 2);
      await until('the one in hand', () => videoOf(element).src === next);
      expect(asked(mounted)).to.equal(2);
    } finally {
      globalThis.setTimeout = real;
    }
  });

  it('takes waiting for eight seconds on one that is over for its fault', async () => {
    const real = globalThis.setTimeout;
    const waits: (() => void)[] = [];
    const { element, next } = await renewable(over);
    globalThis.setTimeout = ((run: () => void, ms = 0) =>
      ms === 8_000 ? waits.push(run) : real(run, ms)) as typeof setTimeout;
    try {
      const video = videoOf(element);
      video.dispatchEvent(new Event('stalled'));
      video.dispatchEvent(new Event('waiting'));
      expect(waits).to.have.length(1);
      waits[0]?.();
      await until('the new address', () => video.src === next);
    } finally {
      globalThis.setTimeout = real;
    }
  });

  it('gives up after two in a row, says what to do, and tries again when asked', async () => {
    const { element, client } = await renewable();
    const dead = await onePlayback();
    URL.revokeObjectURL(dead.sources[0]?.src ?? '');
    client.world.playbacks.set(dead.recordingId, dead);
    await element.play();
    fail(videoOf(element), 2);
    await until('the failure', () => findAll(element, '.failure').length === 1);
    expect(client.calls('recordings.playback')).to.have.length(3);
    expect(textOf(find(element, '[role=alert]'))).to.contain('cannot be played');
    const good = await onePlayback();
    client.world.playbacks.set(good.recordingId, good);
    control(element, 'Try again').click();
    await until('playing', () => !videoOf(element).paused && videoOf(element).src === good.sources[0]?.src);
    expect(findAll(element, '.failure')).to.have.length(0);
  });

  it('says that one may not any more, and why nothing comes without a connection', async () => {
    const { element, client } = await renewable();
    client.failNext(
      'recordings.playback',
      new LecternError('NETWORK', 'No connection.', { retryable: true }),
    );
    fail(videoOf(element), 2);
    await until('the failure', () => findAll(element, '.failure').length === 1);
    expect(textOf(find(element, '.failure'))).to.contain('Check your internet connection');
    client.failNext('recordings.playback', new LecternError('NOT_FOUND', 'Gone.'));
    globalThis.dispatchEvent(new Event('online'));
    await until('the other', () => textOf(find(element, '.failure')).includes('cannot watch'));
  });

  it('leaves a damaged place to the person: again, or behind it', async () => {
    const { element, client } = await renewable();
    element.seekTo(5);
    fail(videoOf(element), 3);
    await settle(element);
    expect(client.calls('recordings.playback')).to.have.length(1);
    control(element, 'Forward 10 seconds').click();
    await untilSeeked(element, 15);
  });
});

describe('several files on one time line', () => {
  beforeEach(() => localStorage.clear());
  afterEach(revokeAll);

  /** Ten seconds, two seconds of nothing, half a minute. */
  async function mountTwo(): Promise<MountedPlayer> {
    return mountPlayer(
      await onePlayback({
        durationMs: 42_000,
        sources: [
          {
            src: await mediaUrl('ten-seconds'),
            type: 'video/webm',
            startMs: 0,
            durationMs: SHORT_SECONDS * 1_000,
          },
          { src: await mediaUrl(), type: 'video/webm', startMs: 12_000, durationMs: 30_000 },
        ],
        tracks: [],
      }),
    );
  }

  it('plays them one after the other as one', async () => {
    const { element } = await mountTwo();
    const heard: string[] = [];
    for (const name of ['pause', 'ended', 'error'])
      element.addEventListener(`recording-${name}`, () => heard.push(name));
    expect(element.durationSeconds).to.equal(42);
    element.seekTo(9.3);
    await element.play();
    await until('in the second', () => element.currentSeconds > 12.2, 8_000);
    expect(element.currentSeconds).to.be.below(14);
    expect(textOf(find(element, '.toast'))).to.equal('2 seconds missing here');
    expect(element.paused).to.equal(false);
    expect(heard).to.deep.equal([]);
  });

  it('goes from one to the other and back, paused', async () => {
    const { element } = await mountTwo();
    for (const [to, at, shown] of [
      [32.5, 32.5, 20],
      [4.5, 4.5, 4],
      [11, 12, 0],
    ] as const) {
      element.seekTo(to);
      await untilSeeked(element, at);
      await until(`the picture of ${to}`, () => secondShown(element) === shown);
      expect(element.paused).to.equal(true);
    }
  });

  it('ends at the end of the last', async () => {
    const { element } = await mountTwo();
    element.seekTo(41.5);
    await element.play();
    await until('its end', () => element.paused);
    expect(element.currentSeconds).to.equal(42);
    expect(control(element, 'Play again')).to.be.instanceOf(HTMLElement);
  });
});
