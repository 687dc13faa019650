/** The size of the recording's picture. */
export const WIDTH = 1280;
export const HEIGHT = 720;
/** Pictures a second when all is well. */
export const FPS = 15;
/** A fragment of the file begins at a key frame, and a crash costs what has no whole fragment yet. */
export const KEY_FRAME_SECONDS = 2;
/** How often bytes are handed over. */
export const FLUSH_MS = 1000;
export const HEALTH_MS = 2000;
export const SAMPLE_RATE = 48_000;
export const AUDIO_BITRATE = 48_000;
