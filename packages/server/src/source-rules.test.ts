import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { migrations } from './platform/db/migrations.js';

const SRC = fileURLToPath(new URL('.', import.meta.url));
const WRITES = [
  /\b(?:insertInto|updateTable|deleteFrom|mergeInto|replaceInto)\(\s*['"`](\w+)/g,
  /\b(?:insert\s+into|update|delete\s+from|merge\s+into|truncate(?:\s+table)?)\s+(?:only\s+)?"?([a-z_]\w*)"?/gi,
];
/** Words that follow `update` in SQL and in prose and are no tables. */
const NO_TABLE = new Set(['set', 'skip', 'of', 'nowait']);

interface Source {
  readonly path: string;
  readonly text: string;
}

const sources: readonly Source[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !/\.(?:test|fixture)\.ts$/.test(path))
  .map((path) => ({ path: relative(SRC, join(SRC, path)), text: readFileSync(join(SRC, path), 'utf8') }));

/** The folder of the owner of each table. */
const folderOf = new Map(
  migrations.flatMap(({ owner, tables }) =>
    tables.map((table) => [table, owner.includes('/') ? `${owner}/` : `domains/${owner}/`] as const),
  ),
);

function writesIn({ path, text }: Source): { readonly path: string; readonly table: string }[] {
  return WRITES.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(([, table]) =>
      table !== undefined && !NO_TABLE.has(table.toLowerCase()) ? [{ path, table }] : [],
    ),
  );
}

/** Comments are prose. */
const code = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');

it('every table has one owner, and its migrations make it', () => {
  const tables = migrations.flatMap((migration) => migration.tables);
  expect(new Set(tables).size).toBe(tables.length);
  for (const { up, tables: own } of migrations) {
    const made = [...up.matchAll(/\bcreate\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?(\w+)/gi)].map(
      ([, table]) => table,
    );
    expect([...made].sort()).toEqual([...own].sort());
  }
});

it('only its owner writes a table', () => {
  const writes = sources.map((source) => ({ ...source, text: code(source.text) })).flatMap(writesIn);
  // The scan sees something: each part that keeps state writes it.
  expect(writes.length).toBeGreaterThan(20);
  const foreign = writes.filter(({ path, table }) => {
    const folder = folderOf.get(table);
    return folder !== undefined && !path.startsWith(folder);
  });
  expect(foreign).toEqual([]);
});

it('finds a foreign write in each form', () => {
  const forms = [
    "db.insertInto('outbox_facts')",
    'tx.updateTable( "outbox_facts")',
    'sql`delete from outbox_facts where true`',
    'sql`INSERT INTO "outbox_facts" (id)`',
    'sql`update only outbox_facts as f set seq = 1`',
  ];
  for (const text of forms)
    expect(writesIn({ path: 'x.ts', text })).toEqual([{ path: 'x.ts', table: 'outbox_facts' }]);
});

it('only the clock port asks the machine for the time, and no SQL does', () => {
  const asks = /\bDate\.now\(|\bnew Date\(\s*\)|(?<!\w)Date\(\s*\)/;
  const sqlAsks =
    /(?<![.\w])(?:now\(\)|current_(?:timestamp|date|time)\b|localtime(?:stamp)?\b|(?:clock|statement|transaction)_timestamp\(\))/i;
  const wrong = sources.flatMap(({ path, text }) => {
    const body = code(text);
    const askSql = [...body.matchAll(/`[^`]*`/g)].some(([sql]) => sqlAsks.test(sql));
    // The one question to the database's clock is what the clock's offset is made of.
    const isOffset = path === join('platform', 'server', 'clock-offset.ts');
    return (asks.test(body) && !path.startsWith(join('ports', 'clock'))) || (askSql && !isOffset)
      ? [path]
      : [];
  });
  expect(wrong).toEqual([]);
});

it('siblings never import one another, and the platform knows no domain', () => {
  // From the lowest layer up; those of one row are siblings.
  const layers = [
    ['sessions'],
    ['presence'],
    ['calendars'],
    ['booking', 'channel', 'attendance', 'recordings'],
    ['notifications'],
  ];
  const layerOf = (domain: string): number => layers.findIndex((row) => row.includes(domain));
  const wrong = sources.flatMap(({ path, text }) => {
    const [folder, name = ''] = path.split('/');
    const imported = [...text.matchAll(/from '((?:\.\.?\/)[^']+)'/g)].flatMap(([, target = '']) => {
      const [, domain] = /^domains\/([^/]+)\//.exec(join(path, '..', target)) ?? [];
      return domain === undefined ? [] : [domain];
    });
    const isAllowed = (domain: string): boolean => {
      if (folder === 'domains') return domain === name || layerOf(domain) < layerOf(name);
      if (path === join('platform', 'db', 'migrations.ts') || path === 'create-lectern.ts') return true;
      return false;
    };
    return imported.filter((domain) => !isAllowed(domain)).map((domain) => `${path} → ${domain}`);
  });
  expect(wrong).toEqual([]);
});
