import { sql } from 'kysely';
import type { Database } from '../db/database.js';
import type { Sweep } from './sweep.js';

const DAY_MS = 24 * 3_600_000;

/** PGlite has no autovacuum: without this, tables that change much grow for ever. */
export function vacuumSweep(database: Database): Sweep {
  let doneAt: number | undefined;
  return {
    name: 'vacuum',
    everyMs: 60 * 60_000,
    async run(now) {
      doneAt ??= now.getTime();
      if (now.getTime() - doneAt < DAY_MS) return undefined;
      doneAt = now.getTime();
      await sql`vacuum (analyze)`.execute(database.db);
      return undefined;
    },
  };
}
