import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { SoundTimeline } from './sound-timeline.js';

const RATE = 48_000;
const BLOCK_MS = 40;
const BLOCK = (RATE * BLOCK_MS) / 1000;

interface Heard {
  /** When the block really began. */
  readonly trueMs: number;
  /** Where in the file it begins. */
  readonly fileMs: number;
}

/** Plays stretches of sound and of standstill into a time line, each block stamped late by some of `jitter`. */
function play(
  stretches: readonly { readonly blocks: number; readonly pauseMs: number }[],
  jitter: readonly number[],
  { driftPpm = 0 } = {},
): { readonly timeline: SoundTimeline; readonly heard: Heard[]; readonly endMs: number } {
  const timeline = new SoundTimeline(RATE);
  const heard: Heard[] = [];
  let now = 0;
  let count = 0;
  for (const { blocks, pauseMs } of stretches) {
    for (let index = 0; index < blocks; index += 1) {
      const trueMs = now;
      now += BLOCK_MS * (1 + driftPpm / 1e6);
      const late = jitter[count % jitter.length] ?? 0;
      count += 1;
      const before = timeline.written;
      const { silence, skip } = timeline.place(BLOCK, now + late);
      if (skip < BLOCK) heard.push({ trueMs, fileMs: ((before + silence - skip) * 1000) / RATE });
    }
    for (const end = now + pauseMs; now < end; now += 22) timeline.idle(now);
  }
  return { timeline, heard, endMs: now };
}

const jitters = fc.array(fc.double({ min: 0, max: 35, noNaN: true }), { minLength: 1, maxLength: 60 });

describe('the time line of sound', () => {
  it('changes nothing when blocks are late for a moment only', () => {
    fc.assert(
      fc.property(jitters, (jitter) => {
        const { timeline } = play([{ blocks: 500, pauseMs: 0 }], jitter);
        // The first block may have been late itself.
        expect(timeline.silenceMs).to.be.at.most(36);
      }),
    );
  });

  it('is right to 80 ms after every standstill', () => {
    const stretch = fc.record({
      blocks: fc.integer({ min: 1, max: 100 }),
      pauseMs: fc.integer({ min: 0, max: 20_000 }),
    });
    fc.assert(
      fc.property(fc.array(stretch, { minLength: 1, maxLength: 8 }), jitters, (stretches, jitter) => {
        const { heard } = play(stretches, jitter);
        for (const [index, { trueMs, fileMs }] of heard.entries()) {
          // Within a second of a short pause the sound may still be where it was.
          const settled = heard
            .slice(Math.max(0, index - 26), index + 1)
            .every((one, at, all) => at === 0 || one.trueMs - (all[at - 1]?.trueMs ?? 0) < BLOCK_MS + 1);
          if (settled && index > 26) expect(Math.abs(fileMs - trueMs)).to.be.below(80);
        }
      }),
    );
  });

  it('is right within a second of several short pauses', () => {
    const { heard } = play(
      [1, 1, 67]
        .map((pauseMs, at) => ({ blocks: [1, 1, 7][at] ?? 0, pauseMs }))
        .concat([{ blocks: 27, pauseMs: 0 }]),
      [0],
    );
    const { trueMs = NaN, fileMs = NaN } = heard.at(-1) ?? {};
    expect(fileMs).to.be.closeTo(trueMs, 1);
  });

  it('is right at once after a long standstill', () => {
    const { heard } = play(
      [
        { blocks: 50, pauseMs: 3000 },
        { blocks: 5, pauseMs: 0 },
      ],
      [0],
    );
    for (const { trueMs, fileMs } of heard) expect(fileMs).to.be.closeTo(trueMs, 1);
  });

  it('is right within seconds though the first block was late', () => {
    const late = fc.array(fc.double({ min: 0, max: 200, noNaN: true }), { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(late, (jitter) => {
        const { heard } = play(
          [{ blocks: 200, pauseMs: 0 }],
          [300, ...jitter.map((ms, at) => (at % 2 ? ms : 0))],
        );
        const { trueMs = NaN, fileMs = NaN } = heard.at(-1) ?? {};
        expect(Math.abs(fileMs - trueMs)).to.be.below(80);
      }),
    );
  });

  it('follows a sound card that runs fast or slow', () => {
    fc.assert(
      fc.property(fc.integer({ min: -500, max: 500 }), (driftPpm) => {
        const { heard } = play([{ blocks: 15_000, pauseMs: 0 }], [0, 10, 3], { driftPpm });
        for (const { trueMs, fileMs } of heard) expect(Math.abs(fileMs - trueMs)).to.be.below(80);
      }),
      { numRuns: 10 },
    );
  });

  it('writes silence as long as nothing comes, and stays a little behind', () => {
    const { timeline, endMs } = play([{ blocks: 25, pauseMs: 60_000 }], [0]);
    expect((timeline.written * 1000) / RATE).to.be.within(endMs - 500, endMs);
    expect(timeline.silenceMs).to.be.within(58_000, 60_000);
  });

  it('fills up to the end, and never backwards', () => {
    const timeline = new SoundTimeline(RATE);
    timeline.place(BLOCK, 40);
    expect(timeline.fillTo(30)).to.equal(0);
    expect(timeline.fillTo(50)).to.equal(480);
    expect(timeline.written).to.equal(2400);
  });

  it('leaves out what was made before the file began', () => {
    const timeline = new SoundTimeline(RATE);
    expect(timeline.place(BLOCK, 10)).to.deep.equal({ silence: 0, skip: 1440 });
    expect(timeline.place(BLOCK, 50)).to.deep.equal({ silence: 0, skip: 0 });
  });
});
