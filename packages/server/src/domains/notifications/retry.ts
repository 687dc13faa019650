const MINUTE_MS = 60_000;
const WAITS_MS = [1, 5, 15, 60, 360].map((minutes) => minutes * MINUTE_MS);
/** Apart, so that what failed together does not come back together. */
const JITTER = 0.2;

/** When a mail is tried again after this many attempts; undefined: no more. `random`: 0 to 1. */
export function nextTryAt(attempts: number, now: Date, random: number): Date | undefined {
  const wait = WAITS_MS[attempts - 1];
  return wait === undefined ? undefined : new Date(now.getTime() + Math.round(wait * (1 + JITTER * random)));
}
