import { readCues } from './cues.js';

/** A chapter as a page gives it. */
export interface RecordingChapter {
  readonly startSeconds: number;
  readonly title: string;
}

/** A chapter with its end, which is the start of the next. */
export interface PlayerChapter {
  readonly start: number;
  readonly end: number;
  readonly title: string;
}

/** In order, without those that cannot be. */
export function chaptersOf(
  given: readonly RecordingChapter[],
  durationSeconds: number,
): readonly PlayerChapter[] {
  const sorted = given
    .filter(
      ({ startSeconds, title }) => startSeconds >= 0 && Boolean(title) && !(startSeconds >= durationSeconds),
    )
    .sort((a, b) => a.startSeconds - b.startSeconds);
  return sorted.map(({ startSeconds, title }, index) => ({
    start: startSeconds,
    end: sorted[index + 1]?.startSeconds ?? durationSeconds,
    title,
  }));
}

/** What a track of kind `chapters` says. */
export function chaptersOfTrack(track: TextTrack): readonly RecordingChapter[] {
  return readCues(track).map(({ start, text }) => ({ startSeconds: start, title: text }));
}

export function chapterAt(chapters: readonly PlayerChapter[], seconds: number): PlayerChapter | undefined {
  return chapters.findLast(({ start }) => start <= seconds);
}
