import { migrate } from '../platform/db/migrate.js';
import { migrations } from '../platform/db/migrations.js';
import { openDatabase } from '../platform/db/open-database.js';
import type { LecternOptions } from '../platform/server/options.js';
import type { CliContext } from './run.js';

/** Brings the schema up to date. */
export async function migrateDatabase({ database }: LecternOptions, { out }: CliContext): Promise<number> {
  const opened = await openDatabase({ database });
  try {
    const applied = await migrate(opened.source, migrations);
    out(applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`);
    return 0;
  } finally {
    await opened.close();
  }
}
