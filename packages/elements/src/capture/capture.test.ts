import { expect } from '@open-wc/testing';
import { detectCapture } from './detect-capture.js';
import { startCapture } from './start-capture.js';
import { barCamera, beepVoice, steadyVoice, type FakeSource } from './testing/fake-sources.js';
import { idsBetween, median, person, record } from './testing/record.js';

describe('a recording', function () {
  // Seconds are recorded, and decoded again.
  this.timeout(60_000);
  const sources: FakeSource[] = [];
  const use = (source: FakeSource): MediaStream => {
    sources.push(source);
    return source.stream;
  };

  afterEach(() => {
    for (const source of sources.splice(0)) source.stop();
  });

  it('shows who joins, leaves and shares, in one file', async () => {
    const ada = person('Ada', { camera: use(barCamera(1)), microphone: use(beepVoice()) });
    const ben = person('بن', { camera: use(barCamera(2)) });
    const sharing = { ...ada, streams: { ...ada.streams, screen: use(barCamera(3)) } };
    const recorded = await record({ people: [ada] }, async ({ at, show }) => {
      await at(1000);
      show({ people: [ada, ben] });
      await at(2500);
      show({ people: [sharing, ben], screen: 'Ada' });
      await at(4000);
      show({ people: [ada, ben] });
      await at(5500);
      show({ people: [ada] });
      await at(7000);
    });
    expect(recorded.faults).to.deep.equal([]);
    expect(idsBetween(recorded, 0, 950)).to.deep.include([1]);
    expect(idsBetween(recorded, 1050, 2450)).to.deep.include([1, 2]);
    expect(idsBetween(recorded, 2550, 3950)).to.deep.include([3, 1, 2]);
    expect(idsBetween(recorded, 4050, 5450)).to.deep.include([1, 2]);
    expect(idsBetween(recorded, 5550, 7000)).to.deep.include([1]);
    // Two people leave the top black, whatever was there before.
    const corner = (from: number, to: number): number =>
      recorded.seen.findLast(({ ms }) => ms >= from && ms < to)?.corner ?? NaN;
    expect(corner(0, 950)).to.be.above(100);
    expect(corner(1050, 2450)).to.be.below(30);
    expect(corner(4050, 5450)).to.be.below(30);
    expect(corner(5550, 7000)).to.be.above(100);
    expect(recorded.fileMs).to.be.closeTo(7000, 1000);
    expect(recorded.durationMs).to.be.closeTo(recorded.fileMs, 100);
    expect(median(recorded.pictureLags)).to.be.within(-100, 100);
    expect(recorded.soundLags.length).to.be.at.least(4);
    const soundLag = median(recorded.soundLags.map(({ lag }) => lag));
    expect(median(recorded.pictureLags) - soundLag).to.be.within(-100, 100);
    expect(recorded.pieces.length).to.be.at.least(3);
  });

  it('keeps sound with the picture after the sound stood still', async () => {
    const ada = person('Ada', { camera: use(barCamera(1)), microphone: use(beepVoice()) });
    const recorded = await record({ people: [ada] }, async ({ at, audioContext }) => {
      await at(2500);
      await audioContext.suspend();
      await at(5000);
      await audioContext.resume();
      await at(9500);
    });
    const picture = median(recorded.pictureLags);
    const during = recorded.soundLags.filter(({ ms }) => ms > 2800 && ms < 4900);
    const after = recorded.soundLags.filter(({ ms }) => ms > 5200);
    expect(during).to.deep.equal([]);
    expect(after.length).to.be.at.least(3);
    for (const { lag } of after) expect(picture - lag).to.be.within(-100, 100);
    expect(recorded.seen.length).to.be.above(70);
  });

  it('goes on without any sound', async () => {
    const ada = person('Ada', { camera: use(barCamera(1)) });
    const recorded = await record({ people: [ada] }, async ({ at, audioContext }) => {
      await audioContext.suspend();
      await at(5000);
    });
    expect(recorded.pieces.length).to.be.at.least(2);
    expect(recorded.fileMs).to.be.closeTo(5000, 1000);
    expect((recorded.sound.length * 1000) / recorded.sampleRate).to.be.closeTo(recorded.fileMs, 100);
    expect(recorded.sound.every((sample) => Math.abs(sample) < 0.01)).to.equal(true);
  });

  it('clips nothing when six shout at once', async () => {
    const people = [300, 410, 530, 670, 890, 1130].map((hertz, index) =>
      person(`p${String(index)}`, { microphone: use(steadyVoice(hertz)) }),
    );
    const recorded = await record({ people }, async ({ at }) => at(3000));
    const loudest = recorded.sound.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    expect(loudest).to.be.within(0.3, 0.999);
  });

  it('leaves no hole where a microphone is changed', async () => {
    const first = person('Ada', { microphone: use(steadyVoice(440, 0.5)) });
    const second = person('Ada', { microphone: use(steadyVoice(440, 0.5)) });
    const recorded = await record({ people: [first] }, async ({ at, show }) => {
      await at(1500);
      show({ people: [second] });
      await at(3000);
    });
    let quiet = 0;
    let longest = 0;
    recorded.sound.subarray(recorded.sampleRate, recorded.sampleRate * 2.5).forEach((sample) => {
      quiet = Math.abs(sample) < 0.01 ? quiet + 1 : 0;
      longest = Math.max(longest, quiet);
    });
    expect((longest * 1000) / recorded.sampleRate).to.be.below(100);
  });

  it('is handed pictures where tracks cannot be read in a worker', async () => {
    const ada = person('Ada', { camera: use(barCamera(1)), microphone: use(beepVoice()) });
    const ben = person('Ben', { camera: use(barCamera(2)) });
    const recorded = await record(
      { people: [ada, ben] },
      async ({ at }) => {
        await at(4000);
      },
      { way: 'grab' },
    );
    expect(idsBetween(recorded, 1000, 4000)).to.deep.include([1, 2]);
    expect(median(recorded.pictureLags)).to.be.within(-150, 150);
    expect(recorded.fileMs).to.be.closeTo(4000, 1000);
  });

  it('draws in the page where there are no encoders', async () => {
    const ada = person('Ada', { camera: use(barCamera(1)), microphone: use(beepVoice()) });
    const ben = person('Ben', { camera: use(barCamera(2)) });
    const recorded = await record({ people: [ada, ben] }, async ({ at }) => at(4000), { way: 'canvas' });
    expect(idsBetween(recorded, 1000, 4000)).to.deep.include([1, 2]);
    expect(median(recorded.pictureLags)).to.be.within(-200, 200);
    expect(recorded.durationMs).to.be.closeTo(4000, 1000);
  });

  it('composes on the page where a worker is refused', async () => {
    const { Worker } = globalThis;
    globalThis.Worker = class {
      constructor() {
        throw new DOMException('of another origin', 'SecurityError');
      }
    } as unknown as typeof Worker;
    try {
      const ada = person('Ada', { camera: use(barCamera(1)), microphone: use(beepVoice()) });
      const recorded = await record({ people: [ada] }, async ({ at }) => at(3000));
      expect(idsBetween(recorded, 1000, 4000)).to.deep.include([1]);
      expect(recorded.fileMs).to.be.closeTo(3000, 1000);
    } finally {
      globalThis.Worker = Worker;
    }
  });

  it('is found before the lesson', async () => {
    expect(await detectCapture()).to.equal('tracks');
  });

  it('takes the next codec where one failed before', async () => {
    const ada = person('Ada', { camera: use(barCamera(1)), microphone: use(beepVoice()) });
    const recorded = await record({ people: [ada] }, async ({ at }) => at(2500), { avoid: ['avc'] });
    expect(recorded.capture.container).to.equal('video/webm');
    expect(recorded.capture.codecs).to.equal('vp8,opus');
    expect(idsBetween(recorded, 500, 2500)).to.deep.include([1]);
  });

  it('says that no codec works', async () => {
    const audioContext = new AudioContext();
    const failure: unknown = await startCapture({
      way: 'tracks',
      scene: { people: [] },
      audioContext,
      avoid: ['avc', 'vp8', 'vp9'],
      onBytes: () => expect.fail('no file'),
      onFault: () => expect.fail('nothing began'),
    }).catch((error: unknown) => error);
    expect(failure).to.have.property('code', 'PROVIDER_UNSUPPORTED');
    await audioContext.close();
  });

  it('ends at once when it is called off', async () => {
    const audioContext = new AudioContext();
    const controller = new AbortController();
    const capture = await startCapture({
      way: 'tracks',
      scene: { people: [] },
      audioContext,
      signal: controller.signal,
      onBytes: () => undefined,
      onFault: () => expect.fail('it was wanted'),
    });
    controller.abort();
    expect(await capture.stop()).to.deep.equal({ durationMs: 0 });
    await audioContext.close();
  });
});
