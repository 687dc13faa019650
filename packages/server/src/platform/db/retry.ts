import type { Timer } from '../../ports/clock/timer.js';
import { errorCodeOf } from './sql-state.js';

const RETRIES = 3;
const LONGEST_PAUSE_MS = 40;
const DEADLOCK = '40P01';
const SERIALIZATION_FAILURE = '40001';

/** Runs a transaction again when the database ended it in favour of another. */
export async function retryTransaction<Result>(run: () => Promise<Result>, timer: Timer): Promise<Result> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await run();
    } catch (error) {
      const code = errorCodeOf(error);
      if (tries >= RETRIES || (code !== DEADLOCK && code !== SERIALIZATION_FAILURE)) throw error;
      await timer.pause(Math.random() * LONGEST_PAUSE_MS * (tries + 1));
    }
  }
}
