import { createHash } from 'node:crypto';
import type { Migration } from './database.js';
import type { OpenEngine } from './engine.js';

// Any number that no other program uses: the letters of "lectern".
const LOCK_KEY = 7_810_761;

const RECORD = `
create table if not exists lectern_migrations (
  name text primary key,
  checksum text not null
);`;

/** Brings the schema up to date, in one transaction, once even when several servers start together. Answers what it applied. */
export async function migrate(
  engine: OpenEngine,
  migrations: readonly Migration[],
): Promise<readonly string[]> {
  const ordered = inOrder(migrations);
  return engine.inSchemaSession(async (session) => {
    await session.query('select pg_advisory_xact_lock($1)', [LOCK_KEY]);
    await session.run(RECORD);
    const rows = await session.query<{ name: string; checksum: string }>(
      'select name, checksum from lectern_migrations',
    );
    const done = new Map(rows.map(({ name, checksum }) => [name, checksum]));
    const applied: string[] = [];
    for (const { name, up } of ordered) {
      const checksum = createHash('sha256').update(up).digest('hex');
      const before = done.get(name);
      if (before === checksum) continue;
      if (before !== undefined)
        throw new Error(
          `[@lectern/server] migration ${name} differs from the one this database was made with. Released migrations are never edited: add a new one. For a database of a development version: start with an empty one.`,
        );
      await session.run(up);
      await session.query('insert into lectern_migrations (name, checksum) values ($1, $2)', [
        name,
        checksum,
      ]);
      applied.push(name);
    }
    return applied;
  });
}

function inOrder(migrations: readonly Migration[]): readonly Migration[] {
  const names = new Set<string>();
  for (const { name } of migrations) {
    if (!/^\d{4}-[a-z0-9-]+$/.test(name)) throw new TypeError(`[@lectern/server] bad migration name ${name}`);
    if (names.has(name)) throw new TypeError(`[@lectern/server] two migrations are called ${name}`);
    names.add(name);
  }
  return [...migrations].sort((one, other) => (one.name < other.name ? -1 : 1));
}
