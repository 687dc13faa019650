/** One line of a transcript, in seconds of the whole recording. */
export interface Cue {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly speaker: string;
}

const PAUSE_SECONDS = 2;
const PARAGRAPH_LETTERS = 400;

/** The lines of a track that has loaded. The browser has read the file; markup such as voices is gone. */
export function readCues(track: TextTrack): readonly Cue[] {
  return [...((track.cues ?? []) as Iterable<VTTCue>)].map((cue) => {
    const content = cue.getCueAsHTML();
    return {
      start: cue.startTime,
      end: cue.endTime,
      text: (content.textContent ?? '').replaceAll(/\s+/gu, ' ').trim(),
      speaker: content.querySelector('[title]')?.getAttribute('title')?.trim() ?? '',
    };
  });
}

/**
 * Moves the browser's own cues to the clock of the file that plays: a track is written for the whole recording, and the
 * browser shows it by the time of one file.
 */
export function shiftCues(track: TextTrack, cues: readonly Cue[], seconds: number): void {
  for (const [index, cue] of [...((track.cues ?? []) as Iterable<TextTrackCue>)].entries()) {
    const original = cues[index];
    if (!original || cue.startTime === original.start - seconds) continue;
    cue.startTime = original.start - seconds;
    cue.endTime = original.end - seconds;
  }
}

/** The last cue that has begun, or -1. */
export function cueAt(cues: readonly Cue[], seconds: number): number {
  let low = 0;
  let high = cues.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cues[middle]?.start ?? 0) <= seconds) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Which cues begin a paragraph: somebody else speaks, after a silence, or when it grows long. */
export function paragraphStarts(cues: readonly Cue[]): ReadonlySet<number> {
  const starts = new Set<number>();
  let letters = 0;
  for (const [index, cue] of cues.entries()) {
    const before = cues[index - 1];
    const begins =
      !before ||
      before.speaker !== cue.speaker ||
      cue.start - before.end > PAUSE_SECONDS ||
      letters > PARAGRAPH_LETTERS;
    if (begins) starts.add(index);
    letters = (begins ? 0 : letters) + cue.text.length;
  }
  return starts;
}

/** The transcript as a page of text. */
export function transcriptText(cues: readonly Cue[]): string {
  const starts = paragraphStarts(cues);
  return cues
    .map(({ text, speaker }, index) => {
      if (!starts.has(index)) return ` ${text}`;
      return `${index ? '\n\n' : ''}${speaker && speaker !== cues[index - 1]?.speaker ? `${speaker}: ` : ''}${text}`;
    })
    .join('');
}
