import { LecternError } from '@lectern/core';

const MOST_TRIES = 3;

/**
 * Takes a slot that others want too. A look at the free times answers most who come too late; between those who come at
 * once the constraint on the host's time decides, inside the transaction of `take`.
 *
 * @throws {@link LecternError} SLOT_TAKEN with what is free now, from `look`; whatever else the two throw.
 */
export async function raceForSlot<Result>(
  look: () => Promise<void>,
  take: () => Promise<Result>,
): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    await look();
    try {
      return await take();
    } catch (error) {
      // Look again: what is free now, or this very time, if who had it was refused after all.
      if (!LecternError.is(error) || error.code !== 'SLOT_TAKEN' || tries === MOST_TRIES) throw error;
    }
  }
}
