import { mkdir } from 'node:fs/promises';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { PGliteDialect } from 'kysely';
import type { Log } from '../../ports/log/log.js';
import { lockDataDir } from './data-dir-lock.js';
import type { OpenEngine } from './engine.js';

const TIMESTAMP = 1114;
const DATE = 1082;
const INTERVAL = 1186;

const plain = (text: string): string => text;

// Less than half of the memory that the defaults take.
const START_PARAMS = [
  ...PGlite.defaultStartParams,
  ...['shared_buffers=16MB', 'jit=off', 'max_connections=5', 'timezone=UTC'].flatMap((set) => ['-c', set]),
];

export interface OpenPgliteOptions {
  readonly log: Log;
  /** A dump of a prepared data folder to begin with; in memory only. */
  readonly template?: Blob;
}

/** Opens the embedded engine: in memory when `dataDir` is undefined, else in a folder that this process alone may use. */
export async function openPglite(
  dataDir: string | undefined,
  options: OpenPgliteOptions,
): Promise<OpenEngine> {
  if (dataDir !== undefined) await mkdir(dataDir, { recursive: true });
  const lock = dataDir === undefined ? undefined : await lockDataDir(dataDir, options.log);
  let pglite: PGlite;
  try {
    pglite = await PGlite.create(pgliteOptions(dataDir, options.template));
  } catch (error) {
    await lock?.release();
    throw error;
  }
  return {
    engine: 'pglite',
    dialect: new PGliteDialect({ pglite }),
    pglite,
    inSchemaSession: (work) =>
      pglite.transaction((tx) =>
        work({
          run: async (script) => void (await tx.exec(script)),
          query: async <Row>(sql: string, parameters: readonly unknown[] = []) =>
            (await tx.query<Row>(sql, [...parameters])).rows,
        }),
      ),
    beforeClose: async () => {
      if (dataDir !== undefined) await pglite.exec('checkpoint');
    },
    afterClose: async () => lock?.release(),
  };
}

function pgliteOptions(dataDir: string | undefined, template: Blob | undefined): PGliteOptions {
  return {
    ...(dataDir === undefined ? {} : { dataDir }),
    ...(template ? { loadDataDir: template } : {}),
    extensions: { btree_gist },
    startParams: START_PARAMS,
    parsers: { [TIMESTAMP]: plain, [DATE]: plain, [INTERVAL]: plain },
  };
}
