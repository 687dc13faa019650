import { readPreferences, writePreferences } from '../../internal/preferences.js';

const KEPT = 50;
const SHORTEST_SECONDS = 10;
const NEARLY_ALL = 0.95;

/** Whether a position is worth coming back to. */
export function isWorthResuming(seconds: number, durationSeconds: number): boolean {
  return seconds >= SHORTEST_SECONDS && !(seconds > durationSeconds * NEARLY_ALL);
}

/** A file's name for the memory: without its query, which may carry a ticket. */
function keyOf(src: string): string {
  try {
    const { origin, pathname } = new URL(src, document.baseURI);
    return origin + pathname;
  } catch {
    return src;
  }
}

/** Where this browser stopped in a file, in seconds. */
export function readPosition(src: string): number {
  return readPreferences().positions?.find(([key]) => key === keyOf(src))?.[1] ?? 0;
}

/** Remembers it for this browser, the newest fifty. */
export function writePosition(src: string, seconds: number): void {
  const others = (readPreferences().positions ?? []).filter(([key]) => key !== keyOf(src));
  writePreferences({ positions: [[keyOf(src), Math.round(seconds)] as const, ...others].slice(0, KEPT) });
}
