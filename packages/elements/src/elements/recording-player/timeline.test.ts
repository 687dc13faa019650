import type { Playback } from '@lectern/core/contract';
import { expect } from '@open-wc/testing';
import { gapAt, locate, playable, timelineOf, timelineOfFile } from './timeline.js';

function playback(
  sources: readonly (readonly [startMs: number, durationMs: number])[],
  more: Partial<Playback> = {},
): Playback {
  return {
    recordingId: 'rec-1',
    title: 'Lesson',
    durationMs: 60_000,
    sources: sources.map(([startMs, durationMs], index) => ({
      src: `/part-${index}`,
      type: 'video/webm',
      startMs,
      durationMs,
    })),
    tracks: [],
    gaps: [],
    canDownload: false,
    expiresAt: '2026-11-20T11:00:00Z',
    renewAfter: '2026-11-20T10:50:00Z',
    serverNow: '2026-11-20T10:00:00Z',
    ...more,
  };
}

describe('the time line of a recording', () => {
  it('finds a time in the file that holds it, at every seam', () => {
    const timeline = timelineOf(
      playback([
        [20_000, 40_000],
        [0, 20_000],
      ]),
    );
    const found = [0, 19.99, 20, 59.9, 60, 99].map((at) => locate(timeline, at));
    expect(found.map(({ index }) => index)).to.deep.equal([0, 0, 1, 1, 1, 1]);
    expect(timeline.parts[found[2]?.index ?? 9]?.src).to.equal('/part-0');
    expect(found[2]?.at).to.equal(0);
    expect(found[3]?.at).to.be.closeTo(39.9, 1e-9);
    expect(timeline.gaps).to.deep.equal([]);
  });

  it('takes what no file covers for a gap, together with those that are listed', () => {
    const timeline = timelineOf(
      playback(
        [
          [2_000, 18_000],
          [25_000, 30_000],
        ],
        {
          gaps: [
            { startMs: 19_000, endMs: 21_000 },
            { startMs: 40_000, endMs: 42_000 },
          ],
        },
      ),
    );
    expect(timeline.gaps).to.deep.equal([
      { start: 0, end: 2 },
      { start: 19, end: 25 },
      { start: 40, end: 42 },
    ]);
    expect(gapAt(timeline, 24.9)).to.deep.equal({ start: 19, end: 25 });
    expect(gapAt(timeline, 25)).to.equal(undefined);
  });

  it('goes to nothing that is missing, and not outside', () => {
    const timeline = timelineOf(playback([[0, 60_000]], { gaps: [{ startMs: 55_000, endMs: 60_000 }] }));
    expect([-5, 0, 54, 57, 99].map((at) => playable(timeline, at))).to.deep.equal([0, 0, 54, 55, 60]);
    expect(playable(timelineOfFile('/a.webm'), 1_000)).to.equal(1_000);
  });

  it('is never shorter than its files', () => {
    expect(timelineOf(playback([[0, 70_000]])).duration).to.equal(70);
    expect(timelineOf(playback([])).duration).to.equal(60);
  });
});
