import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import pg from 'pg';
import type { Engine } from '../platform/db/database.js';
import { migrate } from '../platform/db/migrate.js';
import { migrations } from '../platform/db/migrations.js';
import { openDatabase } from '../platform/db/open-database.js';

// Any number: one process at a time makes the template.
const TEMPLATE_LOCK = 7_810_762;

/** A database of its own, with the whole schema and nothing in it. */
export interface TestDatabase {
  readonly engine: Engine;
  /** For `createLectern` and `openDatabase`. */
  readonly database: string;
  /** For `memory:`. */
  readonly template?: Blob;
  drop(): Promise<void>;
}

/** Names the file of a template that was made for all processes of a run. */
export const TEMPLATE_FILE = 'LECTERN_TEST_TEMPLATE';

let dump: Promise<Blob> | undefined;

/** In memory, from a template that is made once a run, else once a process. */
export async function createPgliteTestDatabase(): Promise<TestDatabase> {
  const file = process.env[TEMPLATE_FILE];
  dump ??= file ? readFile(file).then((bytes) => new Blob([bytes])) : makePgliteTemplate();
  return {
    engine: 'pglite',
    database: 'memory:',
    template: await dump,
    drop: () => Promise.resolve(),
  };
}

/** A dump of an empty database with the whole schema. */
export async function makePgliteTemplate(): Promise<Blob> {
  const opened = await openDatabase({ database: 'memory:' });
  try {
    await migrate(opened.source, migrations);
    const { pglite } = opened.source;
    if (!pglite) throw new TypeError('memory: is not PGlite');
    return await pglite.dumpDataDir('none');
  } finally {
    await opened.close();
  }
}

const templates = new Map<string, Promise<string>>();

/** On a server, from a template that is made once a server. `serverUrl` ends with a database one may always connect to. */
export async function createPostgresTestDatabase(serverUrl: string): Promise<TestDatabase> {
  let template = templates.get(serverUrl);
  if (!template) {
    template = makeTemplate(serverUrl);
    templates.set(serverUrl, template);
  }
  const from = await template;
  const name = `lectern_test_${randomBytes(8).toString('hex')}`;
  await onServer(serverUrl, async (client) => {
    // Only one at a time may copy a template: the lock keeps others from an error.
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    await client.query(`create database ${name} template ${from}`);
  });
  return {
    engine: 'postgres',
    database: withDatabase(serverUrl, name),
    drop: () =>
      onServer(
        serverUrl,
        async (client) => void (await client.query(`drop database if exists ${name} with (force)`)),
      ),
  };
}

async function makeTemplate(serverUrl: string): Promise<string> {
  const name = 'lectern_template';
  await onServer(serverUrl, async (client) => {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount !== 0) return;
    const draft = `${name}_draft`;
    await client.query(`drop database if exists ${draft} with (force)`);
    await client.query(`create database ${draft}`);
    const opened = await openDatabase({ database: withDatabase(serverUrl, draft) });
    try {
      await migrate(opened.source, migrations);
    } finally {
      await opened.close();
    }
    // Only a whole template has the name.
    await client.query(`alter database ${draft} rename to ${name}`);
  });
  return name;
}

async function onServer(serverUrl: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  // A server that is stopped tells idle clients so; without a listener that ends the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function withDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
