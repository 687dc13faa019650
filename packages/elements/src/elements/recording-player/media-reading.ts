import type { PlayerFailure } from './player-state.js';
import type { Span } from './timeline.js';

/** What a video's error means to us. */
export function failureOf(error: MediaError): PlayerFailure {
  if (error.code === MediaError.MEDIA_ERR_DECODE) return { code: 'decode', error };
  // Without a connection a file that was never read looks like one of an unknown kind.
  const isLost = error.code === MediaError.MEDIA_ERR_NETWORK || !navigator.onLine;
  return { code: isLost ? 'network' : 'unsupported', error };
}

/** What a video has read, on the time line. */
export function bufferedOf({ buffered }: HTMLVideoElement, offset: number): readonly Span[] {
  return Array.from({ length: buffered.length }, (_none, index) => ({
    start: offset + buffered.start(index),
    end: offset + buffered.end(index),
  }));
}
